import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AuthConfig } from '../../config/sections.js';
import type { Audience } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { AccessClaims } from './access-claims.js';
import { SigningKeys } from './signing-keys.js';

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  tokenType: 'Bearer';
  /** Life of the access token, in seconds. */
  expiresIn: number;
}

/** Signs access tokens (ID-2): ES256, 15 minutes by default, one audience, one session. */
@Injectable()
export class Tokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly keys: SigningKeys,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  /** Reads the signing key: not to be called inside a `run`. */
  async pairFor(
    session: { id: string; audience: Audience; principalId: string },
    refreshToken: string,
  ): Promise<TokenPair> {
    const expiresIn = this.config.accessMinutes * 60;
    return {
      accessToken: await this.accessFor(session, expiresIn),
      refreshToken,
      tokenType: 'Bearer',
      expiresIn,
    };
  }

  /**
   * An access token alone, for a session that is not refreshed. Reads the signing key: not to be called inside a `run`.
   * @param lifeSeconds it may end sooner, with its session
   */
  async accessFor(
    session: { id: string; audience: Audience; principalId: string },
    lifeSeconds: number,
  ): Promise<string> {
    const { kid, privateKey } = await this.keys.getCurrent();
    const iat = Math.floor(this.clock.now().getTime() / 1_000);
    const claims: AccessClaims = {
      iss: this.config.issuer,
      aud: session.audience,
      sub: session.principalId,
      sid: session.id,
      kind: 'access',
      iat,
      exp: iat + lifeSeconds,
      jti: newId(),
    };
    return this.jwt.signAsync(claims, { privateKey, algorithm: 'ES256', keyid: kid });
  }
}
