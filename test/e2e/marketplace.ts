import { DateTime } from 'luxon';
import type { Answer, Api } from '../api.js';

export interface Rate {
  id: string;
  name: string;
  pricePaise: number;
  durationMinutes: number;
}

export interface Slot {
  start: string;
  end: string;
  available: boolean;
  remaining: number;
  reasons?: string[];
}

export interface Price {
  lines: { quantity: number; unitPaise: number; amountPaise: number }[];
  discountPaise: number;
  surgePaise: number;
  conveniencePaise: number;
  taxablePaise: number;
  cgstPaise: number;
  sgstPaise: number;
  igstPaise: number;
  roundOffPaise: number;
  totalPaise: number;
}

export interface Quote extends Price {
  id: string;
  expiresAt: string;
}

export interface Booking {
  id: string;
  orderNumber: string;
  status: string;
  state: string;
  slot: { start: string; end: string };
  address: { line1: string; pincode: string; city: string };
  items: { rateCardId: string; service: { slug: string }; variant: string; quantity: number }[];
  price: Price;
  provider: { id: string; name: string } | null;
  paymentState: string;
  startCode?: string;
  allowedEvents: string[];
  customerId?: string;
  channel?: string;
}

export interface Problem {
  code: string;
  detail: string;
  status: number;
  errors?: { pointer: string; detail: string }[];
  alternatives?: { start: string; end: string; remaining: number }[];
}

export interface List<T> {
  data: T[];
  page: { next: string | null; limit: number };
}

export const homePincode = '560001';
const zone = 'Asia/Kolkata';

/** A local date, counted from the world's today. */
export function localDay(world: Api, days: number): string {
  return DateTime.fromJSDate(world.clock.now(), { zone }).plus({ days }).toISODate() ?? '';
}

/** A wall-clock time in India as an instant. */
export function indianTime(day: string, clockTime: string): string {
  return DateTime.fromISO(`${day}T${clockTime}`, { zone }).toUTC().toISO() ?? '';
}

export async function ratesOf(world: Api, slug: string, pincode = homePincode): Promise<Rate[]> {
  const { body } = await world.call<List<Rate>>('GET', `/services/${slug}/rates?pincode=${pincode}`);
  return body.data;
}

/** The default variant of a service. */
export async function rateOf(world: Api, slug: string): Promise<Rate> {
  const [rate] = await ratesOf(world, slug);
  if (!rate) throw new Error(`${slug} has no rate in ${homePincode}.`);
  return rate;
}

export async function slotsOf(world: Api, slug: string, rateCardId: string, day: string): Promise<Slot[]> {
  const query = new URLSearchParams({ pincode: homePincode, from: day, rateCardId });
  return (await world.call<{ data: Slot[] }>('GET', `/services/${slug}/slots?${query.toString()}`)).body.data;
}

export async function remainingAt(
  world: Api,
  slug: string,
  rateCardId: string,
  start: string,
): Promise<number> {
  const day = DateTime.fromISO(start, { zone }).toISODate() ?? '';
  const slots = await slotsOf(world, slug, rateCardId, day);
  return slots.find((each) => each.start === start)?.remaining ?? 0;
}

/** A customer who has an address and can book. */
export async function newHouseholder(world: Api): Promise<{ id: string; token: string; addressId: string }> {
  const { id, token } = await world.newCustomer();
  return { id, token, addressId: await world.addAddress(token) };
}

export interface Order {
  addressId: string;
  slotStart: string;
  items: { rateCardId: string; quantity: number }[];
  paymentMethod: string;
  quoteId?: string;
  instructions?: string;
}

export function order(addressId: string, rateCardId: string, slotStart: string): Order {
  return { addressId, slotStart, items: [{ rateCardId, quantity: 1 }], paymentMethod: 'cash' };
}

export function book(world: Api, token: string, body: Order, key: string | true = true) {
  return world.call<Booking & Problem>('POST', '/bookings', { token, body, key });
}

/** Books and insists on it. */
export async function booked(world: Api, token: string, body: Order): Promise<Booking> {
  return expectStatus(201, await book(world, token, body));
}

export function expectStatus<T>(status: number, answer: Answer<T>): T {
  if (answer.status !== status)
    throw new Error(
      `Answered ${answer.status}, not ${status}: ${JSON.stringify(answer.body).slice(0, 1_000)}`,
    );
  return answer.body;
}

export function times<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}
