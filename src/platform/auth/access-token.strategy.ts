import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import type { KeyObject } from 'node:crypto';
import type { Request } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-jwt';
import type { StrategyOptionsWithoutRequest } from 'passport-jwt';
import { AuthConfig } from '../../config/sections.js';
import type { Actor } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import { TokenInvalid } from './auth.errors.js';
import { Authenticator } from './authenticator.js';
import { bearerOf } from './bearer.js';
import { SigningKeys } from './signing-keys.js';

/** The key could not be read, which says nothing about the token. */
export class SigningKeyUnavailable extends Error {
  constructor(cause: unknown) {
    super('A signing key could not be read.', { cause });
    this.name = 'SigningKeyUnavailable';
  }
}

/**
 * Checks a token's signature by the key its `kid` names; `Authenticator` does the rest, times included, by the
 * house's clock. Passport keeps strategies in one registry for the whole process, so each application registers
 * its own under a name of its own: two of them in one process never answer with each other's keys.
 */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy) {
  readonly registeredName = `access-token:${newId()}`;

  constructor(
    config: AuthConfig,
    jwt: JwtService,
    keys: SigningKeys,
    private readonly authenticator: Authenticator,
  ) {
    const options: StrategyOptionsWithoutRequest = {
      jwtFromRequest: (request: Request) => {
        const bearer = bearerOf(request.rawHeaders);
        return bearer.found === 'token' ? bearer.token : null;
      },
      secretOrKeyProvider: (_request: Request, token: string, done) => {
        publicKeyFor(token, jwt, keys).then(
          // It is handed on to jsonwebtoken, which takes a key as it is; the types of passport-jwt know texts only.
          (key) => done(null, key as unknown as string),
          (error: unknown) => done(error instanceof TokenInvalid ? error : new SigningKeyUnavailable(error)),
        );
      },
      algorithms: ['ES256'],
      issuer: config.issuer,
      ignoreExpiration: true,
      jsonWebTokenOptions: { ignoreNotBefore: true },
    };
    super(options);
    passport.use(this.registeredName, this);
  }

  validate(claims: unknown): Promise<Actor> {
    return this.authenticator.actorFor(claims, 'rest');
  }
}

/** @throws TokenInvalid when the token names no key of ours */
export async function publicKeyFor(token: string, jwt: JwtService, keys: SigningKeys): Promise<KeyObject> {
  const kid = keyIdOf(token, jwt);
  const key = kid === null ? null : await keys.findPublic(kid);
  if (!key) throw new TokenInvalid();
  return key;
}

function keyIdOf(token: string, jwt: JwtService): string | null {
  const header: unknown = decodedHeader(token, jwt);
  const kid = typeof header === 'object' && header !== null && 'kid' in header ? header.kid : null;
  return typeof kid === 'string' && kid.length <= 36 ? kid : null;
}

function decodedHeader(token: string, jwt: JwtService): unknown {
  try {
    return jwt.decode<{ header?: unknown } | null>(token, { complete: true })?.header;
  } catch {
    return null;
  }
}
