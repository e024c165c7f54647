import {
  BookingEntity,
  BookingProgressService,
  BookingReworks,
  BookingStartService,
  StartCodeMissEntity,
} from '../../src/features/bookings/index.js';
import { LeaveService, ProviderEntity, RosterService } from '../../src/features/providers/index.js';
import { ReviewsService } from '../../src/features/reviews/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { calendarFaults } from '../factories/calendar-facts.js';
import { DispatchApp, providerActor } from '../factories/dispatch-app.js';
import { codeOf, outcomesOf } from '../factories/outcomes.js';

/** A Monday, 11:30 in India. */
const now = '2026-03-09T06:00:00.000Z';
const hourMs = 3_600_000;
const at = (hour: number, day = 10) => new Date(Date.UTC(2026, 2, day, hour) - 5.5 * hourMs);
const times = <T>(count: number, make: (nth: number) => T) =>
  Array.from({ length: count }, (_, nth) => make(nth));

describe("the providers' side, many at once", () => {
  let world: DispatchApp;
  beforeAll(async () => {
    world = await DispatchApp.open(now);
  });
  beforeEach(() => world.clock.set(now));
  afterEach(async () => expect(await world.deadJobs()).toEqual([]));
  afterAll(() => world.close());

  const progress = () => world.get(BookingProgressService);
  const starting = () => world.get(BookingStartService);
  const reviews = () => world.get(ReviewsService);

  /** A tap of tomorrow, whose provider stands at the door. */
  async function atTheDoor(
    hour: number,
  ): Promise<{ booking: BookingEntity; customer: Actor; provider: Actor }> {
    const { id, customer } = await world.book(at(hour));
    const provider = providerActor((await world.booking(id)).providerId ?? '');
    world.clock.set(at(hour));
    for (const event of ['assign', 'depart', 'arrive'] as const)
      await progress().advance(provider, id, event, null);
    return { booking: await world.booking(id), customer, provider };
  }
  async function done(hour: number) {
    const job = await atTheDoor(hour);
    await starting().start(job.provider, job.booking.id, job.booking.startCode);
    await progress().advance(job.provider, job.booking.id, 'complete', null);
    return { ...job, booking: await world.booking(job.booking.id) };
  }
  const starsOf = async (id: string) => {
    const found = await world.work.read((reader) =>
      reader.getRepository(ProviderEntity).findOneByOrFail({ id }),
    );
    return { sum: found.ratingSum, count: found.ratingCount };
  };

  /** What is wrong with the calendar; work that is done keeps the time it took, for the way to the next and the cap. */
  const faultsOfTheLiving = async () => {
    const done = await world.work.read((reader) =>
      reader.getRepository(BookingEntity).find({ select: { id: true }, where: { state: 'completed' } }),
    );
    const expected = new Set(done.map(({ id }) => `${id} owns cells and is nothing live`));
    return (await calendarFaults(world)).filter((fault) => !expected.has(fault));
  };

  it('completes a visit once (ST-2)', async () => {
    await world.hire(1);
    const { booking, provider } = await atTheDoor(10);
    await starting().start(provider, booking.id, booking.startCode);
    const { won, codes } = await outcomesOf(
      times(10, () => progress().advance(provider, booking.id, 'complete', null)),
    );
    expect(won).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['booking.illegal_transition']));
  });

  it('counts each wrong start code, and takes none after five, the right one neither (ST-3)', async () => {
    await world.hire(1);
    const { booking, provider } = await atTheDoor(10);
    const wrong = (nth: number) => String((Number(booking.startCode) + 1 + nth) % 10_000).padStart(4, '0');
    const guesses = times(20, (nth) => starting().start(provider, booking.id, wrong(nth)));
    const { won, codes } = await outcomesOf(guesses);
    expect(won).toEqual([]);
    expect(codes.filter((code) => code === 'booking.start_code_wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'booking.start_code_locked')).toHaveLength(15);
    const counted = await world.work.read((reader) =>
      reader.getRepository(StartCodeMissEntity).findOneByOrFail({ bookingId: booking.id }),
    );
    expect(counted.misses).toBe(5);
    expect(await codeOf(starting().start(provider, booking.id, booking.startCode))).toBe(
      'booking.start_code_locked',
    );
    expect(await codeOf(progress().advance(provider, booking.id, 'start', 'Let me in.'))).toBe(
      'booking.start_code_required',
    );
    world.clock.advance(15 * 60_000);
    expect(await codeOf(starting().start(provider, booking.id, booking.startCode))).toBe('done');
  });

  it('takes one review of each side and counts it once, also when the week is over just then (DI-5)', async () => {
    await world.hire(1);
    const { booking, customer, provider } = await done(10);
    const before = await starsOf(provider.id);
    const given = await outcomesOf([
      ...times(5, () => reviews().rate(customer, booking.id, { stars: 4, providerStars: 3 })),
      ...times(5, () => reviews().rate(provider, booking.id, { stars: 5 })),
    ]);
    expect(given.won).toHaveLength(2);
    expect(new Set(given.codes)).toEqual(new Set(['review.already_given']));
    expect(await starsOf(provider.id)).toEqual({ sum: before.sum + 3, count: before.count + 1 });

    const late = await done(15);
    const { id: reviewId } = await reviews().rate(late.customer, late.booking.id, { stars: 2 });
    world.clock.advance(7 * 24 * hourMs);
    await Promise.all([
      reviews().reveal({ reviewId }),
      reviews().rate(late.provider, late.booking.id, { stars: 1 }),
      reviews().reveal({ reviewId }),
      world.settle(),
    ]);
    expect(await starsOf(provider.id)).toEqual({ sum: before.sum + 5, count: before.count + 2 });
  });

  it('sets stars right that are changed by ten at once while they come to count (DI-5)', async () => {
    await world.hire(1);
    const { booking, customer, provider } = await done(10);
    const before = await starsOf(provider.id);
    await reviews().rate(customer, booking.id, { stars: 1 });
    await Promise.all([
      ...times(5, (nth) => reviews().edit(customer, booking.id, { stars: nth + 1 })),
      reviews().rate(provider, booking.id, { stars: 5 }),
      ...times(5, (nth) => reviews().edit(customer, booking.id, { stars: 5 - nth })),
    ]);
    const { mine } = await reviews().ofBooking(customer, booking.id);
    expect(await starsOf(provider.id)).toEqual({
      sum: before.sum + (mine?.review.providerStars ?? 0),
      count: before.count + 1,
    });
  });

  it('gives leave or books the time, never both (AV-5, HB-2)', async () => {
    for (const day of [11, 12, 13]) {
      const [providerId = ''] = await world.hire(1);
      const householders = await Promise.all(times(3, () => world.householder()));
      const wish = { startAt: at(8, day), endAt: at(20, day), reason: 'A wedding.' };
      const results = await outcomesOf<unknown>([
        ...householders.map(({ actor, addressId }, nth) =>
          world.bookAgain(actor, addressId, at(9 + 3 * nth, day)),
        ),
        world.get(LeaveService).give(providerId, wish),
      ]);
      const entry = await world.get(RosterService).get(providerId);
      const booked = await world.work.read((reader) =>
        reader.getRepository(BookingEntity).countBy({ providerId }),
      );
      expect(entry.leave.length === 0 ? booked > 0 : booked === 0).toBe(true);
      expect(results.won).toHaveLength(entry.leave.length + booked);
      const losses = entry.leave.length === 0 ? ['leave.over_bookings'] : ['slot.taken'];
      expect(new Set(results.codes)).toEqual(new Set(losses));
    }
  });

  it('leaves nothing with whom it lets go, whoever booked them at that moment (DI-3)', async () => {
    const [gone = '', other = ''] = await world.hire(2);
    const people = await Promise.all(times(4, () => world.householder()));
    const first = await Promise.all(
      people
        .slice(0, 2)
        .map(({ actor, addressId }, nth) => world.bookAgain(actor, addressId, at(9 + 3 * nth, 12))),
    );
    await world.settle();
    const [taken] = first;
    const takenBooking = await world.booking(taken?.id ?? '');
    if (takenBooking.providerId)
      await progress().advance(providerActor(takenBooking.providerId), takenBooking.id, 'assign', null);
    const [, ...second] = await Promise.all([
      world.get(RosterService).deactivate(gone, 'Has moved away.'),
      ...people
        .slice(2)
        .map(({ actor, addressId }, nth) => world.bookAgain(actor, addressId, at(15 + 3 * nth, 12))),
    ]);
    await world.settle();
    await world.pass(2 * 60);
    for (const { id } of [...first, ...second]) {
      const booking = await world.booking(id);
      expect([other, null]).toContain(booking.providerId);
      expect(await world.holders(id)).toEqual(booking.providerId === null ? [] : [other]);
      expect(booking.unplaced).toBe(booking.providerId === null);
    }
    expect(await faultsOfTheLiving()).toEqual([]);
  });

  it('leaves a visit in the queue of operations when there is nobody else', async () => {
    const [only = ''] = await world.hire(1);
    const { id } = await world.book(at(10, 13));
    await world.settle();
    await world.get(RosterService).deactivate(only, 'Has moved away.');
    await world.settle();
    expect(await world.booking(id)).toMatchObject({ unplaced: true, providerId: null, state: 'confirmed' });
    expect(await world.holders(id)).toEqual([]);
  });

  it('makes one rework of ten requests, and the calendar agrees (DI-6, HB-2)', async () => {
    await world.hire(2);
    const { booking, customer } = await done(10);
    const wish = { startAt: at(11, 12), reason: 'The tap drips again.' };
    const { won, codes } = await outcomesOf(
      times(10, () => world.get(BookingReworks).request(customer, booking.id, wish)),
    );
    expect(won).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['rework.already_booked']));
    expect(won[0]?.booking).toMatchObject({
      providerId: booking.providerId,
      totalPaise: 0,
      reworkOfId: booking.id,
    });
    expect(await faultsOfTheLiving()).toEqual([]);
  });
});
