import fc from 'fast-check';
import {
  cashPosting,
  completionPosting,
  feeWaiverPosting,
  rescheduleFeePosting,
} from './booking-postings.js';
import {
  feePosting,
  mismatchPosting,
  payoutPosting,
  receiptPosting,
  refundDonePosting,
  refundPromisedPosting,
} from './payment-postings.js';

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

type Lines = { lines: readonly { account: string; amountPaise: number }[] };

const sum = (lines: readonly { amountPaise: number }[]) =>
  lines.reduce((total, each) => total + each.amountPaise, 0);
const on = (account: string, ...postings: Lines[]) =>
  sum(postings.flatMap(({ lines }) => lines).filter((line) => line.account === account));
const owed = (...postings: Lines[]) => on('customer_receivable', ...postings);
const paidBy = (instrument: 'card' | 'upi' | 'wallet' | 'promo', pricePaise: number) =>
  receiptPosting({ bookingId: 'b', customerId: 'c', instrument, pricePaise, duesPaise: 0, excessPaise: 0 });

const instrument = fc.constantFrom('card' as const, 'upi' as const, 'wallet' as const, 'promo' as const);

describe('postings (MO-1)', () => {
  it('sum to zero, and a completed and paid booking leaves nothing owed', () => {
    fc.assert(
      fc.property(price, fc.integer({ min: 850, max: 2500 }), instrument, (given, commissionBps, by) => {
        const done = completionPosting({
          id: 'b',
          customerId: 'c',
          providerId: 'p',
          price: given,
          commissionBps,
        });
        const cash = cashPosting('b', 'c', 'p', { pricePaise: given.totalPaise });
        const ahead = paidBy(by, given.totalPaise);
        for (const { lines } of [done, cash, ahead]) expect(sum(lines)).toBe(0);
        expect(owed(done, cash)).toBe(0);
        expect(owed(done, ahead)).toBe(0);
      }),
    );
  });

  it('of a cancelled booking leave nothing owed for it: the fee is kept, or becomes dues (CX-9)', () => {
    fc.assert(
      fc.property(paise, paise, paise, instrument, (totalPaise, part, keptPaise, by) => {
        const feePaise = Math.min(part, totalPaise);
        const paidPaise = keptPaise % 2 === 0 ? 0 : totalPaise;
        const refundPaise = Math.max(0, paidPaise - feePaise);
        const duesPaise = feePaise - (paidPaise - refundPaise);
        const paid = paidBy(by, paidPaise);
        const fee = feePosting('b', 'c', { feePaise, duesPaise });
        const promised = refundPromisedPosting('b', 'c', refundPaise);
        const sent = refundDonePosting('b', 'c', by, refundPaise);
        for (const { lines } of [paid, fee, promised, sent]) expect(sum(lines)).toBe(0);
        expect(owed(paid, fee, promised)).toBe(0);
        expect(on('refund_payable', promised, sent)).toBe(0);
        expect(on('customer_dues', fee)).toBe(paidPaise === 0 ? feePaise : 0);
        expect(on('fee_income', fee) + 0).toBe(0 - feePaise);
      }),
    );
  });

  it('of dues that come with a payment clear them, and what was waived meanwhile is the customer\u2019s', () => {
    fc.assert(
      fc.property(paise, paise, paise, (pricePaise, duesPaise, excessPaise) => {
        const moving = rescheduleFeePosting('a', 'c', duesPaise);
        const card = receiptPosting({
          ...{ bookingId: 'b', customerId: 'c', instrument: 'card', pricePaise, duesPaise, excessPaise },
        });
        const cash = cashPosting('b', 'c', 'p', { pricePaise, duesPaise, excessPaise });
        for (const { lines } of [moving, card, cash]) expect(sum(lines)).toBe(0);
        expect(on('customer_dues', moving, card)).toBe(0);
        expect(on('customer_dues', moving, cash)).toBe(0);
        expect(on('wallet_liability', card) + 0).toBe(0 - excessPaise);
        expect(on('gateway_clearing', card)).toBe(pricePaise + duesPaise + excessPaise);
      }),
    );
  });

  it('of a waiver, of a wrong sum and of a payout sum to zero too', () => {
    fc.assert(
      fc.property(paise, paise, (one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const waiver = feeWaiverPosting('b', 'c', { feePaise: more, owedPaise: less });
        const wrong = mismatchPosting('b', 'c', one);
        const paidOut = payoutPosting('p', { paidPaise: one, setOffPaise: other });
        for (const { lines } of [waiver, wrong, paidOut]) expect(sum(lines)).toBe(0);
        expect(on('provider_payable', paidOut)).toBe(one + other);
      }),
    );
  });
});
