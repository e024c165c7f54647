import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/auth/decorators.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RateLimit } from '../../platform/rate-limit/rate-limit.decorator.js';
import { AccountRecoveryService } from './account-recovery.service.js';
import {
  EmailDto,
  LetterOnItsWayDto,
  LinkTokenDto,
  ResetPasswordDto,
  letterOnItsWay,
} from './dto/account-recovery.dto.js';

const badBody = { 400: 'request.malformed_json', 422: 'request.invalid' };

@ApiTags('Identity')
@Controller('auth')
@Public({ token: 'ignored' })
export class AccountRecoveryController {
  constructor(private readonly recovery: AccountRecoveryService) {}

  @Post('forgot-password')
  @HttpCode(202)
  @RateLimit('reset', { by: 'email' })
  @ApiOperation({ summary: 'Ask for a letter with a link to set another password' })
  @ApiAcceptedResponse({ type: LetterOnItsWayDto })
  @ApiProblems(badBody)
  async forgotPassword(@Body() { email }: EmailDto): Promise<LetterOnItsWayDto> {
    await this.recovery.requestReset(email);
    return letterOnItsWay;
  }

  @Post('reset-password')
  @HttpCode(204)
  @RateLimit('reset', { by: 'token' })
  @ApiOperation({ summary: 'Set another password by the link of a letter; every session of mine ends' })
  @ApiNoContentResponse()
  @ApiProblems({ ...badBody, 401: 'auth.invalid_code' })
  resetPassword(@Body() { token, newPassword }: ResetPasswordDto): Promise<void> {
    return this.recovery.resetPassword(token, newPassword);
  }

  @Post('verify-email')
  @HttpCode(204)
  @RateLimit('reset', { by: 'token' })
  @ApiOperation({ summary: 'Prove an email by the link of a letter' })
  @ApiNoContentResponse()
  @ApiProblems({ ...badBody, 401: 'auth.invalid_code' })
  verifyEmail(@Body() { token }: LinkTokenDto): Promise<void> {
    return this.recovery.verifyEmail(token);
  }

  @Post('resend-verification')
  @HttpCode(202)
  @RateLimit('reset', { by: 'email' })
  @ApiOperation({ summary: 'Ask for another letter with a link to prove an email' })
  @ApiAcceptedResponse({ type: LetterOnItsWayDto })
  @ApiProblems(badBody)
  async resendVerification(@Body() { email }: EmailDto): Promise<LetterOnItsWayDto> {
    await this.recovery.requestVerification(email);
    return letterOnItsWay;
  }
}
