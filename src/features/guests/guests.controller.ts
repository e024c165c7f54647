import { Body, Controller, Delete, HttpCode, Param, Post, Req } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, CurrentDevice, For, Public } from '../../platform/auth/decorators.js';
import { GenuineTokens } from '../../platform/auth/genuine-tokens.js';
import type { Device } from '../../platform/auth/sessions.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RateLimit } from '../../platform/rate-limit/rate-limit.decorator.js';
import {
  AdmittedGuestDto,
  BeGuestDto,
  ConvertSessionDto,
  ConvertedGuestDto,
  toAdmittedGuestDto,
  toConvertedGuestDto,
  toGuest,
  toIdentification,
} from './dto/guest.dto.js';
import { GuestConversionService } from './guest-conversion.service.js';
import { GuestsService } from './guests.service.js';

@ApiTags('Identity')
@Controller('auth')
export class GuestsController {
  constructor(
    private readonly guests: GuestsService,
    private readonly conversion: GuestConversionService,
    private readonly genuine: GenuineTokens,
  ) {}

  @Post('guest')
  @Public({ token: 'ignored' })
  @ApiOperation({ summary: 'Talk to the assistant before signing in' })
  @ApiCreatedResponse({ type: AdmittedGuestDto })
  @ApiProblems({ 400: 'request.malformed_json', 422: 'request.invalid' })
  async admit(@Body() body: BeGuestDto, @CurrentDevice() device: Device): Promise<AdmittedGuestDto> {
    return toAdmittedGuestDto(await this.guests.admit(toGuest(body), device));
  }

  @Delete('guest/sessions/:id')
  @HttpCode(204)
  @For('guest')
  @ApiOperation({ summary: 'Be forgotten as a guest' })
  @ApiNoContentResponse()
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    404: 'session.not_found',
  })
  leave(@CurrentActor() actor: Actor, @Param('id', new IdParam('session')) id: string): Promise<void> {
    return this.guests.leave(actor, id);
  }

  /** The guest's token is read here and not by the guard: asked again, the route has ended its session itself. */
  @Post('convert-session')
  @HttpCode(200)
  @Public({ token: 'ignored' })
  @ApiBearerAuth()
  @RateLimit('login', { by: 'identifier' })
  @ApiOperation({ summary: 'Register or sign in as a guest, and keep threads, files, holds and cart' })
  @ApiOkResponse({ type: ConvertedGuestDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.required, auth.invalid_token, auth.invalid_credentials',
    403: 'auth.wrong_audience',
    404: 'session.not_found',
    409: 'user.already_exists, guest.already_converted',
    422: 'request.invalid',
    423: 'auth.locked',
  })
  async convert(
    @Req() request: Request,
    @Body() body: ConvertSessionDto,
    @CurrentDevice() device: Device,
  ): Promise<ConvertedGuestDto> {
    const claims = await this.genuine.claimsOf(request.rawHeaders);
    const as = toIdentification(body);
    return toConvertedGuestDto(await this.conversion.convert(claims, body.sessionId, as, device));
  }
}
