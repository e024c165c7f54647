import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { Actor } from '../../kernel/actor.js';
import type { SessionEntity } from './session.entity.js';
import type { TokenPair } from './tokens.js';

export class TokensDto implements TokenPair {
  @ApiProperty({ description: 'ES256 JWT for the Authorization header.', example: 'eyJhbGciOiJFUzI1NiIs...' })
  accessToken: string;

  @ApiProperty({
    description: 'Good for one refresh; the answer brings its successor.',
    example: 'nxr_4yq0Y2tqk1m6Q0j1yqk8v1bq2Yw5Jm3o8n7s6r5t4u0',
  })
  refreshToken: string;

  @ApiProperty({ enum: ['Bearer'], example: 'Bearer' })
  tokenType: 'Bearer';

  @ApiProperty({ description: 'Life of the access token, in seconds.', example: 900 })
  expiresIn: number;
}

export class RefreshDto {
  @ApiProperty({ maxLength: 4096, example: 'nxr_4yq0Y2tqk1m6Q0j1yqk8v1bq2Yw5Jm3o8n7s6r5t4u0' })
  @IsString()
  @MaxLength(4096)
  refreshToken: string;
}

export class SessionDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  id: string;

  @ApiProperty({ description: 'Whether this request came with it.', example: true })
  isCurrent: boolean;

  @ApiProperty({ example: '2026-03-02T05:30:00.000Z' })
  createdAt: string;

  @ApiProperty({ description: 'When it was last refreshed.', example: '2026-03-02T05:30:00.000Z' })
  lastUsedAt: string;

  @ApiProperty({
    description: 'Its end, however often it is refreshed.',
    example: '2026-05-31T05:30:00.000Z',
  })
  expiresAt: string;

  @ApiProperty({ type: String, nullable: true, example: 'Mozilla/5.0 (Linux; Android 15)' })
  userAgent: string | null;

  @ApiProperty({ type: String, nullable: true, example: '203.0.113.7' })
  ip: string | null;
}

export function toSessionDto(session: SessionEntity, actor: Actor): SessionDto {
  return {
    id: session.id,
    isCurrent: session.id === actor.sessionId,
    createdAt: session.createdAt.toISOString(),
    lastUsedAt: session.lastUsedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    userAgent: session.userAgent,
    ip: session.ip,
  };
}
