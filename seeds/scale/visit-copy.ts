import { localDate } from '../../src/kernel/calendar.js';
import { scaledId, scaledOrderNumber } from '../scale.plan.js';
import { accountIdOf } from './customers.js';
import type { ExampleVisit } from './examples.js';
import { instantMs, shifted } from './raw-rows.js';
import type { RawRow } from './raw-rows.js';

/** Where a copy stands, and whose it is. */
export interface CopyPlace {
  /** Its place among all copies. */
  readonly number: number;
  readonly customer: number;
  readonly customerId: string;
  readonly startAt: number;
  readonly zone: string;
  readonly seededAt: Date;
}

/** The rows of one visit, by table, in the order in which they may be written. */
export interface VisitCopy {
  readonly bookings: readonly RawRow[];
  readonly booking_items: readonly RawRow[];
  readonly booking_events: readonly RawRow[];
  readonly payments: readonly RawRow[];
  readonly ledger_entries: readonly RawRow[];
}

const kinds = { booking: 16, item: 17, event: 18, payment: 19, entry: 20, posting: 21 } as const;
/** Rows of one kind that one visit may have. */
const mostRows = 64;

/**
 * A visit again, with its whole past moved along: the same work by the same provider at the same price, on another day
 * and for another customer.
 */
export function copyOf(visit: ExampleVisit, place: CopyPlace): VisitCopy {
  const { number, customerId, startAt, zone } = place;
  const byMs = startAt - instantMs(visit.booking['slotStartAt']);
  const createdMs = instantMs(visit.booking['createdAt']) + byMs;
  const id = scaledId(createdMs, kinds.booking, number);
  const idOf = (kind: keyof typeof kinds, at: number) => {
    if (at >= mostRows) throw new Error(`The visit ${visit.bookingId} has too many rows to be copied.`);
    return scaledId(createdMs, kinds[kind], number * mostRows + at);
  };
  const actor = (event: RawRow): RawRow =>
    event['actorId'] === visit.booking['customerId'] ? { actorId: customerId } : {};
  const postings = [...new Set(visit.entries.map(({ postingId }) => postingId))];
  return {
    bookings: [
      {
        ...shifted(visit.booking, byMs),
        id,
        customerId,
        orderNumber: scaledOrderNumber(number),
        slotOn: localDate(startAt, zone),
      },
    ],
    booking_items: visit.items.map((item, at) => ({ ...item, id: idOf('item', at), bookingId: id })),
    booking_events: visit.events.map((event, at) => ({
      ...shifted(event, byMs),
      ...actor(event),
      id: idOf('event', at),
      bookingId: id,
    })),
    payments: visit.payments.map((payment, at) => ({
      ...shifted(payment, byMs),
      id: idOf('payment', at),
      subjectId: id,
      payerId: customerId,
    })),
    ledger_entries: visit.entries.map((entry, at) => {
      const own = visit.ownAccounts.get(String(entry['accountId']));
      return {
        ...shifted(entry, byMs),
        ...(own !== undefined && { accountId: accountIdOf(place.customer, own, place.seededAt) }),
        id: idOf('entry', at),
        postingId: idOf('posting', postings.indexOf(entry['postingId'] ?? null)),
        bookingId: id,
      };
    }),
  };
}
