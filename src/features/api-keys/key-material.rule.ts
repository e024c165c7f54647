import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const clientPrefix = 'nx_live_';
const secretPrefix = 'nxs_';
const signingPrefix = 'nxg_';

/** Names a key in public: 60 random bits after the prefix. */
export function newClientId(random: (size: number) => Buffer = randomBytes): string {
  return clientPrefix + random(8).toString('hex').slice(0, 15);
}

/** 256 random bits. */
export function newKeySecret(random: (size: number) => Buffer = randomBytes): string {
  return secretPrefix + random(32).toString('base64url');
}

/** 256 random bits, as a text that both sides use as the key of the HMAC. */
export function newSigningSecret(random: (size: number) => Buffer = randomBytes): string {
  return signingPrefix + random(32).toString('base64url');
}

/** What is kept of a secret. It is random, so a plain hash cannot be reversed by guessing. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** The key in one piece, as a site carries it. */
export function joinKey(clientId: string, secret: string): string {
  return `${clientId}.${secret}`;
}

/** The two parts of a key; null when it is not made of two. */
export function splitKey(apiKey: string): { clientId: string; clientSecret: string } | null {
  const [clientId, clientSecret, ...rest] = apiKey.split('.');
  if (!clientId?.startsWith(clientPrefix) || !clientSecret || rest.length > 0) return null;
  return { clientId, clientSecret };
}

export interface KeyStanding {
  readonly secretHash: string;
  readonly formerSecretHash: string | null;
  /** The former secret is good before this instant. */
  readonly formerEndsAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Whether the key is neither revoked nor past its end (ID-8). */
export function isKeyLive(
  { expiresAt, revokedAt }: Pick<KeyStanding, 'expiresAt' | 'revokedAt'>,
  now: Date,
): boolean {
  return revokedAt === null && (expiresAt === null || now < expiresAt);
}

/** Whether this secret opens the key at `now`: its own, or for a day after a rotation the one before (ID-8). */
export function opensKey(key: KeyStanding, secret: string, now: Date): boolean {
  const given = hashOfSecret(secret);
  const isCurrent = isSame(given, key.secretHash);
  const isFormer =
    key.formerSecretHash !== null &&
    key.formerEndsAt !== null &&
    isSame(given, key.formerSecretHash) &&
    now < key.formerEndsAt;
  return isKeyLive(key, now) && (isCurrent || isFormer);
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
