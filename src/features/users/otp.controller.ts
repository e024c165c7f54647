import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentDevice, Public } from '../../platform/auth/decorators.js';
import { TokensDto } from '../../platform/auth/session.dto.js';
import type { Device } from '../../platform/auth/sessions.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RateLimit } from '../../platform/rate-limit/rate-limit.decorator.js';
import { CustomerOtpService } from './customer-otp.service.js';
import { OtpRequestedDto, RequestOtpDto, VerifyOtpDto, otpRequested } from './dto/otp.dto.js';

@ApiTags('Identity')
@Controller('auth/otp')
@Public({ token: 'ignored' })
export class OtpController {
  constructor(private readonly otp: CustomerOtpService) {}

  @Post('request')
  @HttpCode(202)
  @RateLimit('otp', { by: 'mobile' })
  @ApiOperation({ summary: 'Ask for a code by text message; nobody becomes a customer by it' })
  @ApiAcceptedResponse({ type: OtpRequestedDto })
  @ApiProblems({ 400: 'request.malformed_json', 422: 'request.invalid', 429: 'auth.code_limit' })
  async request(@Body() { mobile, purpose = 'login' }: RequestOtpDto): Promise<OtpRequestedDto> {
    await this.otp.request(mobile, purpose);
    return otpRequested;
  }

  @Post('verify')
  @HttpCode(200)
  @RateLimit('otp', { by: 'mobile' })
  @ApiOperation({ summary: 'Sign in by the code of a text message' })
  @ApiOkResponse({ type: TokensDto })
  @ApiProblems({ 400: 'request.malformed_json', 401: 'auth.invalid_code', 422: 'request.invalid' })
  verify(
    @Body() { mobile, code, purpose = 'login' }: VerifyOtpDto,
    @CurrentDevice() device: Device,
  ): Promise<TokensDto> {
    return this.otp.verify({ mobile, code, purpose }, device);
  }
}
