import { BookingAssignmentService } from '../../src/features/bookings/booking-assignment.service.js';
import { NotificationEntity } from '../../src/features/notifications/index.js';
import { newId } from '../../src/kernel/ids.js';
import { JobReturnsService } from '../../src/features/dispatch/job-returns.service.js';
import { OfferAnswersService } from '../../src/features/dispatch/offer-answers.service.js';
import type { DispatchOfferEntity } from '../../src/features/dispatch/dispatch.entity.js';
import { DispatchApp, providerActor } from '../factories/dispatch-app.js';
import { codeOf, outcomesOf } from '../factories/outcomes.js';
import { testDialect } from '../database.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';
/** The next day, at a local hour. */
const at = (hour: number, day = 11) => new Date(Date.UTC(2026, 2, day, hour) - 5.5 * 3_600_000);
const askedIn = (wave: number, offers: readonly DispatchOfferEntity[]) =>
  offers.filter(({ waveIndex }) => waveIndex === wave).map(({ providerId }) => providerId);

describe('dispatch', () => {
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

  describe('DI-2: waves', () => {
    it('ask the one whose time was claimed at booking, then three more, then all, each in its time', async () => {
      const hired = await world.hire(6);
      const { id } = await booked();
      expect((await world.booking(id)).providerId).toBe(hired[0]);
      const asked = async () => (await world.offers(id)).map(({ providerId }) => hired.indexOf(providerId));
      expect(await asked()).toEqual([0]);
      await world.pass(89.999);
      expect(await asked()).toEqual([0]);
      await world.pass(0.001);
      expect(await asked()).toEqual([0, 1, 2, 3]);
      await world.pass(119.999);
      expect(await asked()).toHaveLength(4);
      await world.pass(0.001);
      const offers = await world.offers(id);
      expect(askedIn(2, offers).toSorted()).toEqual(hired.toSorted());
      expect(offers.filter(({ state }) => state === 'open')).toHaveLength(6);
      expect(offers.filter(({ state }) => state === 'lapsed')).toHaveLength(4);
      expect((await world.booking(id)).providerId).toBe(hired[0]);
    });

    it('leave the provider shown and the booking confirmed while nobody has answered', async () => {
      const [first] = await world.hire(6);
      const { id } = await booked();
      await world.pass(200);
      expect(await world.booking(id)).toMatchObject({
        state: 'confirmed',
        providerId: first,
        unplaced: false,
      });
    });

    it('end with the first who accepts: the booking is theirs, and so is the time', async () => {
      const hired = await world.hire(6);
      const [first = '', second = '', third = ''] = hired;
      const { id } = await booked();
      await world.pass(90);
      const late = await openOffer(id, second);
      const { offer } = await accept(id, third);
      expect(offer.state).toBe('accepted');
      expect(await world.booking(id)).toMatchObject({ state: 'assigned', providerId: third });
      expect(await world.holders(id)).toEqual([third]);
      expect(await codeOf(answers.accept(providerActor(second), late))).toBe('offer.taken');
      await world.pass(600);
      expect(await world.offers(id)).toHaveLength(4);
      expect(await world.searches(id)).toMatchObject([{ state: 'taken', openFor: null }]);
      expect(await world.record(third)).toMatchObject({ acceptedCount: 1, refusedCount: 0 });
      expect(await world.record(first)).toMatchObject({ acceptedCount: 0, refusedCount: 1 });
      expect(await world.record(second)).toMatchObject({ acceptedCount: 0, refusedCount: 0 });
    });

    it('give the same answer to who accepts twice', async () => {
      const [first = ''] = await world.hire(3);
      const { id } = await booked();
      const offerId = await openOffer(id, first);
      const [once, again] = [
        await answers.accept(providerActor(first), offerId),
        await answers.accept(providerActor(first), offerId),
      ];
      expect(again.offer).toMatchObject({ id: once.id, state: 'accepted' });
      expect(await world.record(first)).toMatchObject({ acceptedCount: 1 });
      expect(await codeOf(answers.decline(providerActor(first), offerId, null))).toBe('offer.answered');
    });

    it('can be answered to the last millisecond and no longer', async () => {
      const [first = ''] = await world.hire(3);
      const { id } = await booked();
      const offerId = await openOffer(id, first);
      world.clock.advance(90_000);
      expect(await codeOf(answers.accept(providerActor(first), offerId))).toBe('offer.expired');
      await world.settle();
      expect(await codeOf(answers.accept(providerActor(first), offerId))).toBe('offer.expired');
      expect(await codeOf(answers.decline(providerActor(first), offerId, null))).toBe('offer.expired');
      const { id: next } = await world.book(at(13));
      await world.settle();
      world.clock.advance(89_999);
      const holder = (await world.booking(next)).providerId ?? '';
      expect((await accept(next, holder)).offer.state).toBe('accepted');
    });

    it('are nobody else’s to answer or to see (ID-10)', async () => {
      const [first = '', second = ''] = await world.hire(3);
      const { id } = await booked();
      const offerId = await openOffer(id, first);
      expect(await codeOf(answers.accept(providerActor(second), offerId))).toBe('offer.not_found');
      expect(await codeOf(answers.decline(providerActor(second), offerId, null))).toBe('offer.not_found');
      expect(await codeOf(answers.get(providerActor(second), offerId))).toBe('offer.not_found');
      expect((await answers.list(providerActor(second), { limit: 20 }, 'all')).data).toEqual([]);
      expect((await answers.list(providerActor(first), { limit: 20 }, 'open')).data).toHaveLength(1);
    });
  });

  describe('DI-2: a decline', () => {
    it('moves the claim to the next best at once, and asks the next without waiting', async () => {
      const hired = await world.hire(6);
      const { id } = await booked();
      await decline(id, hired[0] ?? '');
      expect((await world.booking(id)).providerId).toBe(hired[1]);
      expect(await world.holders(id)).toEqual([hired[1]]);
      expect(askedIn(1, await world.offers(id))).toEqual(hired.slice(1, 4));
    });

    it('of one of several lets the others go on thinking', async () => {
      const hired = await world.hire(6);
      const { id } = await booked();
      await world.pass(90);
      await decline(id, hired[2] ?? '');
      const offers = await world.offers(id);
      expect(offers.filter(({ state }) => state === 'open').map(({ providerId }) => providerId)).toEqual([
        hired[1],
        hired[3],
      ]);
      expect((await world.booking(id)).providerId).toBe(hired[0]);
    });

    it('by all leaves the booking unplaced, in the queue of operations, and gives the time back', async () => {
      const hired = await world.hire(3);
      const { id } = await booked();
      for (const each of hired) await decline(id, each);
      expect(await world.booking(id)).toMatchObject({ state: 'confirmed', providerId: null, unplaced: true });
      expect(await world.holders(id)).toEqual([]);
      expect(await world.searches(id)).toMatchObject([{ state: 'silent' }]);
      expect(await world.offers(id)).toHaveLength(3);
    });
  });

  describe('DI-3: when nobody answers', () => {
    it('the booking is in the queue of operations when the last wave is over', async () => {
      await world.hire(3);
      const { id } = await booked();
      await world.pass(90);
      await world.pass(120);
      await world.pass(299.999);
      expect((await world.booking(id)).unplaced).toBe(false);
      await world.pass(0.001);
      expect(await world.booking(id)).toMatchObject({ state: 'confirmed', providerId: null, unplaced: true });
      expect(await world.holders(id)).toEqual([]);
      expect((await world.offers(id)).filter(({ state }) => state === 'open')).toEqual([]);
    });

    const told = async (userId: string) => {
      const rows = await world.work.read((reader) =>
        reader.getRepository(NotificationEntity).findBy({ userId }),
      );
      return rows.filter(({ kind }) => kind === 'booking.unplaced');
    };

    it('the customer is told two hours before the start, and may cancel free of charge', async () => {
      await world.hire(1);
      const { id, customer } = await booked();
      const seconds = (until: Date) => (until.getTime() - world.clock.now().getTime()) / 1_000;
      await world.pass(90);
      await world.pass(300);
      expect((await world.booking(id)).unplaced).toBe(true);
      await world.pass(seconds(at(8)) - 0.001);
      expect((await world.booking(id)).feeWaivedReason).toBeNull();
      expect(await told(customer.id)).toEqual([]);
      await world.pass(0.001);
      expect((await world.booking(id)).feeWaivedReason).toContain('DI-3');
      expect((await told(customer.id)).length).toBeGreaterThan(0);
      await world.cancel(customer, id);
      expect(await world.booking(id)).toMatchObject({ state: 'cancelled' });
    });

    it('the customer is told at once when less than two hours are left', async () => {
      const [first = '', second = ''] = await world.hire(2);
      const { id, customer } = await booked();
      await accept(id, first);
      world.clock.set(new Date(at(10).getTime() - 70 * 60_000));
      await world.get(JobReturnsService).giveBack(providerActor(first), id, 'My scooter has broken down.');
      await world.settle();
      expect(await told(customer.id)).toEqual([]);
      await decline(id, second);
      await world.settle();
      expect(await world.booking(id)).toMatchObject({ unplaced: true });
      expect((await told(customer.id)).length).toBeGreaterThan(0);
    });

    it('the customer is not told when somebody has been found meanwhile', async () => {
      const [first = ''] = await world.hire(1);
      const { id, customer } = await booked();
      for (const wait of [90, 300]) await world.pass(wait);
      expect((await world.booking(id)).unplaced).toBe(true);
      const staff = { kind: 'staff', id: newId(), channel: 'rest' } as const;
      const permissions = new Set(['bookings.assign', 'bookings.edit'] as const);
      await world
        .get(BookingAssignmentService)
        .assign({ ...staff, permissions }, id, first, 'Found by telephone.');
      await world.pass(86_400);
      expect(await told(customer.id)).toEqual([]);
      expect(await world.booking(id)).toMatchObject({
        state: 'assigned',
        providerId: first,
        unplaced: false,
      });
    });
  });

  describe('twenty who accept at once', () => {
    it('are one who has the job and nineteen who are told that it is taken', async () => {
      const others = testDialect === 'mysql' ? [world, await world.another()] : [world];
      try {
        const hired = await world.hire(20);
        for (const hour of [9, 12, 15]) {
          const { id } = await booked(hour);
          await world.pass(90);
          await world.pass(120);
          const open = (await world.offers(id)).filter(({ state }) => state === 'open');
          expect(open).toHaveLength(20);
          const { won, codes } = await outcomesOf(
            open.map(({ id: offerId, providerId }, nth) =>
              (others[nth % others.length] ?? world)
                .get(OfferAnswersService)
                .accept(providerActor(providerId), offerId),
            ),
          );
          expect(won).toHaveLength(1);
          expect(codes).toEqual(Array.from({ length: 19 }, () => 'offer.taken'));
          const { providerId, state } = await world.booking(id);
          expect(state).toBe('assigned');
          expect(hired).toContain(providerId);
          expect(await world.holders(id)).toEqual([providerId]);
          const after = await world.offers(id);
          expect(after.filter((each) => each.state === 'accepted').map((each) => each.providerId)).toEqual([
            providerId,
          ]);
          expect(after.filter((each) => each.state === 'open')).toEqual([]);
        }
      } finally {
        if (others[1]) await others[1].close({ keepHome: true });
      }
    }, 120_000);
  });
});
