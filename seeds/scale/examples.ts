import { askRows, instantOf, placesFor } from '../../src/platform/database/rows.js';
import type { RawInstant } from '../../src/platform/database/rows.js';
import type { Reader } from '../../src/platform/database/transaction.js';
import { mostParts, scaledIds } from '../scale.plan.js';
import type { Example } from '../scale.plan.js';
import { accountPlaceOf } from './customers.js';

/** Tables whose rows belong to one visit, with the column that names it. */
export const partTables = {
  booking_items: 'bookingId',
  booking_events: 'bookingId',
  payments: 'subjectId',
  ledger_entries: 'bookingId',
} as const;
export type PartTable = keyof typeof partTables;

/** One row of an example, and what the copies of it need to know. */
export interface ExamplePart {
  readonly table: PartTable;
  readonly rowId: string;
  /** Its place among the example's rows of the table. */
  readonly place: number;
  /** Of an entry of the journal: which of the visit's postings it belongs to. */
  readonly posting: number | null;
  /** Of an entry on an account of the visit's own customer: which of their accounts. */
  readonly account: number | null;
}

/** A finished visit of the demonstration, as copies are made of it. */
export interface ExampleVisit extends Example {
  readonly startAt: Date;
  readonly createdAt: Date;
  readonly parts: readonly ExamplePart[];
}

/**
 * Visits that were paid in cash and are done: their money concerns nobody but customer, provider and company. In the
 * order of their ids, so that a second run finds the same ones.
 */
export async function readExamples(reader: Reader, seededAt: Date): Promise<ExampleVisit[]> {
  const rows = await askRows<VisitRow>(
    reader,
    `SELECT id, providerId, customerId, slotStartAt, createdAt FROM bookings
     WHERE state = 'completed' AND paymentMethod = 'cash' AND paymentState = 'paid' AND durationMinutes <= 210
       AND providerId IS NOT NULL AND reworkOfId IS NULL AND createdAt <= ? AND id NOT LIKE ?
       AND NOT EXISTS (SELECT 1 FROM refunds WHERE refunds.subjectId = bookings.id)
       AND NOT EXISTS (SELECT 1 FROM payments WHERE payments.subjectId = bookings.id AND payments.duesPaise <> 0)
     ORDER BY id`,
    [seededAt, scaledIds],
  );
  const customerOf = new Map(rows.map(({ id, customerId }) => [id, customerId]));
  const parts = new Map(rows.map(({ id }): [string, ExamplePart[]] => [id, []]));
  if (rows.length === 0) return [];
  for (const table of ['booking_items', 'booking_events', 'payments'] as const)
    for (const { id, owner } of await partsOf<PartRow>(reader, table, '', rows))
      add(parts.get(owner), { table, rowId: id, posting: null, account: null });
  const entries = await partsOf<EntryRow>(
    reader,
    'ledger_entries',
    `, part.postingId AS postingId, (SELECT kind FROM ledger_accounts WHERE id = part.accountId) AS kind,
     (SELECT subject FROM ledger_accounts WHERE id = part.accountId) AS subject`,
    rows,
  );
  const postings = new Map<string, string[]>();
  for (const { id, owner, postingId, kind, subject } of entries) {
    const own = postings.get(owner) ?? [];
    if (!own.includes(postingId)) own.push(postingId);
    postings.set(owner, own);
    const isCustomers = subject === customerOf.get(owner);
    const account = isCustomers ? accountPlaceOf(kind) : null;
    add(parts.get(owner), {
      table: 'ledger_entries',
      rowId: id,
      posting: own.indexOf(postingId),
      account,
    });
  }
  return rows.map(({ id, providerId, slotStartAt, createdAt }) => ({
    bookingId: id,
    providerId,
    startAt: instantOf(slotStartAt),
    createdAt: instantOf(createdAt),
    parts: parts.get(id) ?? [],
  }));
}

interface VisitRow {
  id: string;
  providerId: string;
  customerId: string;
  slotStartAt: RawInstant;
  createdAt: RawInstant;
}

interface PartRow {
  id: string;
  owner: string;
}

interface EntryRow extends PartRow {
  postingId: string;
  kind: string;
  subject: string | null;
}

function partsOf<Row extends PartRow>(
  reader: Reader,
  table: PartTable,
  more: string,
  of: readonly VisitRow[],
): Promise<Row[]> {
  const owner = partTables[table];
  const ids = of.map(({ id }) => id);
  return askRows<Row>(
    reader,
    `SELECT part.id AS id, part.${owner} AS owner${more} FROM ${table} part
     WHERE part.${owner} IN (${placesFor(ids)}) ORDER BY part.id`,
    ids,
  );
}

function add(parts: ExamplePart[] | undefined, part: Omit<ExamplePart, 'place'>): void {
  const place = parts?.filter(({ table }) => table === part.table).length ?? 0;
  if (place >= mostParts) throw new Error(`The visit of ${part.rowId} has too many rows to be copied.`);
  parts?.push({ ...part, place });
}
