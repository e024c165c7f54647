import type { Receipt } from '../../policies/index.js';
import type { PriceBreakdown } from '../../pricing/index.js';

const nothing = {
  serviceValuePaise: 0,
  discountPaise: 0,
  surgePaise: 0,
  conveniencePaise: 0,
  taxablePaise: 0,
  cgstPaise: 0,
  sgstPaise: 0,
  igstPaise: 0,
  roundOffPaise: 0,
  totalPaise: 0,
} as const;

/**
 * The price of work that is done again under warranty (DI-6): the lines of the first price that are done again, each
 * at nothing, no charges, and the receipt that says why. Nothing is supplied for a consideration, so no tax is due.
 * @param items of the first booking, by their rate cards
 */
export function freeOfCharge(
  { lines }: PriceBreakdown,
  items: readonly { readonly rateCardId: string }[],
  receipt: Receipt,
): PriceBreakdown {
  const again = new Set(items.map(({ rateCardId }) => rateCardId));
  return {
    lines: lines
      .filter(({ rateCardId }) => again.has(rateCardId))
      .map((line) => ({
        ...line,
        ...{ unitPaise: 0, amountPaise: 0, discountPaise: 0, taxablePaise: 0 },
        ...{ cgstPaise: 0, sgstPaise: 0, igstPaise: 0 },
      })),
    charges: [],
    ...nothing,
    receipts: [receipt],
  };
}
