const minuteMs = 60_000;

export type LinkPurpose = 'email_verification' | 'password_reset';

/** How long a link is good, in minutes. */
export const linkMinutes: Readonly<Record<LinkPurpose, number>> = {
  email_verification: 60,
  password_reset: 30,
};

/** So many letters with a link of one kind to one person in so many milliseconds: the quotas of codes (ID-1). */
const quotas = [
  { letters: 3, windowMs: 15 * minuteMs },
  { letters: 10, windowMs: 1_440 * minuteMs },
] as const;

/** For how long letters are remembered, in milliseconds. */
export const linkMemoryMs = Math.max(...quotas.map(({ windowMs }) => windowMs));

/**
 * Whether another letter may be sent. One too many is left out in silence: the answer to whoever asks is the same for
 * an address that has no account.
 * @param sentAt when letters of the kind were sent to the person
 */
export function maySendLink(sentAt: readonly Date[], now: Date): boolean {
  return quotas.every(
    ({ letters, windowMs }) =>
      sentAt.filter((each) => now.getTime() - each.getTime() < windowMs).length < letters,
  );
}

export function isLinkOpen(link: { expiresAt: Date; usedAt: Date | null }, now: Date): boolean {
  return link.usedAt === null && link.expiresAt > now;
}
