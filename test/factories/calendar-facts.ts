import { BookingEntity, HoldEntity } from '../../src/features/bookings/index.js';
import { PincodeEntity } from '../../src/features/services/index.js';
import type { BookingsApp } from './bookings-app.js';

const cellMs = 15 * 60_000;
const over = ['completed', 'cancelled', 'no_show', 'expired'];

interface Job {
  id: string;
  providerId: string;
  startAt: number;
  endAt: number;
  pincode: string;
}

/**
 * What is wrong with the calendar, in plain words; empty when every live booking and hold owns exactly the quarters of
 * an hour its work and the one after it take, of exactly one provider, nobody else owns any, and no provider is due
 * somewhere sooner than they can get there. Written without the code it looks at.
 */
export async function calendarFaults(
  world: Pick<BookingsApp, 'work' | 'clock' | 'cells'>,
): Promise<string[]> {
  const { bookings, holds, cityOf } = await world.work.read(async (reader) => ({
    bookings: await reader.getRepository(BookingEntity).find(),
    holds: await reader.getRepository(HoldEntity).find(),
    cityOf: new Map(
      (await reader.getRepository(PincodeEntity).find()).map(({ pincode, city }) => [pincode, city]),
    ),
  }));
  const now = world.clock.now();
  const jobs: Job[] = [
    ...bookings.filter(({ state, unplaced }) => !over.includes(state) && !unplaced).map(toJob),
    ...holds.filter(({ expiresAt }) => now < expiresAt).map(toJob),
  ];
  const faults: string[] = [];
  const owned = new Map<string, string[]>();
  for (const { ownerId, providerId, cell, expiresAt } of await world.cells()) {
    if (expiresAt !== null && expiresAt <= now) continue;
    owned.set(ownerId, [...(owned.get(ownerId) ?? []), `${providerId}@${cell}`]);
  }
  for (const { id, providerId, startAt, endAt } of jobs) {
    const due: string[] = [];
    const last = Math.ceil((endAt + cellMs) / cellMs);
    for (let cell = Math.floor(startAt / cellMs); cell < last; cell += 1) due.push(`${providerId}@${cell}`);
    const got = (owned.get(id) ?? []).toSorted();
    if (got.join() !== due.toSorted().join())
      faults.push(`${id} owns ${got.join(' ')}, not ${due.join(' ')}`);
  }
  for (const ownerId of owned.keys())
    if (!jobs.some(({ id }) => id === ownerId)) faults.push(`${ownerId} owns cells and is nothing live`);
  return [...faults, ...travelFaults(jobs, cityOf)];
}

function toJob(each: BookingEntity | HoldEntity): Job {
  const { id, providerId, slotStartAt, slotEndAt, pincode } = each;
  return {
    id,
    providerId: providerId ?? 'nobody',
    startAt: slotStartAt.getTime(),
    endAt: slotEndAt.getTime(),
    pincode,
  };
}

function travelFaults(jobs: readonly Job[], cityOf: ReadonlyMap<string, string>): string[] {
  const inOrder = jobs.toSorted((a, b) => a.providerId.localeCompare(b.providerId) || a.startAt - b.startAt);
  return inOrder.flatMap((next, at) => {
    const before = inOrder[at - 1];
    if (before?.providerId !== next.providerId) return [];
    const day = (ms: number) => new Date(ms + 5.5 * 3_600_000).toISOString().slice(0, 10);
    if (day(before.startAt) !== day(next.startAt)) return [];
    const sameCity = cityOf.get(before.pincode) === cityOf.get(next.pincode);
    const neededMinutes = before.pincode === next.pincode ? 10 : sameCity ? 30 : Infinity;
    const gapMinutes = (next.startAt - before.endAt) / 60_000;
    return gapMinutes >= neededMinutes
      ? []
      : [`${next.providerId} has ${gapMinutes} minutes from ${before.id} to ${next.id}`];
  });
}
