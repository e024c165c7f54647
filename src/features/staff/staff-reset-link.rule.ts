import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a link is good, in minutes. */
export const resetLinkMinutes = 30;
/** At most one letter in so many milliseconds: three in a quarter of an hour, as of codes (ID-1). */
export const resetLetterEveryMs = 300_000;

const prefix = 'nxr_';
const shape = /^nxr_([0-9a-f-]{36})\.(\d{13})\.([\w-]{43})$/;

/** What a link is bound to: whoever has set another password, or has another address, has no use for it any more. */
export interface ResetSubject {
  id: string;
  email: string;
  passwordHash: string;
}

export interface PresentedReset {
  staffId: string;
  expiresAt: Date;
  mac: string;
}

/**
 * A token that nothing has to be kept for: it is good once, since the password that it is bound to is gone then.
 * @param key 32 bytes, for this purpose alone
 */
export function resetTokenFor(subject: ResetSubject, expiresAt: Date, key: Buffer): string {
  return `${prefix}${subject.id}.${expiresAt.getTime()}.${macOf(subject, expiresAt, key)}`;
}

/** Takes a token apart; null of what is none. It is not checked by that. */
export function readResetToken(token: string): PresentedReset | null {
  const [, staffId, expiresAtMs, mac] = shape.exec(token) ?? [];
  if (staffId === undefined || expiresAtMs === undefined || mac === undefined) return null;
  return { staffId, expiresAt: new Date(Number(expiresAtMs)), mac };
}

/** @param keys those that may have made it, older ones too */
export function isGoodReset(
  { staffId, expiresAt, mac }: PresentedReset,
  subject: ResetSubject,
  { keys, now }: { keys: readonly Buffer[]; now: Date },
): boolean {
  if (staffId !== subject.id || expiresAt <= now) return false;
  const given = Buffer.from(mac);
  return keys.some((key) => {
    const expected = Buffer.from(macOf(subject, expiresAt, key));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

function macOf({ id, email, passwordHash }: ResetSubject, expiresAt: Date, key: Buffer): string {
  const bound = JSON.stringify([id, expiresAt.getTime(), email, passwordHash]);
  return createHmac('sha256', key).update(bound).digest('base64url');
}
