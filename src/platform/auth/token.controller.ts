import { Controller, Get, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { JwtService } from '@nestjs/jwt';
import type { Request } from 'express';
import { Clock } from '../../kernel/clock.js';
import { ApiProblems } from '../http/problem.dto.js';
import { acceptClaims } from './access-claims.js';
import { TokenInvalid } from './auth.errors.js';
import { bearerOf } from './bearer.js';
import { For } from './decorators.js';
import { TokenDescriptionDto } from './token.dto.js';

@ApiTags('Identity')
@Controller('auth/token')
export class TokenController {
  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
  ) {}

  /** The guards have believed the token; it is only read here. */
  @Get()
  @For('customer', 'provider', 'staff', 'guest', 'api')
  @ApiOperation({ summary: 'What my access token says, if it is good' })
  @ApiOkResponse({ type: TokenDescriptionDto })
  @ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
  describe(@Req() request: Request): TokenDescriptionDto {
    const bearer = bearerOf(request.rawHeaders);
    const claims =
      bearer.found === 'token' && acceptClaims(this.jwt.decode<unknown>(bearer.token), this.clock.now());
    if (!claims) throw new TokenInvalid();
    return {
      active: true,
      audience: claims.aud,
      subject: claims.sub,
      sessionId: claims.sid,
      issuer: claims.iss,
      issuedAt: new Date(claims.iat * 1_000).toISOString(),
      expiresAt: new Date(claims.exp * 1_000).toISOString(),
    };
  }
}
