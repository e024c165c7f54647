import { CursorInvalid, decodeCursor, toPage } from '../../kernel/paging.js';
import type { Keyset, Page, PageRequest } from '../../kernel/paging.js';

/**
 * Sorts rows held in memory and cuts the page a cursor asks for (PF-3).
 * @param keyOf the sort values of a row, most significant first, ascending; unique by its last
 * @throws CursorInvalid when the cursor is not of this list and filter
 */
export function pageInMemory<T>(
  rows: readonly T[],
  { cursor, limit }: PageRequest,
  filter: unknown,
  keyOf: (row: T) => Keyset,
): Page<T> {
  const after = decodeCursor(cursor, filter);
  const keyed = rows.map((row) => ({ row, key: keyOf(row) })).sort((a, b) => compare(a.key, b.key));
  const first = keyed[0];
  if (after && first && !isAlike(after, first.key)) throw new CursorInvalid();
  const rest = after ? keyed.filter(({ key }) => compare(key, after) > 0) : keyed;
  const page = toPage(rest, limit, filter, ({ key }) => key);
  return { data: page.data.map(({ row }) => row), page: page.page };
}

function compare(a: Keyset, b: Keyset): number {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}

function isAlike(a: Keyset, b: Keyset): boolean {
  return a.length === b.length && a.every((each, at) => typeof each === typeof b[at]);
}
