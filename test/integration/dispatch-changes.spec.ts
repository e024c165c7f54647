import {
  BookingReschedulingService,
  BookingTransitions,
  PlacementService,
} from '../../src/features/bookings/index.js';
import { BookingAssignmentService } from '../../src/features/bookings/booking-assignment.service.js';
import { newId } from '../../src/kernel/ids.js';
import { JobReturnsService } from '../../src/features/dispatch/job-returns.service.js';
import { OfferAnswersService } from '../../src/features/dispatch/offer-answers.service.js';
import { DispatchApp, providerActor } from '../factories/dispatch-app.js';
import { codeOf } from '../factories/outcomes.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';
/** The next day, at a local hour. */
const at = (hour: number, day = 11) => new Date(Date.UTC(2026, 2, day, hour) - 5.5 * 3_600_000);

describe('dispatch after a change', () => {
  let world: DispatchApp;
  let answers: OfferAnswersService;
  beforeAll(async () => {
    world = await DispatchApp.open(now);
    answers = world.get(OfferAnswersService);
  });
  beforeEach(() => world.clock.set(now));
  afterEach(async () => expect(await world.deadJobs()).toEqual([]));
  afterAll(() => world.close());

  const booked = async (hour = 10) => {
    const made = await world.book(at(hour));
    await world.settle();
    return made;
  };
  const openOffer = async (bookingId: string, providerId: string): Promise<string> => {
    const offers = await world.offers(bookingId);
    const open = offers.find((each) => each.providerId === providerId && each.state === 'open');
    if (!open) throw new Error('There is no such offer.');
    return open.id;
  };
  const accept = async (bookingId: string, providerId: string) =>
    answers.accept(providerActor(providerId), await openOffer(bookingId, providerId));
  const decline = async (bookingId: string, providerId: string) =>
    answers.decline(providerActor(providerId), await openOffer(bookingId, providerId), null);

  describe('a job given back after it was accepted', () => {
    const giveBack = (id: string, providerId: string) =>
      world.get(JobReturnsService).giveBack(providerActor(providerId), id, 'My scooter has broken down.');

    it('moves to the next best in the same commit, and the search begins anew without who left', async () => {
      const hired = await world.hire(5);
      const [first = '', second = ''] = hired;
      const { id } = await booked();
      await accept(id, first);
      await giveBack(id, first);
      expect(await world.booking(id)).toMatchObject({ state: 'confirmed', providerId: second });
      await world.settle();
      const [, again] = await world.searches(id);
      expect(again).toMatchObject({ state: 'open', exceptProviderIds: [first] });
      expect(await world.searches(id)).toHaveLength(2);
      await world.pass(90);
      await world.pass(120);
      const later = (await world.offers(id)).filter(({ dispatchId }) => dispatchId === again?.id);
      expect(new Set(later.map(({ providerId }) => providerId))).toEqual(new Set(hired.slice(1)));
      expect(await world.record(first)).toMatchObject({ acceptedCount: 0, refusedCount: 1 });
      await accept(id, second);
      expect((await world.booking(id)).providerChangedAt).toEqual(world.clock.now());
    });

    it('is not given back by somebody whose it is not, nor once they have set out', async () => {
      const [first = '', second = ''] = await world.hire(3);
      const { id } = await booked();
      expect(await codeOf(giveBack(id, second))).toBe('booking.not_found');
      expect(await codeOf(giveBack(id, first))).toBe('booking.illegal_transition');
    });

    it('with nobody else there is unplaced', async () => {
      const [only = ''] = await world.hire(1);
      const { id } = await booked();
      await accept(id, only);
      await giveBack(id, only);
      await world.settle();
      expect(await world.booking(id)).toMatchObject({ state: 'confirmed', providerId: null, unplaced: true });
    });
  });

  describe('what befalls the booking', () => {
    it('voids the offers when it is moved, and asks the same provider first for the new time (HB-5)', async () => {
      const [first = ''] = await world.hire(4);
      const { id, customer } = await booked();
      const old = await openOffer(id, first);
      await world.get(BookingReschedulingService).reschedule(customer, id, { startAt: at(15) });
      // Before any job has run the offer is dead already: it was of another time.
      expect(await codeOf(answers.accept(providerActor(first), old))).toBe('offer.withdrawn');
      await world.settle();
      const [before, after] = await world.searches(id);
      expect([before?.state, after?.state]).toEqual(['void', 'open']);
      expect((await world.offers(id)).map(({ providerId, state }) => [providerId, state])).toEqual([
        [first, 'void'],
        [first, 'open'],
      ]);
      await accept(id, first);
      expect(await world.booking(id)).toMatchObject({ state: 'assigned', slotStartAt: at(15) });
    });

    it('voids the offers when operations give the job to somebody, who is not asked', async () => {
      const hired = await world.hire(4);
      const { id } = await booked();
      const offerId = await openOffer(id, hired[0] ?? '');
      const staff = { kind: 'staff', id: newId(), channel: 'rest' } as const;
      const permissions = new Set(['bookings.assign', 'bookings.edit'] as const);
      const assignment = world.get(BookingAssignmentService);
      await assignment.assign({ ...staff, permissions }, id, hired[3] ?? '', 'The customer asked for them.');
      expect(await codeOf(answers.accept(providerActor(hired[0] ?? ''), offerId))).toBe('offer.taken');
      await world.settle();
      expect(await world.searches(id)).toMatchObject([{ state: 'void' }]);
      await world.pass(600);
      expect(await world.offers(id)).toMatchObject([{ state: 'void' }]);
      // Taken off by one and given to another in one act, the job is searched for by nobody.
      await assignment.assign({ ...staff, permissions }, id, hired[2] ?? '', 'They have fallen ill.');
      await world.settle();
      expect(await world.booking(id)).toMatchObject({ state: 'assigned', providerId: hired[2] });
      expect(await world.searches(id)).toHaveLength(1);
    });

    it('finds another when a provider is taken off by another door than theirs', async () => {
      const [first = '', second = ''] = await world.hire(3);
      const { id } = await booked();
      await accept(id, first);
      await world.work.run(async (tx) => {
        const booking = await world.bookingWithin(tx, id);
        const step = { event: 'decline', reason: 'They called in sick.', at: world.clock.now() } as const;
        await world.get(BookingTransitions).take(tx, providerActor(first), booking, step);
      });
      await world.settle();
      expect(await world.booking(id)).toMatchObject({ state: 'confirmed', providerId: second });
      expect((await world.searches(id)).map(({ state }) => state)).toEqual(['taken', 'open']);
      expect(await world.record(first)).toMatchObject({ acceptedCount: 0, refusedCount: 1 });
    });

    it('finds another for the new time when it is moved, given out and given back before any job has run', async () => {
      const [first = '', second = ''] = await world.hire(3);
      const { id, customer } = await booked();
      await world.get(BookingReschedulingService).reschedule(customer, id, { startAt: at(17) });
      const staff = { kind: 'staff', id: newId(), channel: 'rest' } as const;
      const permissions = new Set(['bookings.assign', 'bookings.edit'] as const);
      await world
        .get(BookingAssignmentService)
        .assign({ ...staff, permissions }, id, first, 'The customer asked for them.');
      await world.get(JobReturnsService).giveBack(providerActor(first), id, 'My scooter has broken down.');
      await world.settle();
      expect(await world.booking(id)).toMatchObject({ state: 'confirmed', providerId: second });
      expect(
        (await world.searches(id)).map(({ state, scheduleVersion }) => [state, scheduleVersion]),
      ).toEqual([
        ['void', 1],
        ['open', 2],
      ]);
      expect((await world.offers(id)).map(({ providerId, state }) => [providerId, state])).toEqual([
        [first, 'void'],
        [second, 'open'],
      ]);
    });

    it('searches for another also when that door has moved the claim itself', async () => {
      const [first = '', second = '', third = ''] = await world.hire(3);
      const { id } = await booked();
      await accept(id, first);
      await world.work.run(async (tx) => {
        const booking = await world.bookingWithin(tx, id);
        const step = { event: 'decline', reason: 'They have left us.', at: world.clock.now() } as const;
        const left = await world.get(BookingTransitions).take(tx, providerActor(first), booking, step);
        await world.get(PlacementService).move(tx, left, third);
      });
      await world.settle();
      expect(await world.booking(id)).toMatchObject({ state: 'confirmed', providerId: third });
      expect(await openOffer(id, third)).not.toBe('');
      await decline(id, third);
      expect(await world.booking(id)).toMatchObject({ providerId: second });
    });

    it('begins anew when a job that was accepted is moved', async () => {
      const [first = ''] = await world.hire(4);
      const { id, customer } = await booked();
      await accept(id, first);
      await world.get(BookingReschedulingService).reschedule(customer, id, { startAt: at(16) });
      await world.settle();
      expect(await world.booking(id)).toMatchObject({ state: 'confirmed', providerId: first });
      expect((await world.searches(id)).map(({ state }) => state)).toEqual(['taken', 'open']);
    });
  });
});
