import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { mapPage } from '../../kernel/paging.js';
import type { Page } from '../../kernel/paging.js';
import { CurrentActor, CurrentDevice, For, Public } from '../../platform/auth/decorators.js';
import { RefreshDto, SessionDto, TokensDto, toSessionDto } from '../../platform/auth/session.dto.js';
import { Sessions } from '../../platform/auth/sessions.js';
import type { Device } from '../../platform/auth/sessions.js';
import { IdParam } from '../../platform/http/id-param.pipe.js';
import { ApiPage, PageQuery } from '../../platform/http/page.dto.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { RateLimit } from '../../platform/rate-limit/rate-limit.decorator.js';
import { CustomerSignInService } from './customer-sign-in.service.js';
import { LoginDto, RegisterDto, SignedInDto, toSignedInDto } from './dto/sign-in.dto.js';

@ApiTags('Identity')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: CustomerSignInService,
    private readonly sessions: Sessions,
  ) {}

  @Post('register')
  @Public({ token: 'ignored' })
  @RateLimit('register', { by: 'email' })
  @ApiOperation({ summary: 'Become a customer, and be signed in' })
  @ApiCreatedResponse({ type: SignedInDto })
  @ApiProblems({ 400: 'request.malformed_json', 409: 'user.already_exists', 422: 'request.invalid' })
  async register(@Body() body: RegisterDto, @CurrentDevice() device: Device): Promise<SignedInDto> {
    return toSignedInDto(await this.signIn.register(body, device));
  }

  @Post('login')
  @HttpCode(200)
  @Public({ token: 'ignored' })
  @RateLimit('login', { by: 'identifier' })
  @ApiOperation({ summary: 'Sign in by email or mobile and password' })
  @ApiOkResponse({ type: SignedInDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.invalid_credentials',
    422: 'request.invalid',
    423: 'auth.locked',
  })
  async login(@Body() body: LoginDto, @CurrentDevice() device: Device): Promise<SignedInDto> {
    return toSignedInDto(await this.signIn.logIn(body.identifier, body.password, device));
  }

  @Post('refresh')
  @HttpCode(200)
  @Public({ token: 'ignored' })
  @RateLimit('refresh', { by: 'refreshToken' })
  @ApiOperation({ summary: 'Exchange a refresh token for the next pair of tokens' })
  @ApiOkResponse({ type: TokensDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.invalid_token',
    403: 'auth.wrong_audience',
    422: 'request.invalid',
  })
  refresh(@Body() body: RefreshDto): Promise<TokensDto> {
    return this.signIn.refresh(body.refreshToken);
  }

  @Post('logout')
  @HttpCode(204)
  @For('customer')
  @ApiOperation({ summary: 'End this session' })
  @ApiNoContentResponse()
  @ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
  logout(@CurrentActor() actor: Actor): Promise<void> {
    return this.sessions.end(actor);
  }

  @Post('logout-all')
  @HttpCode(204)
  @For('customer')
  @ApiOperation({ summary: 'End every session of mine' })
  @ApiNoContentResponse()
  @ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
  logoutAll(@CurrentActor() actor: Actor): Promise<void> {
    return this.sessions.endAll(actor);
  }

  @Get('sessions')
  @For('customer')
  @ApiOperation({ summary: 'My live sessions, the newest first' })
  @ApiPage(SessionDto)
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    422: 'request.invalid, page.cursor_invalid',
  })
  async listSessions(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<SessionDto>> {
    return mapPage(await this.sessions.list(actor, query), (each) => toSessionDto(each, actor));
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @For('customer')
  @ApiOperation({ summary: 'End one of my sessions' })
  @ApiNoContentResponse()
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    404: 'session.not_found',
  })
  revokeSession(
    @CurrentActor() actor: Actor,
    @Param('id', new IdParam('session')) id: string,
  ): Promise<void> {
    return this.sessions.revokeOwn(actor, id);
  }
}
