import {
  BookingCreationService,
  BookingEntity,
  BookingHoldsService,
  BookingReschedulingService,
} from '../../src/features/bookings/index.js';
import { AvailabilityService } from '../../src/features/bookings/index.js';
import type { BookingOrder } from '../../src/features/bookings/index.js';
import { systemActor } from '../../src/kernel/actor.js';
import { BookingsApp } from '../factories/bookings-app.js';
import type { Householder } from '../factories/bookings-app.js';
import { calendarFaults } from '../factories/calendar-facts.js';
import { outcomesOf } from '../factories/outcomes.js';
import { testDialect } from '../database.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';
const minuteMs = 60_000;

function times<T>(count: number, make: (nth: number) => T): T[] {
  return Array.from({ length: count }, (_, nth) => make(nth));
}

describe('the last of a provider’s time', () => {
  let world: BookingsApp;
  /** The same marketplace as another process sees it; on the embedded database there is one process. */
  let other: BookingsApp;
  beforeAll(async () => {
    world = await BookingsApp.open(now);
    other = testDialect === 'mysql' ? await world.another() : world;
  });
  beforeEach(async () => {
    world.clock.set(now);
    await world.retireProviders();
  });
  afterEach(async () => {
    expect(await calendarFaults(world)).toEqual([]);
    // The clock goes back for the next test: what ended must not live again.
    world.clock.advance(120 * minuteMs);
    await world.get(BookingHoldsService).sweep();
  });
  afterAll(async () => {
    if (other !== world) await other.close({ keepHome: true });
    await world.close();
  });

  const at = (hour: number, minute = 0, day = 11) =>
    new Date(Date.UTC(2026, 2, day, hour, minute) - 5.5 * 60 * minuteMs);
  const work = (rateCard: string) => [{ rateCardId: world.ids.rateCard(rateCard), quantity: 1 }];
  const tap = () => work('tap-repair-repair');
  const crowd = (size: number, pincode?: string) =>
    Promise.all(times(size, () => world.householder(pincode)));
  const process = (nth: number) => (nth % 2 === 0 ? world : other);
  const book = (
    nth: number,
    { actor, addressId }: Householder,
    startAt: Date,
    over: Partial<BookingOrder> = {},
  ) =>
    process(nth)
      .get(BookingCreationService)
      .create(actor, { addressId, startAt, items: tap(), paymentMethod: 'cash', ...over });
  const hold = (nth: number, { actor }: Householder, startAt: Date) =>
    process(nth).get(BookingHoldsService).hold(actor, { items: tap(), pincode: '560001', startAt });
  const move = (nth: number, { actor }: Householder, id: string, startAt: Date) =>
    process(nth).get(BookingReschedulingService).reschedule(actor, id, { startAt });
  const reload = (id: string) =>
    world.work.read((reader) => reader.getRepository(BookingEntity).findOneByOrFail({ id }));

  it('is won once by holds and bookings together, and the others hear of times that are free (HB-2, HB-3)', async () => {
    await world.provider({ skills: ['plumbing'] });
    const people = await crowd(20);
    const { won, codes, refusals } = await outcomesOf<unknown>(
      people.map((each, nth) => (nth % 3 === 0 ? hold(nth, each, at(10)) : book(nth, each, at(10)))),
    );
    expect(won).toHaveLength(1);
    expect(codes).toEqual(times(19, () => 'slot.taken'));
    const day = await world.get(AvailabilityService).listSlots({
      service: 'tap-repair',
      pincode: '560001',
      from: '2026-03-11',
      quantity: 1,
    });
    const free = day.filter(({ available }) => available).map(({ startAt }) => startAt.toISOString());
    for (const { details } of refusals) {
      const told = details['alternatives'] as { start: string }[];
      expect(told).toHaveLength(3);
      for (const { start } of told) expect(free).toContain(start);
    }
  });

  it('is won as often as there are providers, whoever asks (HB-3)', async () => {
    await Promise.all(times(4, () => world.provider({ skills: ['plumbing'] })));
    const people = await crowd(16);
    const { won, codes } = await outcomesOf(people.map((each, nth) => book(nth, each, at(10))));
    expect(won).toHaveLength(4);
    expect(new Set(won.map(({ booking }) => booking.providerId)).size).toBe(4);
    expect(codes).toEqual(times(12, () => 'slot.taken'));
  });

  it('under a hold that has run out goes to one: its former owner or another (HB-1, HB-2)', async () => {
    await world.provider({ skills: ['plumbing'] });
    const [holder, ...rivals] = await crowd(6);
    if (!holder) throw new Error('Nobody came.');
    const { id: holdId } = await hold(0, holder, at(10));
    world.clock.advance(5 * minuteMs);
    const { won, codes } = await outcomesOf([
      book(0, holder, at(10), { holdId }),
      ...rivals.map((each, nth) => book(nth, each, at(10))),
    ]);
    expect(won).toHaveLength(1);
    expect(codes).toEqual(times(5, () => 'slot.taken'));
  });

  it('is not given to two adjacent visits between which nobody can travel (AV-3, HB-2)', async () => {
    const microwave = work('microwave-repair-solo');
    for (let round = 0; round < 5; round += 1) {
      await world.retireProviders();
      await world.provider({ skills: ['appliance-repair'] });
      const near = await crowd(2, '560001');
      const far = await crowd(2, '560002');
      const { won, codes } = await outcomesOf([
        ...near.map((each, nth) => book(nth, each, at(10), { items: microwave })),
        ...far.map((each, nth) => book(nth, each, at(11), { items: microwave })),
      ]);
      expect(won).toHaveLength(1);
      expect(codes).toEqual(times(3, () => 'slot.taken'));
    }
  });

  it('is not counted twice under the daily cap (AV-2, HB-2)', async () => {
    await world.provider({ skills: ['plumbing'] });
    const people = await crowd(12);
    // Half an hour of work and the buffer take three quarters, so an hour apart cells never meet.
    const { won, codes } = await outcomesOf(people.map((each, nth) => book(nth, each, at(8 + nth))));
    expect(won).toHaveLength(8);
    expect(codes).toEqual(times(4, () => 'slot.taken'));
  });

  it.each([
    ['one day', 11],
    ['two days', 13],
  ])(
    'of %s changes hands between two bookings moved onto each other’s time, and nothing is lost (HB-5)',
    async (_, day) => {
      await Promise.all(times(2, () => world.provider({ skills: ['plumbing'] })));
      const [asha, ravi] = await crowd(2);
      if (!asha || !ravi) throw new Error('Nobody came.');
      const [early, late] = [at(10), at(12, 0, day)];
      const one = await book(0, asha, early);
      const two = await book(1, ravi, late);
      const { won, codes } = await outcomesOf(
        times(20, (nth) =>
          nth % 2 === 0
            ? move(nth, asha, one.id, nth % 4 === 0 ? late : early)
            : move(nth, ravi, two.id, nth % 4 === 1 ? early : late),
        ),
      );
      expect(won.length).toBeGreaterThan(0);
      expect(codes.filter((each) => each !== 'slot.invalid' && each !== 'slot.taken')).toEqual([]);
      for (const { id } of [one, two]) expect((await reload(id)).state).toBe('confirmed');
    },
  );

  it('with one provider refuses a swap of two bookings, and both keep what they have (HB-5)', async () => {
    const only = await world.provider({ skills: ['plumbing'] });
    const [asha, ravi] = await crowd(2);
    if (!asha || !ravi) throw new Error('Nobody came.');
    const one = await book(0, asha, at(10));
    const two = await book(1, ravi, at(12));
    const { won, codes } = await outcomesOf(
      times(20, (nth) => (nth % 2 === 0 ? move(nth, asha, one.id, at(12)) : move(nth, ravi, two.id, at(10)))),
    );
    expect(won).toEqual([]);
    expect(new Set(codes)).toEqual(new Set(['slot.taken']));
    expect(await reload(one.id)).toMatchObject({ slotStartAt: at(10), providerId: only, scheduleVersion: 1 });
    expect(await reload(two.id)).toMatchObject({ slotStartAt: at(12), providerId: only, scheduleVersion: 1 });
  });

  it('is won by one of ten bookings moved onto it (HB-3, HB-5)', async () => {
    await Promise.all(times(5, () => world.provider({ skills: ['plumbing'] })));
    const people = await crowd(10);
    const made = await Promise.all(people.map((each, nth) => book(nth, each, nth < 5 ? at(10) : at(12))));
    const blockers = await crowd(4);
    for (const each of blockers) await book(0, each, at(16));
    const { won, codes } = await outcomesOf(
      made.map(({ id }, nth) => move(nth, people[nth] ?? { actor: systemActor, addressId: '' }, id, at(16))),
    );
    expect(won).toHaveLength(1);
    expect(codes).toEqual(times(9, () => 'slot.taken'));
    const starts = await Promise.all(made.map(async ({ id }) => (await reload(id)).slotStartAt.getTime()));
    expect(starts.filter((each) => each === at(16).getTime())).toHaveLength(1);
  });

  it('is moved to once by ten who ask for the same move of one booking (HB-5, ST-2)', async () => {
    await world.provider({ skills: ['plumbing'] });
    const [asha] = await crowd(1);
    if (!asha) throw new Error('Nobody came.');
    const { id } = await book(0, asha, at(10));
    const { won, codes } = await outcomesOf(times(10, (nth) => move(nth, asha, id, at(15))));
    expect(won).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['slot.invalid']));
    expect(await reload(id)).toMatchObject({ scheduleVersion: 2, slotStartAt: at(15) });
  });
});
