import type { World } from '../world.js';
import { tokenFor } from './tokens.js';
import { booked, expectStatus, indianTime, localDay, newHouseholder, order, rateOf } from './marketplace.js';
import type { Booking, Problem } from './marketplace.js';

/** A booking that its provider has taken. */
export interface Job {
  id: string;
  customerId: string;
  addressId: string;
  providerId: string;
  startCode: string;
  startAt: Date;
}

export interface ProviderBooking {
  id: string;
  state: string;
  slot: { start: string };
  place: { pincode: string };
  toCollectPaise: number;
  isRework: boolean;
  customer: { firstName: string; mobile: string | null } | null;
  address: { line1: string; pincode: string } | null;
  instructions: string | null;
  allowedEvents: string[];
  completedAt: string | null;
}

/** A tap to be repaired, given to whoever's time it took, or to `by`, a provider's id. */
export async function newJob(
  world: World,
  day: number,
  clockTime: string,
  { slug = 'tap-repair', by }: { slug?: string; by?: string } = {},
): Promise<Job> {
  const { id: customerId, token, addressId } = await newHouseholder(world);
  const rate = await rateOf(world, slug);
  const start = indianTime(localDay(world, day), clockTime);
  const made = await booked(world, token, {
    ...order(addressId, rate.id, start),
    instructions: 'The gate code is 1234.',
  });
  const providerId = by ?? made.provider?.id ?? '';
  const staff = await world.staff('EMP005');
  expectStatus(
    200,
    await world.call('POST', `/ops/bookings/${made.id}/assign`, { token: staff, body: { providerId } }),
  );
  return {
    ...{ id: made.id, customerId, addressId, providerId },
    startCode: made.startCode ?? '',
    startAt: new Date(made.slot.start),
  };
}

/** Tokens last a quarter of an hour and tests pass the time, so each call brings a new one. */
export function asCustomer(world: World, { customerId }: Job): Promise<string> {
  return tokenFor(world, 'customer', customerId);
}

export function asProvider(world: World, { providerId }: Job): Promise<string> {
  return tokenFor(world, 'provider', providerId);
}

/** A step of the provider. */
export async function step(world: World, job: Job, verb: string, body?: object, key?: string) {
  return stepAs(world, await asProvider(world, job), job, verb, body, key);
}

/** A step of whoever has the token; nobody when it is empty. */
export function stepAs(world: World, token: string, { id }: Job, verb: string, body?: object, key?: string) {
  const needsKey = verb === 'complete' || verb === 'no-show';
  return world.call<ProviderBooking & Problem>('POST', `/provider/bookings/${id}/${verb}`, {
    ...(token && { token }),
    ...(body && { body }),
    ...((key ?? needsKey) && { key: key ?? true }),
  });
}

/** The whole visit, at its time; the world's clock is where it was afterwards. */
export async function workDone(world: World, job: Job): Promise<void> {
  const before = world.clock.now();
  world.clock.set(job.startAt);
  for (const [verb, body] of [
    ['depart'],
    ['arrive'],
    ['start', { startCode: job.startCode }],
    ['complete'],
  ] as const)
    expectStatus(200, await step(world, job, verb, body));
  world.clock.set(before);
}

/** As the customer sees it. */
export async function seen(world: World, job: Job): Promise<Booking> {
  const token = await asCustomer(world, job);
  return expectStatus(200, await world.call<Booking>('GET', `/bookings/${job.id}`, { token }));
}
