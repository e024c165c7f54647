import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
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
import { JoinStaffDto, mobileOf } from './dto/staff-administration.dto.js';
import { StaffLoginDto, StaffSignedInDto, toStaffSignedInDto } from './dto/staff.dto.js';
import { StaffSignInService } from './staff-sign-in.service.js';

@ApiTags('Staff')
@Controller('ops/auth')
export class StaffAuthController {
  constructor(
    private readonly signIn: StaffSignInService,
    private readonly sessions: Sessions,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public({ token: 'ignored' })
  @RateLimit('login', { by: 'identifier' })
  @ApiOperation({ summary: 'Sign in as staff by email, mobile or employee id and password' })
  @ApiOkResponse({ type: StaffSignedInDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.invalid_credentials, auth.totp_required, auth.invalid_code',
    422: 'request.invalid',
    423: 'auth.locked',
  })
  async login(@Body() body: StaffLoginDto, @CurrentDevice() device: Device): Promise<StaffSignedInDto> {
    return toStaffSignedInDto(await this.signIn.logIn(body, device));
  }

  @Post('register')
  @Public({ token: 'ignored' })
  @RateLimit('register', { by: 'token' })
  @ApiOperation({ summary: 'Join the staff by the link of an invitation, and sign in' })
  @ApiCreatedResponse({ type: StaffSignedInDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.invalid_code',
    409: 'staff.already_exists',
    422: 'request.invalid',
  })
  async register(@Body() body: JoinStaffDto, @CurrentDevice() device: Device): Promise<StaffSignedInDto> {
    const { mobile, lastName, ...given } = body;
    const acceptance = {
      ...given,
      ...(lastName !== undefined && { lastName: lastName || null }),
      ...(mobile && { mobile: mobileOf(mobile) }),
    };
    return toStaffSignedInDto(await this.signIn.join(acceptance, device));
  }

  @Post('refresh')
  @HttpCode(200)
  @Public({ token: 'ignored' })
  @RateLimit('refresh', { by: 'refreshToken' })
  @ApiOperation({ summary: 'Exchange a staff refresh token for the next pair of tokens' })
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
  @For('staff')
  @ApiOperation({ summary: 'End this staff session' })
  @ApiNoContentResponse()
  @ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
  logout(@CurrentActor() actor: Actor): Promise<void> {
    return this.sessions.end(actor);
  }
}
