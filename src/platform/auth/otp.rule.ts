const minuteMs = 60_000;

/** How long a code is good, in milliseconds (ID-1). */
export const otpLifeMs = 5 * minuteMs;
/** How often a code may be tried (ID-1). */
export const otpTries = 5;

/** So many codes for one number in so many milliseconds (ID-1). */
const quotas = [
  { codes: 1, windowMs: 30_000 },
  { codes: 3, windowMs: 15 * minuteMs },
  { codes: 10, windowMs: 1_440 * minuteMs },
] as const;

/** For how long requests are remembered, in milliseconds: the longest of the quotas. */
export const otpMemoryMs = Math.max(...quotas.map(({ windowMs }) => windowMs));

/**
 * When the next code may be sent to a number, or null when it may be now (ID-1): 30 s after the last one, 3 in any 15
 * minutes, 10 in any day.
 * @param sentAt when codes were sent to it, in any order.
 */
export function nextOtpAt(sentAt: readonly Date[], now: Date): Date | null {
  const newestFirst = sentAt.map((each) => each.getTime()).toSorted((a, b) => b - a);
  const freeAt = quotas.map(({ codes, windowMs }) => {
    const blocking = newestFirst[codes - 1];
    return blocking === undefined ? 0 : blocking + windowMs;
  });
  const latest = Math.max(...freeAt);
  return latest > now.getTime() ? new Date(latest) : null;
}

/** Whether a code may be tried at all: it is in time, unused, and was not guessed at too often (ID-1). */
export function isOtpOpen(
  challenge: { attempts: number; expiresAt: Date; usedAt: Date | null },
  now: Date,
): boolean {
  return challenge.usedAt === null && challenge.attempts < otpTries && challenge.expiresAt > now;
}
