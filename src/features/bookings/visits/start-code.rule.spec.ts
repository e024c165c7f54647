import { afterWrongCode, startCodeLock } from './start-code.rule.js';
import type { StartCodeMisses } from './start-code.rule.js';

const start = new Date('2026-03-10T06:00:00.000Z');
const minuteMs = 60_000;

describe('guessing start codes (ST-3)', () => {
  it('is shut for a quarter of an hour after five, and not before', () => {
    let misses: StartCodeMisses = { misses: 0, lockedUntil: null };
    for (let nth = 1; nth <= 4; nth += 1) {
      misses = afterWrongCode(misses, start);
      expect(startCodeLock(misses, start)).toBeNull();
    }
    misses = afterWrongCode(misses, start);
    const until = new Date(start.getTime() + 15 * minuteMs);
    expect(startCodeLock(misses, start)).toEqual(until);
    expect(startCodeLock(misses, new Date(until.getTime() - 1))).toEqual(until);
    expect(startCodeLock(misses, until)).toBeNull();
  });

  it('never gets through fifty of the ten thousand codes in two days, however patient', () => {
    let misses: StartCodeMisses = { misses: 0, lockedUntil: null };
    let tried = 0;
    for (let at = start; at.getTime() < start.getTime() + 48 * 60 * minuteMs;) {
      const until = startCodeLock(misses, at);
      if (until) at = until;
      else {
        misses = afterWrongCode(misses, at);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(0);
    expect(tried).toBeLessThan(50);
  });
});
