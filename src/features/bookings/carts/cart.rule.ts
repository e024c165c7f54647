import type { QuotedItem } from '../../pricing/index.js';

/** No visit is booked with more lines. */
export const mostCartLines = 20;
/** Of one line. */
export const mostOfOneItem = 100;

/** Whether two lines ask for the same work, so that they are one line with the sum of both (PR-6). */
export function isSameLine(
  a: Pick<QuotedItem, 'rateCardId' | 'attributes'>,
  b: Pick<QuotedItem, 'rateCardId' | 'attributes'>,
): boolean {
  return a.rateCardId === b.rateCardId && attributesOf(a) === attributesOf(b);
}

function attributesOf({ attributes }: Pick<QuotedItem, 'attributes'>): string {
  return JSON.stringify(Object.entries(attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}
