import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 over the bytes as sent, in hex. */
export function signBody(secret: string | Buffer, rawBody: Buffer): string {
  return createHmac('sha256', secret).update(rawBody).digest('hex');
}

/** Compares in constant time; anything that is not a signature is not right. */
export function isSignatureOf(
  secret: string | Buffer,
  rawBody: Buffer,
  signature: string | undefined,
): boolean {
  if (signature === undefined || !/^[0-9a-f]{64}$/i.test(signature)) return false;
  return timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(signBody(secret, rawBody), 'hex'));
}
