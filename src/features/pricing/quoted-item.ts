import type { ChosenAttributes } from '../services/index.js';

/** One rate card asked for, so many times, with these attributes. */
export interface QuotedItem {
  readonly rateCardId: string;
  /** 1 to 100. */
  readonly quantity: number;
  readonly attributes?: ChosenAttributes;
}

/** Whether two lists ask for the same work, in whatever order and however split into lines. */
export function isSameWork(a: readonly QuotedItem[], b: readonly QuotedItem[]): boolean {
  return workOf(a) === workOf(b);
}

function workOf(items: readonly QuotedItem[]): string {
  const quantities = new Map<string, number>();
  for (const { rateCardId, quantity, attributes = {} } of items) {
    const chosen = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([rateCardId, chosen]);
    quantities.set(key, (quantities.get(key) ?? 0) + quantity);
  }
  return JSON.stringify([...quantities].sort(([a], [b]) => (a < b ? -1 : 1)));
}
