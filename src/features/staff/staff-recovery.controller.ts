import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/auth/decorators.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RateLimit } from '../../platform/rate-limit/rate-limit.decorator.js';
import { EmailDto, LetterOnItsWayDto, ResetPasswordDto, letterOnItsWay } from '../users/index.js';
import { StaffRecovery } from './staff-recovery.service.js';

const badBody = { 400: 'request.malformed_json', 422: 'request.invalid' };

@ApiTags('Staff')
@Controller('ops/auth')
@Public({ token: 'ignored' })
export class StaffRecoveryController {
  constructor(private readonly recovery: StaffRecovery) {}

  @Post('forgot-password')
  @HttpCode(202)
  @RateLimit('reset', { by: 'email' })
  @ApiOperation({ summary: 'Ask, as staff, for a letter with a link to set another password' })
  @ApiAcceptedResponse({ type: LetterOnItsWayDto })
  @ApiProblems(badBody)
  async forgotPassword(@Body() { email }: EmailDto): Promise<LetterOnItsWayDto> {
    await this.recovery.requestReset(email);
    return letterOnItsWay;
  }

  @Post('reset-password')
  @HttpCode(204)
  @RateLimit('reset', { by: 'token' })
  @ApiOperation({
    summary:
      'Set another staff password by the link of a letter; every session of mine ends, a second factor stays',
  })
  @ApiNoContentResponse()
  @ApiProblems({ ...badBody, 401: 'auth.invalid_code' })
  resetPassword(@Body() { token, newPassword }: ResetPasswordDto): Promise<void> {
    return this.recovery.resetPassword(token, newPassword);
  }
}
