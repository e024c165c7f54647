import fc from 'fast-check';
import { nextOnGrid } from './job-schedules.js';

describe('the next instant of a schedule', () => {
  it('is after now, within one interval, and a multiple of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 1, max: 86_400_000 }),
        (nowMs, everyMs) => {
          const nextMs = nextOnGrid(new Date(nowMs), everyMs).getTime();
          expect(nextMs).toBeGreaterThan(nowMs);
          expect(nextMs - nowMs).toBeLessThanOrEqual(everyMs);
          expect(nextMs % everyMs).toBe(0);
        },
      ),
    );
  });
});
