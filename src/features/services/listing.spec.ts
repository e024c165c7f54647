import fc from 'fast-check';
import { CursorInvalid } from '../../kernel/paging.js';
import { pageInMemory } from './listing.js';

interface Row {
  price: number;
  name: string;
}

const keyOf = ({ price, name }: Row): [number, string] => [price, name];

function walk(rows: readonly Row[], limit: number): Row[] {
  const seen: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = pageInMemory(rows, { limit, ...(cursor && { cursor }) }, 'all', keyOf);
    seen.push(...page.data);
    cursor = page.page.next ?? undefined;
  } while (cursor);
  return seen;
}

describe('a list held in memory', () => {
  const rows = fc.uniqueArray(
    fc.record({ price: fc.integer({ min: 0, max: 3 }), name: fc.string({ maxLength: 3 }) }),
    {
      selector: ({ name }) => name,
      maxLength: 30,
    },
  );

  it('is walked whole, in order, each row once, whatever the page size', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (all, limit) => {
        const sorted = all.toSorted((a, b) => a.price - b.price || (a.name < b.name ? -1 : 1));
        expect(walk(all, limit)).toEqual(sorted);
      }),
    );
  });

  it('goes on behind the cursor though its row is gone', () => {
    const all = ['a', 'b', 'c', 'd'].map((name) => ({ price: 1, name }));
    const { page } = pageInMemory(all, { limit: 2 }, null, keyOf);
    const left = all.filter(({ name }) => name !== 'b');
    const rest = pageInMemory(left, { limit: 2, cursor: page.next ?? '' }, null, keyOf);
    expect(rest.data.map(({ name }) => name)).toEqual(['c', 'd']);
  });

  it('refuses a cursor with a key of another shape', () => {
    const all = ['a', 'b'].map((name) => ({ price: 1, name }));
    const { page } = pageInMemory(all, { limit: 1 }, null, ({ name }) => [name, name]);
    expect(() => pageInMemory(all, { limit: 1, cursor: page.next ?? '' }, null, keyOf)).toThrow(
      CursorInvalid,
    );
  });
});
