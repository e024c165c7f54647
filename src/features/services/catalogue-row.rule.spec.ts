import fc from 'fast-check';
import { differenceOf, revisionOf } from './catalogue-row.rule.js';

const row = fc.record({
  id: fc.uuid(),
  name: fc.string(),
  sort: fc.integer(),
  isActive: fc.boolean(),
  validTo: fc.option(fc.date({ noInvalidDate: true })),
  attributes: fc.array(fc.record({ key: fc.string(), max: fc.option(fc.nat()) })),
});

describe('the revision of a row', () => {
  it('is the same exactly while every column is the same, in whatever order they come', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        const turned = Object.fromEntries(Object.entries(a).reverse());
        expect(revisionOf(turned)).toBe(revisionOf(a));
        expect(revisionOf(a) === revisionOf(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('changes with any one column', () => {
    fc.assert(
      fc.property(row, (a) => {
        for (const changed of [{ sort: a.sort + 1 }, { isActive: !a.isActive }, { name: `${a.name}.` }])
          expect(revisionOf({ ...a, ...changed })).not.toBe(revisionOf(a));
      }),
    );
  });
});

describe('what differs', () => {
  it('is told by name, before and after, as plain values', () => {
    const before = { id: 'a', name: 'Old', validTo: null as Date | null };
    const after = { ...before, validTo: new Date('2026-03-01T00:00:00Z') };
    expect(differenceOf(before, after)).toEqual({
      before: { validTo: null },
      after: { validTo: '2026-03-01T00:00:00.000Z' },
    });
    expect(differenceOf(before, { ...before })).toBeNull();
    expect(differenceOf(null, before)).toEqual({ before: null, after: before });
    expect(differenceOf(before, null)).toEqual({ before, after: null });
  });
});
