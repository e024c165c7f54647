import { createHash } from 'node:crypto';
import type { CatalogueChange } from './catalogue.events.js';

/**
 * Names the present content of a row, so that a writer can say which content they mean to change. Two rows of one
 * table have the same revision exactly when every column is the same.
 * @returns 22 characters that mean nothing else
 */
export function revisionOf(row: object): string {
  const columns = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(columns)).digest('base64url').slice(0, 22);
}

/** What of a row differs before and after, as an event tells it; null when nothing does. */
export function differenceOf(
  before: object | null,
  after: object | null,
): Pick<CatalogueChange, 'before' | 'after'> | null {
  if (before === null || after === null)
    return { before: before && plain(before), after: after && plain(after) };
  const [old, fresh] = [plain(before), plain(after)];
  const names = Object.keys(fresh).filter(
    (name) => JSON.stringify(old[name]) !== JSON.stringify(fresh[name]),
  );
  if (names.length === 0) return null;
  const only = (row: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, row[name]]));
  return { before: only(old), after: only(fresh) };
}

function plain(row: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
}
