import fc from 'fast-check';
import { isId } from '../src/kernel/ids.js';
import { scaledId, scaledOrderNumber, visitAt } from './scale.plan.js';

const examples = ['a', 'b', 'a', 'c', 'b', 'a'].map((providerId, at) => ({ providerId, bookingId: `${at}` }));
const scale = { examples, customers: 7, today: '2026-11-21', zone: 'Asia/Kolkata' };

describe('the plan of a scale run', () => {
  it('never has one provider begin two visits within four hours', () => {
    const starts = new Map<string, number[]>();
    for (let nth = 0; nth < 3_000; nth += 1) {
      const { example, startAt } = visitAt(nth, scale);
      starts.set(example.providerId, [...(starts.get(example.providerId) ?? []), startAt]);
    }
    for (const own of starts.values()) {
      const sorted = own.toSorted((a, b) => a - b);
      expect(sorted).toHaveLength(1_000);
      for (const [at, start] of sorted.entries())
        if (at > 0) expect(start - (sorted[at - 1] ?? 0)).toBeGreaterThanOrEqual(4 * 3_600_000);
    }
  });

  it('lies in the past, every visit', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (nth) => {
        expect(visitAt(nth, scale).startAt).toBeLessThan(Date.parse('2025-11-01T00:00:00Z'));
      }),
    );
  });

  it('gives ids and order numbers that are well formed and nobody else has', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1), (one, other) => {
        expect(isId(scaledId(1_700_000_000_000, 3, one))).toBe(true);
        expect(scaledOrderNumber(one)).toMatch(/^NX-Z[0-9A-HJKMNP-TV-Z]{7}$/);
        expect(scaledId(0, 1, one) === scaledId(0, 1, other)).toBe(one === other);
        expect(scaledOrderNumber(one) === scaledOrderNumber(other)).toBe(one === other);
      }),
    );
  });
});
