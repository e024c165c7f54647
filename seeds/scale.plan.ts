import { addDays, atMinute } from '../src/kernel/calendar.js';
import type { LocalDate } from '../src/kernel/calendar.js';

/** A visit of the past that copies are made of. */
export interface Example {
  readonly bookingId: string;
  readonly providerId: string;
}

/** Where one copy stands. */
export interface PlannedVisit {
  readonly example: Example;
  /** Which of the many customers had it. */
  readonly customer: number;
  /** Its new start, epoch milliseconds. */
  readonly startAt: number;
}

/** So far apart that the longest visit with its buffer, and the way to the next one, fit between. */
const startMinutes = [480, 720, 960] as const;

/**
 * The n-th of many visits, the same every time: one provider after another, three starts a day, one day further back
 * when everybody's day is full. So nobody is in two places at once, however many visits there are.
 * @param examples in a fixed order; not empty
 */
export function visitAt(
  nth: number,
  {
    examples,
    customers,
    today,
    zone,
  }: { examples: readonly Example[]; customers: number; today: LocalDate; zone: string },
): PlannedVisit {
  const ofProvider = groupsOf(examples);
  const providers = ofProvider.length;
  const round = Math.floor(nth / providers);
  const own = ofProvider[nth % providers] ?? [];
  const example = own[round % own.length];
  if (!example) throw new RangeError('Without an example there is nothing to copy.');
  const day = addDays(today, -firstDayBack - Math.floor(round / startMinutes.length));
  const minute = startMinutes[round % startMinutes.length] ?? startMinutes[0];
  return { example, customer: nth % customers, startAt: atMinute(day, minute, zone) };
}

/** Before every visit of the demonstration itself. */
const firstDayBack = 400;

const groups = new WeakMap<readonly Example[], Example[][]>();

function groupsOf(examples: readonly Example[]): Example[][] {
  const known = groups.get(examples);
  if (known) return known;
  const byProvider = new Map<string, Example[]>();
  for (const each of examples)
    byProvider.set(each.providerId, [...(byProvider.get(each.providerId) ?? []), each]);
  const made = [...byProvider.values()];
  groups.set(examples, made);
  return made;
}

const mark = '8ca1';

/** By these four digits a row of the scale run is told from any other. */
export const scaledIds = `%-70__-${mark}-%`;

/**
 * An id that is the same in every run: a UUIDv7 of an instant, whose other digits are a number instead of chance.
 * @param kind tells the tables apart, 0 to 255
 * @param number below 2^48
 */
export function scaledId(atMs: number, kind: number, number: number): string {
  return idTime(atMs) + idTail(kind) + number.toString(16).padStart(12, '0');
}

/** What a scaled id begins with. */
export function idTime(atMs: number): string {
  const time = atMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}

/** What stands between the time and the number of a scaled id. */
export function idTail(kind: number): string {
  return `-70${kind.toString(16).padStart(2, '0')}-${mark}-`;
}

/** Tell the tables of a copied visit apart in its ids. */
export const idKinds = {
  booking: 16,
  booking_items: 17,
  booking_events: 18,
  payments: 19,
  ledger_entries: 20,
  posting: 21,
} as const;

/** Rows of one table that one visit may have. */
export const mostParts = 64;

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Seven digits of base 32 behind a Z. */
export function scaledOrderNumber(nth: number): string {
  let digits = '';
  for (let rest = nth, place = 0; place < 7; place += 1, rest = Math.floor(rest / 32))
    digits = (crockford[rest % 32] ?? '0') + digits;
  return `NX-Z${digits}`;
}
