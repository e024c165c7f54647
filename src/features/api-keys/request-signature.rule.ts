import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How far, in milliseconds, the time of a signed request may be from ours, either way (ID-8). */
export const signatureToleranceMs = 300_000;

/** What is signed of a request. */
export interface SignedParts {
  /** In capitals. */
  readonly method: string;
  /** Path and query, as on the request line. */
  readonly target: string;
  /** As sent, before any content encoding; empty when there is none. */
  readonly body: Uint8Array;
  /** Whole seconds since 1970, as a decimal. */
  readonly timestamp: string;
  readonly nonce: string;
}

/** HMAC-SHA-256 in hex over method, path, SHA-256 of the body in hex, timestamp and nonce, a line each (ID-8). */
export function signatureOf(parts: SignedParts, secret: string): string {
  const { method, target, body, timestamp, nonce } = parts;
  const bodyHash = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', secret)
    .update([method, target, bodyHash, timestamp, nonce].join('\n'))
    .digest('hex');
}

/** Whether the signature is of these parts under one of the secrets. */
export function isSignedBy(parts: SignedParts, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature.toLowerCase());
  return secrets.reduce((isKnown, secret) => {
    const expected = Buffer.from(signatureOf(parts, secret));
    return (given.length === expected.length && timingSafeEqual(given, expected)) || isKnown;
  }, false);
}

/** The instant a timestamp names, when it is one and not further from now than allowed; else null. */
export function timelyAt(timestamp: string, now: Date): Date | null {
  if (!/^\d{1,12}$/.test(timestamp)) return null;
  const at = new Date(Number(timestamp) * 1_000);
  return Math.abs(at.getTime() - now.getTime()) <= signatureToleranceMs ? at : null;
}

/** 16 to 128 characters that say nothing to a log or a header parser. */
export function isNonce(text: string): boolean {
  return /^[\w.~-]{16,128}$/.test(text);
}

/** Under what a used nonce is kept. */
export function nonceId(keyId: string, nonce: string): string {
  return createHash('sha256').update(`${keyId}\n${nonce}`).digest('base64url');
}
