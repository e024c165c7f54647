import { BookingCancellationService, BookingReschedulingService } from '../../src/features/bookings/index.js';
import { JobReturnsService } from '../../src/features/dispatch/job-returns.service.js';
import { OfferAnswersService } from '../../src/features/dispatch/offer-answers.service.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import type { Actor } from '../../src/kernel/actor.js';
import { SeededRandom } from '../../seeds/seeded-random.js';
import { calendarFaults } from '../factories/calendar-facts.js';
import { DispatchApp, providerActor } from '../factories/dispatch-app.js';
import { dispatchFaults } from '../factories/dispatch-facts.js';
import { outcomesOf } from '../factories/outcomes.js';
import { testDialect } from '../database.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';
const at = (hour: number, day = 11) => new Date(Date.UTC(2026, 2, day, hour) - 5.5 * 3_600_000);

describe('providers and customers who act at once', () => {
  let world: DispatchApp;
  /** The same marketplace as another process sees it; on the embedded database there is one process. */
  let other: DispatchApp;
  beforeAll(async () => {
    world = await DispatchApp.open(now);
    other = testDialect === 'mysql' ? await world.another() : world;
  });
  beforeEach(() => world.clock.set(now));
  afterEach(async () => {
    await world.settle();
    expect(await dispatchFaults(world)).toEqual([]);
    expect(await calendarFaults(world)).toEqual([]);
    expect(await world.deadJobs()).toEqual([]);
    // What is still wanted ends before the clock goes back for the next test.
    for (const seconds of [90, 120, 300]) await world.pass(seconds);
  });
  afterAll(async () => {
    if (other !== world) await other.close({ keepHome: true });
    await world.close();
  });

  let turn = 0;
  /** Now at one process, now at the other. */
  const app = () => ((turn += 1) % 2 === 0 ? world : other);
  const accept = (providerId: string, offerId: string) =>
    app().get(OfferAnswersService).accept(providerActor(providerId), offerId);
  const decline = (providerId: string, offerId: string) =>
    app().get(OfferAnswersService).decline(providerActor(providerId), offerId, null);
  const giveBack = (providerId: string, id: string) =>
    app().get(JobReturnsService).giveBack(providerActor(providerId), id, 'My scooter has broken down.');
  const move = (customer: Actor, id: string, startAt: Date) =>
    app().get(BookingReschedulingService).reschedule(customer, id, { startAt });
  const cancel = (customer: Actor, id: string) =>
    app().get(BookingCancellationService).cancelFree(customer, id);
  const openOffers = async (id: string) => (await world.offers(id)).filter(({ state }) => state === 'open');
  const offered = async (hour: number, waves = 0) => {
    const made = await world.book(at(hour));
    await world.settle();
    for (const seconds of [90, 120].slice(0, waves)) await world.pass(seconds);
    return made;
  };

  it('give one of two jobs of the same hour to a provider who accepts both', async () => {
    const [first = '', second = ''] = await world.hire(2);
    const one = await offered(10);
    const two = await offered(10);
    for (const seconds of [90, 120]) await world.pass(seconds);
    const both = [...(await openOffers(one.id)), ...(await openOffers(two.id))];
    const mine = both.filter(({ providerId }) => providerId === first);
    // Each holds the time of one of them, so the other's job they can have only by leaving their own to nobody.
    expect(mine.length).toBeGreaterThan(0);
    const { won, codes } = await outcomesOf(both.map((each) => accept(each.providerId, each.id)));
    expect(won.length).toBeGreaterThan(0);
    for (const code of codes) expect(['offer.taken', 'offer.not_free']).toContain(code);
    const taken = [(await world.booking(one.id)).providerId, (await world.booking(two.id)).providerId];
    expect(new Set(taken)).toEqual(new Set([first, second]));
  });

  it('either have the job or hear that it was moved, never the job at a time they were not offered', async () => {
    await world.hire(3);
    for (let round = 0; round < 8; round += 1) {
      const { id, customer } = await offered(9 + (round % 3));
      const [offer] = await openOffers(id);
      const { codes } = await outcomesOf<unknown>([
        accept(offer?.providerId ?? '', offer?.id ?? ''),
        move(customer, id, at(15 + (round % 3), 12)),
      ]);
      expect(codes.filter((code) => code !== 'offer.withdrawn')).toEqual([]);
      // A job that was taken and then moved is asked for anew; what was moved first could not be taken.
      expect(await world.booking(id)).toMatchObject({ state: 'confirmed', scheduleVersion: 2 });
      await cancel(customer, id);
    }
  });

  it('never have a job whose customer has cancelled it', async () => {
    await world.hire(3);
    for (let round = 0; round < 8; round += 1) {
      const { id, customer } = await offered(10);
      const [offer] = await openOffers(id);
      const { codes } = await outcomesOf<unknown>([
        accept(offer?.providerId ?? '', offer?.id ?? ''),
        cancel(customer, id),
      ]);
      expect(codes.filter((code) => code !== 'offer.withdrawn')).toEqual([]);
      expect(await world.booking(id)).toMatchObject({ state: 'cancelled' });
      expect(await world.holders(id)).toEqual([]);
    }
  });

  it('leave one claim when the holder declines while another accepts', async () => {
    const hired = await world.hire(6);
    for (let round = 0; round < 6; round += 1) {
      const { id, customer } = await offered(10 + round, 2);
      const offers = await openOffers(id);
      const holder = (await world.booking(id)).providerId ?? '';
      const of = (providerId: string) => offers.find((each) => each.providerId === providerId)?.id ?? '';
      const eager = hired.find((each) => each !== holder) ?? '';
      const { codes } = await outcomesOf<unknown>([decline(holder, of(holder)), accept(eager, of(eager))]);
      expect(codes.filter((code) => code !== 'offer.taken')).toEqual([]);
      expect(await world.booking(id)).toMatchObject({ state: 'assigned', providerId: eager });
      await cancel(customer, id);
    }
  });

  it('keep every booking searched for, taken or in the queue, whatever they all do', async () => {
    await world.hire(7);
    const random = new SeededRandom(23);
    const customers = new Map<string, Actor>();
    for (let nth = 0; nth < 8; nth += 1) {
      const { id, customer } = await offered(9 + nth);
      customers.set(id, customer);
    }
    for (let round = 0; round < 12; round += 1) {
      const acts: Promise<unknown>[] = [];
      for (const [id, customer] of customers) {
        const booking = await world.booking(id);
        for (const { id: offerId, providerId } of await openOffers(id))
          if (random.chance(0.5))
            acts.push(random.chance(0.5) ? accept(providerId, offerId) : decline(providerId, offerId));
        if (booking.state === 'assigned' && random.chance(0.5))
          acts.push(giveBack(booking.providerId ?? '', id));
        if (random.chance(0.2)) acts.push(move(customer, id, at(random.int(8, 18), random.int(12, 14))));
        if (random.chance(0.03)) acts.push(cancel(customer, id));
      }
      const jobs = [world, other].map((each) => each.get(JobRunner).settle());
      await Promise.all([outcomesOf(acts), ...jobs]);
      await world.pass(random.pick([0, 30, 90, 120]));
      expect(await dispatchFaults(world)).toEqual([]);
      expect(await calendarFaults(world)).toEqual([]);
    }
    const states = await Promise.all(
      [...customers.keys()].map(async (id) => (await world.booking(id)).state),
    );
    expect(new Set(states).size).toBeGreaterThan(1);
  }, 120_000);
});
