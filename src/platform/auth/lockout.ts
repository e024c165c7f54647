export interface FailureCount {
  /** Failures since the last success. */
  failedLogins: number;
  lockedUntil: Date | null;
}

const failuresPerLock = 5;
const firstLockMs = 15 * 60_000;
const longestLockMs = 24 * 3_600_000;

/** ID-3: every fifth failure in a row locks, for 15 minutes first, then twice as long each time, up to a day. */
export function afterFailure({ failedLogins, lockedUntil }: FailureCount, now: Date): FailureCount {
  const failures = failedLogins + 1;
  if (failures % failuresPerLock !== 0) return { failedLogins: failures, lockedUntil };
  const doublings = Math.min(failures / failuresPerLock - 1, 16);
  const lockMs = Math.min(firstLockMs * 2 ** doublings, longestLockMs);
  return { failedLogins: failures, lockedUntil: new Date(now.getTime() + lockMs) };
}

/** Until when sign-in is refused, whatever the password; null when it is not. */
export function lockAt({ lockedUntil }: FailureCount, now: Date): Date | null {
  return lockedUntil !== null && lockedUntil > now ? lockedUntil : null;
}
