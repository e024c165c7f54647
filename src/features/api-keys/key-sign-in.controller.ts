import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentDevice, Public } from '../../platform/auth/decorators.js';
import type { Device } from '../../platform/auth/sessions.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RateLimit } from '../../platform/rate-limit/rate-limit.decorator.js';
import {
  ExchangeKeyDto,
  InitializeDto,
  InitializedDto,
  KeyTokenDto,
  toKeyTokenDto,
  toSettings,
} from './dto/api-key.dto.js';
import { KeySignInService } from './key-sign-in.service.js';

@ApiTags('Identity')
@Controller('auth')
export class KeySignInController {
  constructor(private readonly signIn: KeySignInService) {}

  @Post('token')
  @HttpCode(200)
  @Public({ token: 'ignored' })
  @RateLimit('login', { by: 'clientId' })
  @ApiOperation({ summary: 'Exchange an API key for an access token' })
  @ApiOkResponse({ type: KeyTokenDto })
  @ApiProblems({ 400: 'request.malformed_json', 401: 'auth.invalid_credentials', 422: 'request.invalid' })
  async exchange(@Body() body: ExchangeKeyDto, @CurrentDevice() device: Device): Promise<KeyTokenDto> {
    return toKeyTokenDto(await this.signIn.exchange(body.clientId, body.clientSecret, device));
  }

  @Post('initialize')
  @HttpCode(200)
  @Public({ token: 'ignored' })
  @ApiOperation({ summary: 'Set an assistant up for a visit to the site that embeds it' })
  @ApiOkResponse({ type: InitializedDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.invalid_credentials',
    404: 'assistant.not_found',
    422: 'request.invalid',
  })
  initialize(@Body() body: InitializeDto, @CurrentDevice() device: Device): Promise<InitializedDto> {
    const { assistantId, apiKey, configuration } = body;
    return this.signIn.initialize(assistantId, apiKey, toSettings(configuration), device);
  }
}
