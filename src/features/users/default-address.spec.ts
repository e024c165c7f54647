import fc from 'fast-check';
import { defaultAmong } from './default-address.js';

describe('the default address', () => {
  const addresses = fc
    .uniqueArray(fc.nat({ max: 20 }), { maxLength: 6 })
    .chain((ids) =>
      fc
        .option(fc.constantFrom(...(ids.length > 0 ? ids : [0])))
        .map((chosen) => ids.map((id) => ({ id: String(id), isDefault: id === chosen }))),
    );

  it('is the one asked for, else the one that was, else the newest', () => {
    fc.assert(
      fc.property(addresses, fc.option(fc.nat({ max: 20 }).map(String)), (rows, wanted) => {
        const ids = rows.map(({ id }) => id);
        const before = rows.find(({ isDefault }) => isDefault)?.id;
        const expected = wanted !== null && ids.includes(wanted) ? wanted : (before ?? ids.at(-1) ?? null);
        expect(defaultAmong(rows, wanted)).toBe(expected);
      }),
    );
  });

  it('is there exactly when there is an address', () => {
    fc.assert(
      fc.property(addresses, (rows) => {
        expect(defaultAmong(rows, null) === null).toBe(rows.length === 0);
      }),
    );
  });
});
