/** Wrong start codes given for one booking. */
export interface StartCodeMisses {
  readonly misses: number;
  readonly lockedUntil: Date | null;
}

const missesPerLock = 5;
const firstLockMs = 15 * 60_000;
const longestLockMs = 24 * 3_600_000;

/**
 * ST-3: every fifth wrong code shuts the door for 15 minutes first, then twice as long each time, up to a day. So of
 * the 10,000 codes fewer than 50 can be tried in two days, and none counts for less because another was right before.
 */
export function afterWrongCode({ misses, lockedUntil }: StartCodeMisses, now: Date): StartCodeMisses {
  const counted = misses + 1;
  if (counted % missesPerLock !== 0) return { misses: counted, lockedUntil };
  const doublings = Math.min(counted / missesPerLock - 1, 16);
  const lockMs = Math.min(firstLockMs * 2 ** doublings, longestLockMs);
  return { misses: counted, lockedUntil: new Date(now.getTime() + lockMs) };
}

/** Until when no code is taken, the right one neither; null when codes are. */
export function startCodeLock({ lockedUntil }: StartCodeMisses, now: Date): Date | null {
  return lockedUntil !== null && lockedUntil > now ? lockedUntil : null;
}
