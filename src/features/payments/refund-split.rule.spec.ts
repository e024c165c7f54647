import fc from 'fast-check';
import { instruments } from './instrument.js';
import { needsApproval, splitRefund } from './refund-split.rule.js';

const payment = fc.record({
  id: fc.uuid(),
  instrument: fc.constantFrom(...instruments),
  refundablePaise: fc.integer({ min: 0, max: 5_000_000 }),
});
const sum = (rows: readonly { amountPaise: number }[]) =>
  rows.reduce((all, each) => all + each.amountPaise, 0);

describe('where a refund goes (MO-3)', () => {
  it('is promo first, then the wallet, then the instrument, and cash goes to the wallet', () => {
    const paid = [
      { id: 'c', instrument: 'cash' as const, refundablePaise: 100 },
      { id: 'u', instrument: 'upi' as const, refundablePaise: 100 },
      { id: 'w', instrument: 'wallet' as const, refundablePaise: 100 },
      { id: 'p', instrument: 'promo' as const, refundablePaise: 100 },
    ];
    expect(splitRefund(paid, 350)).toEqual([
      { paymentId: 'p', instrument: 'promo', amountPaise: 100 },
      { paymentId: 'w', instrument: 'wallet', amountPaise: 100 },
      { paymentId: 'u', instrument: 'upi', amountPaise: 100 },
      { paymentId: 'c', instrument: 'wallet', amountPaise: 50 },
    ]);
  });

  it('adds up to what is asked, or to all there is, and takes no more of a payment than it has', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(payment, { selector: ({ id }) => id, maxLength: 6 }),
        fc.integer({ min: 0, max: 20_000_000 }),
        (payments, amountPaise) => {
          const parts = splitRefund(payments, amountPaise);
          const allPaise = payments.reduce((all, { refundablePaise }) => all + refundablePaise, 0);
          expect(sum(parts)).toBe(Math.min(amountPaise, allPaise));
          for (const { paymentId, amountPaise: part } of parts) {
            const of = payments.find(({ id }) => id === paymentId);
            expect(part).toBeGreaterThan(0);
            expect(part).toBeLessThanOrEqual(of?.refundablePaise ?? 0);
          }
          expect(new Set(parts.map(({ paymentId }) => paymentId)).size).toBe(parts.length);
        },
      ),
    );
  });

  it('refuses less than nothing and fractions', () => {
    expect(() => splitRefund([], -1)).toThrow(RangeError);
    expect(() => splitRefund([], 0.5)).toThrow(RangeError);
  });

  it('asks for a second person above Rs 10,000 and not at it', () => {
    expect([needsApproval(10_000_00), needsApproval(10_000_01)]).toEqual([false, true]);
  });
});
