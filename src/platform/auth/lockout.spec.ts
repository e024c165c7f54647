import fc from 'fast-check';
import { afterFailure, lockAt } from './lockout.js';
import type { FailureCount } from './lockout.js';

describe('the lockout', () => {
  const start = new Date('2026-03-02T05:30:00.000Z');
  const minutesAfter = (from: Date, until: Date | null) =>
    until && (until.getTime() - from.getTime()) / 60_000;

  it('comes with every fifth failure and doubles, up to a day', () => {
    let count: FailureCount = { failedLogins: 0, lockedUntil: null };
    let now = start;
    const locks: (number | null)[] = [];
    for (let failure = 1; failure <= 50; failure += 1) {
      count = afterFailure(count, now);
      const until = lockAt(count, now);
      if (until) {
        locks.push(minutesAfter(now, until));
        expect(failure % 5).toBe(0);
        now = until;
      }
    }
    expect(locks).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440]);
  });

  it('holds up to its end and not at it', () => {
    const lockedUntil = new Date(start.getTime() + 1);
    expect(lockAt({ failedLogins: 5, lockedUntil }, start)).toEqual(lockedUntil);
    expect(lockAt({ failedLogins: 5, lockedUntil }, lockedUntil)).toBeNull();
    expect(lockAt({ failedLogins: 0, lockedUntil: null }, start)).toBeNull();
  });

  it('never grows shorter with more failures, and is never beyond a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (failures) => {
        const lockOf = (fifths: number) =>
          minutesAfter(
            start,
            afterFailure({ failedLogins: fifths * 5 + 4, lockedUntil: null }, start).lockedUntil,
          ) ?? 0;
        expect(lockOf(failures + 1)).toBeGreaterThanOrEqual(lockOf(failures));
        expect(lockOf(failures)).toBeLessThanOrEqual(1_440);
      }),
    );
  });
});
