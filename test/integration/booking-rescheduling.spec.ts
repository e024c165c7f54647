import {
  BookingCreationService,
  BookingEntity,
  BookingProgressService,
  BookingReschedulingService,
  BookingsService,
  RescheduleProposalEntity,
  RescheduleProposalsService,
} from '../../src/features/bookings/index.js';
import { LedgerService } from '../../src/features/payments/index.js';
import { LedgerAccountEntity, LedgerEntryEntity } from '../../src/features/payments/index.js';
import { ProviderLeaveEntity } from '../../src/features/providers/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { insertRows } from '../../src/platform/database/rows.js';
import { BookingsApp } from '../factories/bookings-app.js';
import type { Householder } from '../factories/bookings-app.js';
import { calendarFaults } from '../factories/calendar-facts.js';
import { codeOf, outcomesOf } from '../factories/outcomes.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';
const minuteMs = 60_000;

describe('moving a booking', () => {
  let world: BookingsApp;
  let only: string;
  beforeAll(async () => {
    world = await BookingsApp.open(now);
  });
  beforeEach(async () => {
    world.clock.set(now);
    await world.retireProviders();
    only = await world.provider({ skills: ['plumbing'] });
  });
  afterEach(async () => {
    expect(await calendarFaults(world)).toEqual([]);
  });
  afterAll(() => world.close());

  const at = (hour: number, minute = 0, day = 11) =>
    new Date(Date.UTC(2026, 2, day, hour, minute) - 5.5 * 60 * minuteMs);
  const items = (rateCard = 'tap-repair-repair') => [
    { rateCardId: world.ids.rateCard(rateCard), quantity: 1 },
  ];
  const book = ({ actor, addressId }: Householder, startAt: Date, rateCard?: string) =>
    world
      .get(BookingCreationService)
      .create(actor, { addressId, startAt, items: items(rateCard), paymentMethod: 'cash' });
  const moving = () => world.get(BookingReschedulingService);
  const proposals = () => world.get(RescheduleProposalsService);
  const provider = (id: string): Actor => ({ kind: 'provider', id, channel: 'rest' });
  const assign = (id: string, by: string) =>
    world.get(BookingProgressService).advance(provider(by), id, 'assign', 'I take it.');
  const reload = (id: string) =>
    world.work.read((reader) => reader.getRepository(BookingEntity).findOneByOrFail({ id }));
  const duesOf = ({ id }: Actor) =>
    world.work.read(async (reader) => {
      const rows = await reader
        .getRepository(LedgerEntryEntity)
        .createQueryBuilder('entry')
        .innerJoin(LedgerAccountEntity, 'account', 'account.id = entry.accountId')
        .where('account.kind = :kind AND account.subject = :id', { kind: 'customer_dues', id })
        .getMany();
      return rows.reduce((sum, { amountPaise }) => sum + amountPaise, 0);
    });

  it('keeps its provider, price and code, and makes its old time free (HB-5, CX-9)', async () => {
    const asha = await world.householder();
    const made = await book(asha, at(10));
    const moved = await moving().reschedule(asha.actor, made.id, { startAt: at(15), reason: 'Not at home.' });
    expect(moved.booking).toMatchObject({
      slotStartAt: at(15),
      slotEndAt: at(15, 30),
      slotOn: '2026-03-11',
      state: 'confirmed',
      providerId: only,
      price: made.booking.price,
      startCode: made.booking.startCode,
      originalSlotStartAt: at(10),
      scheduleVersion: 2,
      lateMovedAt: null,
    });
    const events = await world.get(BookingsService).listEvents(asha.actor, made.id);
    expect(events.map(({ event, reason }) => [event, reason])).toEqual([
      ['create', null],
      ['reschedule', 'Not at home.'],
    ]);
    const ravi = await world.householder();
    expect((await book(ravi, at(10))).booking.slotStartAt).toEqual(at(10));
  });

  it('may overlap its own former time (HB-5)', async () => {
    const asha = await world.householder();
    const { id } = await book(asha, at(10), 'toilet-repair-blockage');
    const moved = await moving().reschedule(asha.actor, id, { startAt: at(10, 30) });
    expect(moved.booking).toMatchObject({ slotStartAt: at(10, 30), providerId: only });
  });

  it('to a time its provider has not goes to another, and without one leaves everything as it is (HB-5)', async () => {
    const asha = await world.householder();
    const { id } = await book(asha, at(10));
    await world.work.run((tx) =>
      insertRows(tx, ProviderLeaveEntity, {
        ...{ id: newId(), providerId: only, startAt: at(14), endAt: at(18), reason: 'Wedding.' },
      }),
    );
    const before = await reload(id);
    expect(await codeOf(moving().reschedule(asha.actor, id, { startAt: at(15) }))).toBe('slot.taken');
    expect(await reload(id)).toEqual(before);
    const second = await world.provider({ skills: ['plumbing'] });
    const moved = await moving().reschedule(asha.actor, id, { startAt: at(15) });
    expect(moved.booking.providerId).toBe(second);
  });

  it('to the past, off the grid, too soon, too far or to where it is, is refused (AV-1)', async () => {
    const asha = await world.householder();
    const { id } = await book(asha, at(10));
    for (const startAt of [at(9, 0, 9), at(10, 15), at(12, 0, 10), at(10, 0, 20), at(7, 30), at(10)])
      expect(await codeOf(moving().reschedule(asha.actor, id, { startAt }))).toBe('slot.invalid');
  });

  it('is for its owner alone, and not at or after its start (ID-10, ST-3)', async () => {
    const asha = await world.householder();
    const ravi = await world.householder();
    const { id } = await book(asha, at(10));
    expect(await codeOf(moving().reschedule(ravi.actor, id, { startAt: at(15) }))).toBe('booking.not_found');
    expect(await codeOf(moving().quote(ravi.actor, id))).toBe('booking.not_found');
    world.clock.set(at(10));
    expect(await codeOf(moving().reschedule(asha.actor, id, { startAt: at(15) }))).toBe(
      'booking.slot_has_begun',
    );
  });

  it('is free three times, then costs Rs 49, which are due with the next payment (CX-9)', async () => {
    const asha = await world.householder();
    const { id } = await book(asha, at(10));
    world.clock.advance(10 * minuteMs);
    for (const hour of [11, 12, 13]) await moving().reschedule(asha.actor, id, { startAt: at(hour) });
    expect(await codeOf(moving().reschedule(asha.actor, id, { startAt: at(14) }))).toBe('request.invalid');
    const quote = await moving().quote(asha.actor, id, at(14));
    expect(quote).toMatchObject({ feePaise: 49_00, tier: 'free_moves_used' });
    const moved = await moving().reschedule(asha.actor, id, { startAt: at(14), quoteId: quote.id });
    expect(moved.booking.slotStartAt).toEqual(at(14));
    expect(await duesOf(asha.actor)).toBe(49_00);
    const again = moving().reschedule(asha.actor, id, { startAt: at(15), quoteId: quote.id });
    expect(await codeOf(again)).toBe('quote.stale');
  });

  it('refuses a quote of somebody else, and encloses a new one when the figure no longer holds (CX-9)', async () => {
    const asha = await world.householder();
    const ravi = await world.householder();
    const mine = await book(asha, at(10));
    const theirs = await book(ravi, at(12));
    const foreign = await moving().quote(ravi.actor, theirs.id);
    const taken = moving().reschedule(asha.actor, mine.id, { startAt: at(15), quoteId: foreign.id });
    expect(await codeOf(taken)).toBe('quote.not_found');
    const quote = await moving().quote(asha.actor, mine.id);
    expect(quote).toMatchObject({ feePaise: 0, expiresAt: new Date('2026-03-10T06:05:00Z') });
    world.clock.advance(5 * minuteMs);
    const { refusals } = await outcomesOf([
      moving().reschedule(asha.actor, mine.id, { startAt: at(15), quoteId: quote.id }),
    ]);
    expect(refusals[0]?.code).toBe('quote.stale');
    const enclosed = refusals[0]?.details['quote'] as { quoteId: string; feePaise: number };
    expect(enclosed.feePaise).toBe(0);
    const moved = await moving().reschedule(asha.actor, mine.id, {
      startAt: at(15),
      quoteId: enclosed.quoteId,
    });
    expect(moved.booking.slotStartAt).toEqual(at(15));
  });

  it('late costs what cancelling would, and keeps that figure (CX-9)', async () => {
    const asha = await world.householder();
    const { id, booking } = await book(asha, at(10));
    await assign(id, only);
    world.clock.set(new Date(at(10).getTime() - 120 * minuteMs));
    const quote = await moving().quote(asha.actor, id, at(17));
    expect(quote.feePaise).toBe(Math.min(Math.round(booking.serviceValuePaise * 0.15), 100_00));
    const moved = await moving().reschedule(asha.actor, id, { startAt: at(17), quoteId: quote.id });
    expect(moved.booking).toMatchObject({
      state: 'confirmed',
      lateMovedAt: world.clock.now(),
      lateMoveFeePaise: quote.feePaise,
    });
    expect(await duesOf(asha.actor)).toBe(quote.feePaise);
  });

  describe('at the wish of its provider (CX-9)', () => {
    const taken = async (startAt = at(10)) => {
      const asha = await world.householder();
      const { id } = await book(asha, startAt);
      await assign(id, only);
      return { asha, id };
    };
    const propose = (id: string, startAt: Date, by = only) =>
      proposals().propose(provider(by), id, { startAt, reason: 'The job before takes longer.' });
    const stateOf = (id: string) =>
      world.work.read(
        async (reader) =>
          (await reader.getRepository(RescheduleProposalEntity).findOneByOrFail({ id })).state,
      );

    it('needs the customer, is free, does not count, and leaves the provider assigned', async () => {
      const { asha, id } = await taken();
      const { id: asked, answerDueAt } = await propose(id, at(12));
      expect(answerDueAt.getTime() - world.clock.now().getTime()).toBe(120 * minuteMs);
      expect((await reload(id)).slotStartAt).toEqual(at(10));
      expect(await proposals().getOpen(asha.actor, id)).toMatchObject({ id: asked, slotStartAt: at(12) });
      const moved = await proposals().accept(asha.actor, id);
      expect(moved.booking).toMatchObject({ slotStartAt: at(12), state: 'assigned', providerId: only });
      expect(await stateOf(asked)).toBe('accepted');
      expect(await duesOf(asha.actor)).toBe(0);
      world.clock.advance(10 * minuteMs);
      for (const hour of [13, 14, 15]) await moving().reschedule(asha.actor, id, { startAt: at(hour) });
      expect((await moving().quote(asha.actor, id, at(16))).tier).toBe('free_moves_used');
    });

    it('may be refused, and then everything stays', async () => {
      const { asha, id } = await taken();
      const before = await reload(id);
      const { id: asked } = await propose(id, at(12));
      await proposals().decline(asha.actor, id);
      expect(await stateOf(asked)).toBe('declined');
      expect(await reload(id)).toEqual(before);
      expect(await codeOf(proposals().accept(asha.actor, id))).toBe('reschedule_proposal.not_found');
    });

    it('is asked once at a time, by who has taken the booking, for a time they have', async () => {
      const { id } = await taken();
      const stranger = await world.provider({ skills: ['plumbing'] });
      expect(await codeOf(propose(id, at(12), stranger))).toBe('booking.not_found');
      expect(await codeOf(propose(id, at(10)))).toBe('slot.invalid');
      expect(await codeOf(propose(id, at(10, 20)))).toBe('slot.invalid');
      await world.work.run((tx) =>
        insertRows(tx, ProviderLeaveEntity, {
          ...{ id: newId(), providerId: only, startAt: at(16), endAt: at(18), reason: 'Wedding.' },
        }),
      );
      expect(await codeOf(propose(id, at(17)))).toBe('slot.taken');
      expect(await codeOf(propose(id, at(12)))).toBe('done');
      expect(await codeOf(propose(id, at(13)))).toBe('reschedule_proposal.already_open');
      const unassigned = await book(await world.householder(), at(18, 30));
      const holderId = unassigned.booking.providerId ?? '';
      expect(await codeOf(propose(unassigned.id, at(19), holderId))).toBe('booking.illegal_transition');
    });

    it('and two hours of silence cancel it for the platform, at no cost to the customer (CX-4)', async () => {
      const { asha, id } = await taken();
      const { id: asked } = await propose(id, at(12));
      world.clock.advance(120 * minuteMs);
      expect(await codeOf(proposals().accept(asha.actor, id))).toBe('reschedule_proposal.lapsed');
      await proposals().lapse({ proposalId: asked });
      await proposals().lapse({ proposalId: asked });
      expect(await stateOf(asked)).toBe('lapsed');
      expect((await reload(id)).state).toBe('cancelled');
      expect(await duesOf(asha.actor)).toBe(0);
    });

    it('and silence within a window credits the customer what they would have paid (CX-4)', async () => {
      const { asha, id } = await taken();
      const { serviceValuePaise } = await reload(id);
      world.clock.set(new Date(at(10).getTime() - 170 * minuteMs));
      const { id: asked } = await propose(id, at(15));
      world.clock.advance(120 * minuteMs);
      await proposals().lapse({ proposalId: asked });
      expect((await reload(id)).state).toBe('cancelled');
      const credit = await world.work.read((reader) =>
        world.get(LedgerService).walletBalancePaise(reader, asha.actor.id),
      );
      expect(credit).toBe(Math.min(Math.round(serviceValuePaise * 0.3), 200_00));
    });

    it('is void once the customer has moved the booking themselves', async () => {
      const { asha, id } = await taken();
      const { id: asked } = await propose(id, at(12));
      await moving().reschedule(asha.actor, id, { startAt: at(16) });
      expect(await codeOf(proposals().accept(asha.actor, id))).toBe('reschedule_proposal.not_found');
      world.clock.advance(120 * minuteMs);
      await proposals().lapse({ proposalId: asked });
      expect(await reload(id)).toMatchObject({ state: 'confirmed', slotStartAt: at(16) });
    });

    it('is answered once when agreement, refusal and the end of the time meet', async () => {
      const { asha, id } = await taken();
      const { id: asked } = await propose(id, at(12));
      const { won, codes } = await outcomesOf<unknown>([
        proposals().accept(asha.actor, id),
        proposals().decline(asha.actor, id),
        proposals().accept(asha.actor, id),
        proposals().decline(asha.actor, id),
      ]);
      expect(won).toHaveLength(1);
      expect(new Set(codes)).toEqual(new Set(['reschedule_proposal.not_found']));
      expect(['accepted', 'declined']).toContain(await stateOf(asked));
    });
  });
});
