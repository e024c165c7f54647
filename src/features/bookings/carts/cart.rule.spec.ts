import fc from 'fast-check';
import { isSameLine } from './cart.rule.js';

const attributes = fc.dictionary(
  fc.constantFrom('tonnage', 'rooms', 'colour'),
  fc.constantFrom('1', '2', 'red'),
);
const line = fc.record({
  rateCardId: fc.constantFrom('a', 'b'),
  attributes: fc.option(attributes, { nil: undefined }),
});

describe('lines of a cart (PR-6)', () => {
  it('are the same whatever the order of their attributes, and however none is written', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'b'), attributes, (rateCardId, chosen) => {
        const turned = Object.fromEntries(Object.entries(chosen).reverse());
        expect(isSameLine({ rateCardId, attributes: chosen }, { rateCardId, attributes: turned })).toBe(true);
      }),
    );
    expect(isSameLine({ rateCardId: 'a' }, { rateCardId: 'a', attributes: {} })).toBe(true);
  });

  it('differ by rate card and by any attribute', () => {
    expect(isSameLine({ rateCardId: 'a' }, { rateCardId: 'b' })).toBe(false);
    expect(isSameLine({ rateCardId: 'a' }, { rateCardId: 'a', attributes: { rooms: '2' } })).toBe(false);
    fc.assert(
      fc.property(line, line, line, (a, b, c) => {
        expect(isSameLine(a, b)).toBe(isSameLine(b, a));
        if (isSameLine(a, b) && isSameLine(b, c)) expect(isSameLine(a, c)).toBe(true);
      }),
    );
  });
});
