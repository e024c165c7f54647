import type { DataSource } from 'typeorm';
import type { CalendarRows, Claim } from './calendar-laws.js';

/** One row, as either database gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** An instant of a row: the embedded database keeps text, a server gives a `Date`. */
export function instant(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value.getTime() : Date.parse(`${String(value).replace(' ', 'T')}Z`);
}

/** Every hold, booking and cell, read past the code that is being judged. */
export async function readCalendar(source: Pick<DataSource, 'query'>): Promise<CalendarRows> {
  const bookings: Row[] = await source.query(
    'SELECT id, customerId, providerId, unplaced, state, slotStartAt, slotEndAt, pincode, paymentDueAt FROM bookings',
  );
  const holds: Row[] = await source.query(
    'SELECT id, principalId, providerId, slotStartAt, slotEndAt, pincode, expiresAt FROM holds',
  );
  const cells: Row[] = await source.query('SELECT providerId, cell, ownerId, expiresAt FROM provider_cells');
  return {
    claims: [
      ...bookings.map((row) => ({
        ...placed(row),
        kind: 'booking' as const,
        customerId: String(row['customerId']),
        unplaced: Number(row['unplaced']) === 1,
        state: String(row['state']),
        endsAt: row['state'] === 'pending_payment' ? instant(row['paymentDueAt']) : null,
      })),
      ...holds.map((row) => ({
        ...placed(row),
        kind: 'hold' as const,
        customerId: String(row['principalId']),
        unplaced: false,
        state: 'hold',
        endsAt: instant(row['expiresAt']),
      })),
    ],
    cells: cells.map((row) => ({
      providerId: String(row['providerId']),
      cell: Number(row['cell']),
      ownerId: String(row['ownerId']),
      expiresAt: instant(row['expiresAt']),
    })),
  };
}

function placed(row: Row): Pick<Claim, 'id' | 'providerId' | 'startAt' | 'endAt' | 'pincode'> {
  return {
    id: String(row['id']),
    providerId: row['providerId'] === null ? null : String(row['providerId']),
    startAt: Number(instant(row['slotStartAt'])),
    endAt: Number(instant(row['slotEndAt'])),
    pincode: String(row['pincode']),
  };
}
