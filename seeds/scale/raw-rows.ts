import type { Tx } from '../../src/platform/database/transaction.js';
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
