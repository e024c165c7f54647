import { sign } from 'node:crypto';
import type { SigningKey } from '../../platform/auth/signing-keys.js';

/** How many rows of a table went which way; what was kept says by which law. */
export interface Erased {
  readonly deleted: Readonly<Record<string, number>>;
  readonly anonymised: Readonly<Record<string, number>>;
  readonly kept: Readonly<Record<string, { rows: number; law: string }>>;
}

export interface ErasureFacts {
  readonly requestId: string;
  readonly issuer: string;
  readonly userId: string;
  readonly erasedAt: Date;
  readonly outcome: Erased;
}

/** The person's proof of erasure: a compact JWS, ES256, by the key of the tokens (ID-9, RFC 7515). */
export function signReceipt(facts: ErasureFacts, { kid, privateKey }: SigningKey): string {
  const header = { alg: 'ES256', typ: 'erasure-receipt+jwt', kid };
  const payload = {
    iss: facts.issuer,
    sub: facts.userId,
    jti: facts.requestId,
    iat: Math.floor(facts.erasedAt.getTime() / 1_000),
    erased: facts.outcome,
  };
  const signed = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}
