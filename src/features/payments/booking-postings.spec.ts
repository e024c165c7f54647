import fc from 'fast-check';
import {
  cancellationPosting,
  cashPosting,
  completionPosting,
  walletPaymentPosting,
} from './booking-postings.js';

const paise = fc.integer({ min: 0, max: 5_000_000 });

const price = fc
  .record({
    serviceValuePaise: fc.integer({ min: 100_00, max: 5_000_000 }),
    surgePaise: paise,
    conveniencePaise: paise,
    cgstPaise: paise,
    igstPaise: paise,
    roundOffPaise: fc.integer({ min: -50, max: 50 }),
  })
  .map((parts) => ({
    ...parts,
    discountPaise: Math.floor(parts.serviceValuePaise / 10),
    sgstPaise: parts.cgstPaise,
  }))
  .map((parts) => ({
    ...parts,
    totalPaise:
      parts.serviceValuePaise -
      parts.discountPaise +
      parts.surgePaise +
      parts.conveniencePaise +
      parts.cgstPaise +
      parts.sgstPaise +
      parts.igstPaise +
      parts.roundOffPaise,
  }));

const sum = (lines: readonly { amountPaise: number }[]) =>
  lines.reduce((total, each) => total + each.amountPaise, 0);
const owed = (...postings: { lines: readonly { account: string; amountPaise: number }[] }[]) =>
  sum(postings.flatMap(({ lines }) => lines).filter(({ account }) => account === 'customer_receivable'));

describe('postings (MO-1)', () => {
  it('sum to zero, and a completed and paid booking leaves nothing owed', () => {
    fc.assert(
      fc.property(price, fc.integer({ min: 850, max: 2500 }), (given, commissionBps) => {
        const done = completionPosting({
          id: 'b',
          customerId: 'c',
          providerId: 'p',
          price: given,
          commissionBps,
        });
        const cash = cashPosting('b', 'c', 'p', given.totalPaise);
        const wallet = walletPaymentPosting('b', 'c', given.totalPaise);
        for (const { lines } of [done, cash, wallet]) expect(sum(lines)).toBe(0);
        expect(owed(done, cash)).toBe(0);
        expect(owed(done, wallet)).toBe(0);
      }),
    );
  });

  it('of a cancelled, paid booking leave nothing owed: fee kept, rest refunded', () => {
    fc.assert(
      fc.property(paise, paise, (total, part) => {
        const feePaise = Math.min(part, total);
        const paid = walletPaymentPosting('b', 'c', total);
        const cancelled = cancellationPosting('b', 'c', { feePaise, refundPaise: total - feePaise });
        expect(sum(cancelled.lines)).toBe(0);
        expect(owed(paid, cancelled)).toBe(0);
      }),
    );
  });
});
