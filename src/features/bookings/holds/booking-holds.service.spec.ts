import fc from 'fast-check';
import { isLive } from './booking-holds.service.js';

describe('a hold (HB-1)', () => {
  it('is live before its end and not at it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true }),
        fc.integer({ min: -5, max: 5 }),
        (expiresAt, ms) => {
          expect(isLive({ expiresAt }, new Date(expiresAt.getTime() + ms))).toBe(ms < 0);
        },
      ),
    );
  });
});
