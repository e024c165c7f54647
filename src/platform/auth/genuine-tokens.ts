import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AuthConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { acceptClaims } from './access-claims.js';
import type { AccessClaims } from './access-claims.js';
import { publicKeyFor } from './access-token.strategy.js';
import { AuthenticationRequired, TokenInvalid } from './auth.errors.js';
import { bearerOf } from './bearer.js';
import { SigningKeys } from './signing-keys.js';

/**
 * Tells whether we made a token, whatever has become of its session: for the one route that is answered again after it
 * has ended the session itself.
 */
@Injectable()
export class GenuineTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly keys: SigningKeys,
    private readonly config: AuthConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * @param rawHeaders of the request, as name, value, name, value
   * @throws AuthenticationRequired without a token, TokenInvalid for one that is forged, expired or of another kind
   */
  async claimsOf(rawHeaders: readonly string[]): Promise<AccessClaims> {
    const bearer = bearerOf(rawHeaders);
    if (bearer.found === 'none') throw new AuthenticationRequired();
    if (bearer.found === 'unusable') throw new TokenInvalid();
    const publicKey = await publicKeyFor(bearer.token, this.jwt, this.keys);
    const claims = acceptClaims(await this.verified(bearer.token, publicKey), this.clock.now());
    if (!claims) throw new TokenInvalid();
    return claims;
  }

  /** Times are judged by the house's clock, not by the package's. */
  private async verified(token: string, publicKey: KeyObject): Promise<unknown> {
    try {
      return await this.jwt.verifyAsync<Record<string, unknown>>(token, {
        // The package hands it on as it is; its types know texts only.
        publicKey: publicKey as unknown as string,
        algorithms: ['ES256'],
        issuer: this.config.issuer,
        ignoreExpiration: true,
        ignoreNotBefore: true,
      });
    } catch {
      throw new TokenInvalid();
    }
  }
}
