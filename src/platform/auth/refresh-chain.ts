import { createHash, createHmac, randomBytes } from 'node:crypto';

/*
 * Refresh tokens form a chain in which each is derived from the one before (ID-2). Two requests that present the
 * same token at the same time therefore arrive at the same successor, though only hashes are stored.
 */

const prefix = 'nxr_';

/** How long after its use a token still leads to the live head of its chain; later it is a replay. */
export const graceMs = 10_000;

/** The first token of a chain: 256 random bits. */
export function newRefreshToken(): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** @param key the server's own, so that a thief of one token cannot derive the next. */
export function successorOf(token: string, key: Buffer): string {
  return prefix + createHmac('sha256', key).update(token).digest('base64url');
}

/** What is stored of a token. The tokens are random, so a plain hash cannot be reversed by guessing. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

export type Presented = 'head' | 'grace' | 'replay' | 'expired';

/** What presenting a token at `now` amounts to. */
export function judgePresented(token: { usedAt: Date | null; expiresAt: Date }, now: Date): Presented {
  if (token.usedAt === null) return token.expiresAt > now ? 'head' : 'expired';
  return now.getTime() - token.usedAt.getTime() <= graceMs ? 'grace' : 'replay';
}
