import { freeOfCharge } from './rework-price.rule.js';
import { reconcile } from '../money/reconciliation.rule.js';
import type { PriceBreakdown } from '../../pricing/index.js';

const line = (rateCardId: string) => ({
  ...{
    rateCardId,
    service: 'Tap repair',
    variant: 'Basic',
    quantity: 2,
    unitPaise: 29_900,
    amountPaise: 59_800,
  },
  ...{
    discountPaise: 0,
    taxablePaise: 59_800,
    gstRateBps: 1_800,
    cgstPaise: 5_382,
    sgstPaise: 5_382,
    igstPaise: 0,
  },
});
const first = {
  lines: [line('tap'), line('sink')],
  charges: [],
  ...{ serviceValuePaise: 119_600, discountPaise: 0, surgePaise: 0, conveniencePaise: 4_900 },
  ...{ taxablePaise: 124_500, cgstPaise: 11_205, sgstPaise: 11_205, igstPaise: 0, roundOffPaise: -10 },
  ...{ totalPaise: 146_900, receipts: [] },
} as unknown as PriceBreakdown;
const receipt = {
  ...{ rule: 'DI-6', policyId: 'warranty', policyVersion: 1, inputs: {}, output: {}, sentence: 'Free.' },
};

describe('the price of a rework (DI-6)', () => {
  const price = freeOfCharge(first, [{ rateCardId: 'tap' }], receipt);

  it('names what is done again, at nothing', () => {
    expect(price.lines).toMatchObject([
      { rateCardId: 'tap', quantity: 2, unitPaise: 0, amountPaise: 0, cgstPaise: 0 },
    ]);
    expect(price).toMatchObject({ totalPaise: 0, taxablePaise: 0, charges: [], receipts: [receipt] });
  });

  it.each(['confirmed', 'completed', 'cancelled'] as const)(
    'adds up with an empty journal when %s (MO-6)',
    (state) => {
      const booking = {
        id: 'again',
        orderNumber: 'NX-AGAIN000',
        state,
        price,
        totalPaise: 0,
        serviceValuePaise: 0,
      };
      const books = { booking, itemsPaise: 0, movedPaise: () => 0, payments: [], refunds: [], invoices: [] };
      expect(reconcile(books)).toEqual([]);
      const charged = { ...books, movedPaise: (kind: string) => (kind === 'provider_payable' ? -100 : 0) };
      expect(reconcile(charged)).toHaveLength(1);
    },
  );
});
