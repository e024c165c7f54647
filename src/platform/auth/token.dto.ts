import { ApiProperty } from '@nestjs/swagger';
import { audiences } from './access-claims.js';
import type { PublicJwk } from './signing-keys.js';

/** A token as it stands now; one that is not good is answered 401. */
export class TokenDescriptionDto {
  @ApiProperty({ example: true })
  active: boolean;

  @ApiProperty({ enum: audiences, example: 'customer' })
  audience: string;

  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' })
  subject: string;

  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a11' })
  sessionId: string;

  @ApiProperty({ example: 'nexora' })
  issuer: string;

  @ApiProperty({ example: '2026-03-02T05:30:00.000Z' })
  issuedAt: string;

  @ApiProperty({ example: '2026-03-02T05:45:00.000Z' })
  expiresAt: string;
}

export class PublicKeyDto implements PublicJwk {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a12' })
  kid: string;

  @ApiProperty({ example: 'EC' })
  kty: string;

  @ApiProperty({ example: 'P-256' })
  crv: string;

  @ApiProperty({ example: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU' })
  x: string;

  @ApiProperty({ example: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' })
  y: string;

  @ApiProperty({ enum: ['sig'], example: 'sig' })
  use: 'sig';

  @ApiProperty({ enum: ['ES256'], example: 'ES256' })
  alg: 'ES256';
}

export class PublicKeysDto {
  @ApiProperty({ type: [PublicKeyDto] })
  keys: PublicKeyDto[];
}
