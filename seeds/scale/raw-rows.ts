import type { Reader, Tx } from '../../src/platform/database/transaction.js';
import { askRows, placesFor } from '../../src/platform/database/rows.js';

/** A row as the driver gives it and takes it back: JSON as text, instants as the database keeps them. */
export type RawValue = string | number | Date | null;
export type RawRow = Readonly<Record<string, RawValue>>;

/** The embedded database takes at most 32,766 values with one statement. */
const mostValues = 30_000;

/** Inserts rows of one shape, as many with each statement as the database takes. */
export async function insertRaw(tx: Tx, table: string, rows: readonly RawRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const size = Math.max(1, Math.floor(mostValues / names.length));
  const head = `INSERT INTO ${table} (${names.map((name) => `\`${name}\``).join(', ')}) VALUES `;
  const tuple = `(${placesFor(names)})`;
  for (let at = 0; at < rows.length; at += size) {
    const part = rows.slice(at, at + size);
    const values = part.flatMap((row) => names.map((name) => row[name] ?? null));
    await askRows(tx, head + part.map(() => tuple).join(', '), values);
  }
}

/** Rows of a table by the ids they belong to, grouped by those. */
export async function rawRowsOf(
  reader: Reader,
  table: string,
  column: string,
  ids: readonly string[],
): Promise<Map<string, RawRow[]>> {
  const found = new Map<string, RawRow[]>();
  if (ids.length === 0) return found;
  const statement = `SELECT * FROM ${table} WHERE ${column} IN (${placesFor(ids)}) ORDER BY id`;
  for (const row of await askRows<RawRow>(reader, statement, ids)) {
    const owner = String(row[column]);
    found.set(owner, [...(found.get(owner) ?? []), row]);
  }
  return found;
}

const storedInstant = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{3})?$/;

/** Moves every instant of a row, however the database keeps it. */
export function shifted(row: RawRow, byMs: number): Record<string, RawValue> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value instanceof Date) return [name, new Date(value.getTime() + byMs)];
      if (typeof value !== 'string' || !storedInstant.test(value)) return [name, value];
      const at = new Date(Date.parse(`${value.replace(' ', 'T')}Z`) + byMs);
      return [name, at.toISOString().replace('T', ' ').replace('Z', '')];
    }),
  );
}

/** Epoch milliseconds of an instant as the database keeps it. */
export function instantMs(value: RawValue | undefined): number {
  return value instanceof Date ? value.getTime() : Date.parse(`${String(value).replace(' ', 'T')}Z`);
}
