import fc from 'fast-check';
import { compensation } from './compensation.policy.js';
import { providerPenalty } from './penalty.policy.js';
import type { PenaltyCase } from './penalty.policy.js';
import { standardPolicy } from './standard-policies.fixture.js';

const startAt = new Date('2026-03-10T05:30:00Z');
const hour = 3_600_000;

function left(noticeMs: number, over: Partial<PenaltyCase> = {}): PenaltyCase {
  return {
    policy: standardPolicy('penalty'),
    now: new Date(startAt.getTime() - noticeMs),
    startAt,
    fault: 'cancelled',
    earningPaise: 80_001,
    earlierFaults: 0,
    ...over,
  };
}
const penalty = (noticeMs: number): number => providerPenalty(left(noticeMs)).penaltyPaise;

describe('what a provider forfeits (CX-7)', () => {
  it('is nothing from exactly 48 hours of notice, a quarter from 24, half below, also after the start', () => {
    expect(penalty(48 * hour)).toBe(0);
    expect(penalty(48 * hour - 1)).toBe(20_000);
    expect(penalty(24 * hour)).toBe(20_000);
    expect(penalty(24 * hour - 1)).toBe(40_001);
    expect(penalty(-hour)).toBe(40_001);
  });

  it('calls for a review from the third time within the window on', () => {
    const reviewed = [0, 1, 2, 3].map(
      (earlierFaults) => providerPenalty(left(50 * hour, { earlierFaults })).needsReview,
    );
    expect(reviewed).toEqual([false, false, true, true]);
  });

  it('never exceeds the earning, and never falls as the start comes nearer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: -100, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (earningPaise, hours, waited) => {
          const at = (notice: number) => providerPenalty(left(notice * hour, { earningPaise })).penaltyPaise;
          expect(at(hours - waited)).toBeGreaterThanOrEqual(at(hours));
          expect(at(hours)).toBeLessThanOrEqual(earningPaise);
        },
      ),
    );
  });

  it('is of a whole earning only', () => {
    for (const earningPaise of [-1, 0.5])
      expect(() => providerPenalty(left(hour, { earningPaise }))).toThrow(RangeError);
  });
});

describe('what a customer is credited for a provider who did not come (CX-4)', () => {
  const credit = (cause: string, symmetricPaise: number, visitChargePaise = 49_900) =>
    compensation({
      policy: standardPolicy('compensation'),
      cause,
      visitChargePaise,
      symmetricPaise,
    }).creditPaise;

  it('is the policy’s share of the visit charge up to its cap', () => {
    expect(credit('provider_no_show', 0)).toBe(49_900);
    expect(credit('provider_no_show', 0, 90_000)).toBe(50_000);
  });

  it('is never less than what they would have paid, also for a cause the policy does not name', () => {
    expect(credit('provider_no_show', 60_000)).toBe(60_000);
    expect(credit('rain', 12_345)).toBe(12_345);
  });

  it('is of whole amounts only', () => {
    expect(() => credit('rain', -1)).toThrow(RangeError);
    expect(() => credit('rain', 0, 0.5)).toThrow(RangeError);
  });
});
