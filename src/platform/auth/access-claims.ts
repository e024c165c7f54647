import { isId } from '../../kernel/ids.js';
import type { Audience } from '../../kernel/actor.js';

export const audiences = [
  'customer',
  'provider',
  'staff',
  'guest',
  'api',
] as const satisfies readonly Audience[];

/** What an access token says (ID-2); instants in whole seconds since 1970, as JWT has them. */
export interface AccessClaims {
  iss: string;
  aud: Audience;
  sub: string;
  /** The session, which is the family of its refresh tokens. */
  sid: string;
  kind: 'access';
  iat: number;
  exp: number;
  jti: string;
}

/** How far, in seconds, another process's clock may be ahead of ours. */
const skewSeconds = 30;

/**
 * The claims of a token whose signature and issuer hold, if it is an access token and good at `now`; else null.
 * A token that has no end, is not valid yet or claims to come from the future is not good (ID-2).
 */
export function acceptClaims(claims: unknown, now: Date): AccessClaims | null {
  if (typeof claims !== 'object' || claims === null) return null;
  const { iss, aud, sub, sid, kind, iat, exp, jti, nbf } = claims as Record<string, unknown>;
  const audience = audiences.find((each) => each === aud);
  const seconds = now.getTime() / 1_000;
  if (kind !== 'access' || !audience || !isText(iss) || !isText(sub) || !isText(jti)) return null;
  if (!isText(sid) || !isId(sid)) return null;
  if (!isSeconds(exp) || exp <= seconds) return null;
  if (!isSeconds(iat) || iat > seconds + skewSeconds) return null;
  if (nbf !== undefined && (!isSeconds(nbf) || nbf > seconds + skewSeconds)) return null;
  return { iss, aud: audience, sub, sid, kind, iat, exp, jti };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200;
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
