import { askRows } from '../../src/platform/database/rows.js';
import type { Reader } from '../../src/platform/database/transaction.js';
import type { Example } from '../scale.plan.js';
import { scaledIds } from '../scale.plan.js';
import { rawRowsOf } from './raw-rows.js';
import type { RawRow } from './raw-rows.js';

/** A finished visit of the demonstration with all that belongs to it. */
export interface ExampleVisit extends Example {
  readonly booking: RawRow;
  readonly items: readonly RawRow[];
  readonly events: readonly RawRow[];
  readonly payments: readonly RawRow[];
  readonly entries: readonly RawRow[];
  /** The kind of each account of the visit's own customer, by the account's id. */
  readonly ownAccounts: ReadonlyMap<string, string>;
}

/**
 * Visits that were paid in cash and are done: their money concerns nobody but customer, provider and company. In the
 * order of their ids, so that a second run finds the same ones.
 */
export async function readExamples(reader: Reader, seededAt: Date): Promise<ExampleVisit[]> {
  const rows = await askRows<RawRow>(
    reader,
    `SELECT * FROM bookings
     WHERE state = 'completed' AND paymentMethod = 'cash' AND paymentState = 'paid' AND durationMinutes <= 210
       AND providerId IS NOT NULL AND reworkOfId IS NULL AND createdAt <= ? AND id NOT LIKE ?
       AND NOT EXISTS (SELECT 1 FROM refunds WHERE refunds.subjectId = bookings.id)
       AND NOT EXISTS (SELECT 1 FROM payments WHERE payments.subjectId = bookings.id AND payments.duesPaise <> 0)
     ORDER BY id`,
    [seededAt, scaledIds],
  );
  const ids = rows.map(({ id }) => String(id));
  const items = await rawRowsOf(reader, 'booking_items', 'bookingId', ids);
  const events = await rawRowsOf(reader, 'booking_events', 'bookingId', ids);
  const payments = await rawRowsOf(reader, 'payments', 'subjectId', ids);
  const entries = await rawRowsOf(reader, 'ledger_entries', 'bookingId', ids);
  const accounts = await askRows<{ id: string; kind: string; subject: string }>(
    reader,
    'SELECT id, kind, subject FROM ledger_accounts ORDER BY id',
    [],
  );
  return rows.map((booking) => {
    const id = String(booking['id']);
    const own = accounts.filter(({ subject }) => subject === booking['customerId']);
    return {
      bookingId: id,
      providerId: String(booking['providerId']),
      booking,
      items: items.get(id) ?? [],
      events: events.get(id) ?? [],
      payments: payments.get(id) ?? [],
      entries: entries.get(id) ?? [],
      ownAccounts: new Map(own.map((account) => [account.id, account.kind])),
    };
  });
}
