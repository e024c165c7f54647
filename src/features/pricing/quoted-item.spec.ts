import fc from 'fast-check';
import type { ChosenAttributes } from '../services/index.js';
import { isSameWork } from './quoted-item.js';

describe('the same work', () => {
  const items = fc.array(
    fc.record({
      rateCardId: fc.constantFrom('a', 'b', 'c'),
      quantity: fc.integer({ min: 1, max: 5 }),
      attributes: fc.constantFrom<(ChosenAttributes | undefined)[]>(undefined, {}, { seats: '3', area: 2 }),
    }),
    { minLength: 1, maxLength: 5 },
  );

  it('is the same in any order, split into single pieces, and with attributes in any order', () => {
    fc.assert(
      fc.property(items, (all) => {
        const pieces = all.toReversed().flatMap(({ rateCardId, quantity, attributes }) =>
          Array.from({ length: quantity }, () => ({
            rateCardId,
            quantity: 1,
            attributes: Object.fromEntries(Object.entries(attributes ?? {}).toReversed()),
          })),
        );
        expect(isSameWork(all, pieces)).toBe(true);
      }),
    );
  });

  it('is other work with one piece more, another card or another attribute', () => {
    const one = { rateCardId: 'a', quantity: 1, attributes: { seats: '3' } };
    expect(isSameWork([one], [{ ...one, quantity: 2 }])).toBe(false);
    expect(isSameWork([one], [{ ...one, rateCardId: 'b' }])).toBe(false);
    expect(isSameWork([one], [{ ...one, attributes: { seats: '5' } }])).toBe(false);
    expect(isSameWork([one], [{ rateCardId: 'a', quantity: 1 }])).toBe(false);
  });
});
