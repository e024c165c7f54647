import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, CurrentDevice, For, Public } from '../../platform/auth/decorators.js';
import { RefreshDto, TokensDto } from '../../platform/auth/session.dto.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Device } from '../../platform/auth/sessions.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RateLimit } from '../../platform/rate-limit/rate-limit.decorator.js';
import {
  ProviderOtpRequestedDto,
  RequestProviderOtpDto,
  VerifyProviderOtpDto,
  providerOtpRequested,
} from './dto/provider-sign-in.dto.js';
import { ProviderSignInService } from './provider-sign-in.service.js';

@ApiTags('Providers')
@Controller('provider/auth')
export class ProviderAuthController {
  constructor(
    private readonly signIn: ProviderSignInService,
    private readonly sessions: Sessions,
  ) {}

  @Post('otp/request')
  @HttpCode(202)
  @Public({ token: 'ignored' })
  @RateLimit('otp', { by: 'mobile' })
  @ApiOperation({ summary: 'Ask for a code by text message, as a provider' })
  @ApiAcceptedResponse({ type: ProviderOtpRequestedDto })
  @ApiProblems({ 400: 'request.malformed_json', 422: 'request.invalid', 429: 'auth.code_limit' })
  async requestCode(@Body() { mobile }: RequestProviderOtpDto): Promise<ProviderOtpRequestedDto> {
    await this.signIn.requestCode(mobile);
    return providerOtpRequested;
  }

  @Post('otp/verify')
  @HttpCode(200)
  @Public({ token: 'ignored' })
  @RateLimit('otp', { by: 'mobile' })
  @ApiOperation({ summary: 'Sign in as a provider by the code of a text message' })
  @ApiOkResponse({ type: TokensDto })
  @ApiProblems({ 400: 'request.malformed_json', 401: 'auth.invalid_code', 422: 'request.invalid' })
  verifyCode(
    @Body() { mobile, code }: VerifyProviderOtpDto,
    @CurrentDevice() device: Device,
  ): Promise<TokensDto> {
    return this.signIn.verifyCode(mobile, code, device);
  }

  @Post('refresh')
  @HttpCode(200)
  @Public({ token: 'ignored' })
  @RateLimit('refresh', { by: 'refreshToken' })
  @ApiOperation({ summary: "Exchange a provider's refresh token for the next pair of tokens" })
  @ApiOkResponse({ type: TokensDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.invalid_token',
    403: 'auth.wrong_audience',
    422: 'request.invalid',
  })
  refresh(@Body() { refreshToken }: RefreshDto): Promise<TokensDto> {
    return this.signIn.refresh(refreshToken);
  }

  @Post('logout')
  @HttpCode(204)
  @For('provider')
  @ApiOperation({ summary: 'End this session of a provider' })
  @ApiNoContentResponse()
  @ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
  logout(@CurrentActor() actor: Actor): Promise<void> {
    return this.sessions.end(actor);
  }
}
