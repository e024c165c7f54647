import { createHash } from 'node:crypto';
import { DomainError } from './errors.js';

/** One page of a list (PF-3). `next` is null on the last one. */
export interface Page<T> {
  data: T[];
  page: { next: string | null; limit: number };
}

export interface PageRequest {
  cursor?: string;
  /** 1 to 100. */
  limit: number;
}

export class CursorInvalid extends DomainError {
  readonly code = 'page.cursor_invalid';
  readonly kind = 'invalid';

  constructor() {
    super('This cursor is not of this list, or its filter has changed. Ask for the first page again.');
  }
}

/** Where a keyset page begins: the sort values of the last row seen. */
export type Keyset = readonly (string | number)[];

/** @param filter what the list was asked for; a cursor is of no use with another. */
export function encodeCursor(position: Keyset, filter: unknown): string {
  return Buffer.from(JSON.stringify([filterMark(filter), ...position])).toString('base64url');
}

/** @throws CursorInvalid when it is no cursor, or one of another filter. */
export function decodeCursor(cursor: string | undefined, filter: unknown): Keyset | null {
  if (cursor === undefined) return null;
  const parsed = parse(cursor);
  if (!Array.isArray(parsed) || parsed[0] !== filterMark(filter)) throw new CursorInvalid();
  const position: unknown[] = parsed.slice(1);
  if (!position.every((each) => typeof each === 'string' || typeof each === 'number'))
    throw new CursorInvalid();
  return position;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new CursorInvalid();
  }
}

function filterMark(filter: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(filter ?? null))
    .digest('base64url')
    .slice(0, 8);
}

/**
 * Cuts a page from `limit + 1` rows.
 * @param positionOf the sort values of a row, most significant first.
 */
export function toPage<T>(
  rows: readonly T[],
  limit: number,
  filter: unknown,
  positionOf: (row: T) => Keyset,
): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeCursor(positionOf(last), filter) : null;
  return { data, page: { next, limit } };
}

/** The same page with other rows: for mapping entities to answers. */
export function mapPage<T, U>(page: Page<T>, map: (row: T) => U): Page<U> {
  return { data: page.data.map(map), page: page.page };
}
