import { In } from 'typeorm';
import {
  BookingCancellationService,
  BookingCreationService,
  BookingHoldsService,
  HoldEntity,
} from '../../src/features/bookings/index.js';
import type { BookingOrder } from '../../src/features/bookings/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { GuestSessions } from '../../src/platform/auth/guest-sessions.js';
import { BookingsApp } from '../factories/bookings-app.js';
import type { Householder } from '../factories/bookings-app.js';
import { calendarFaults } from '../factories/calendar-facts.js';
import { codeOf, outcomesOf } from '../factories/outcomes.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';
const minuteMs = 60_000;

describe('holds', () => {
  let world: BookingsApp;
  let plumber: string;
  beforeAll(async () => {
    world = await BookingsApp.open(now);
  });
  beforeEach(async () => {
    world.clock.set(now);
    await world.retireProviders();
    plumber = await world.provider({ skills: ['plumbing'] });
  });
  afterEach(async () => {
    expect(await calendarFaults(world)).toEqual([]);
    // The clock goes back for the next test: what ended must not live again.
    world.clock.advance(120 * minuteMs);
    await world.get(BookingHoldsService).sweep();
  });
  afterAll(() => world.close());

  /** A time of tomorrow in India; each test has one provider who does all plumbing. */
  const at = (hour: number, minute = 0) =>
    new Date(Date.UTC(2026, 2, 11, hour, minute) - 5.5 * 60 * minuteMs);
  const work = (rateCard = 'tap-repair-repair', quantity = 1) => [
    { rateCardId: world.ids.rateCard(rateCard), quantity },
  ];
  const hold = (actor: Actor, startAt: Date, items = work()) =>
    world.get(BookingHoldsService).hold(actor, { items, pincode: '560001', startAt });
  const book = ({ actor, addressId }: Householder, startAt: Date, over: Partial<BookingOrder> = {}) =>
    world
      .get(BookingCreationService)
      .create(actor, { addressId, startAt, items: work(), paymentMethod: 'cash', ...over });
  const ownersOf = async (startAt: Date) =>
    (await world.cells())
      .filter(
        ({ cell, providerId }) => providerId === plumber && cell === startAt.getTime() / (15 * minuteMs),
      )
      .map(({ ownerId }) => ownerId);
  const adopt = (from: Actor, to: Actor) =>
    world.work.run((tx) =>
      world
        .get(BookingHoldsService)
        .adopt(tx, { kind: 'guest', id: from.id }, { kind: 'customer', id: to.id }),
    );

  it('keep the time for five minutes, and at the end of them it is free for all (HB-1)', async () => {
    const holder = await world.householder();
    const other = await world.householder();
    const held = await hold(holder.actor, at(10));
    expect(held.expiresAt.getTime() - world.clock.now().getTime()).toBe(5 * minuteMs);
    world.clock.set(new Date(held.expiresAt.getTime() - 1));
    expect(await codeOf(book(other, at(10)))).toBe('slot.taken');
    world.clock.set(held.expiresAt);
    const booking = await book(other, at(10));
    expect(await ownersOf(at(10))).toEqual([booking.id]);
  });

  it('are one for each principal and category, the new one in place of the old (HB-1)', async () => {
    const holder = await world.householder();
    const first = await hold(holder.actor, at(10));
    const second = await hold(holder.actor, at(12));
    expect(await ownersOf(at(10))).toEqual([]);
    expect(await ownersOf(at(12))).toEqual([second.id]);
    expect(await codeOf(world.get(BookingHoldsService).get(holder.actor, first.id))).toBe('hold.not_found');
  });

  it('that cannot be won leave the old one where it was (HB-1)', async () => {
    const holder = await world.householder();
    const other = await world.householder();
    const first = await hold(holder.actor, at(10));
    await book(other, at(14));
    expect(await codeOf(hold(holder.actor, at(14)))).toBe('slot.taken');
    expect(await ownersOf(at(10))).toEqual([first.id]);
  });

  it('may be moved onto time that they themselves keep (HB-1, HB-5)', async () => {
    const holder = await world.householder();
    await hold(holder.actor, at(10), work('drain-cleaning-standard'));
    const moved = await hold(holder.actor, at(10, 30), work('drain-cleaning-standard'));
    expect(await ownersOf(at(10))).toEqual([]);
    expect(await ownersOf(at(10, 30))).toEqual([moved.id]);
  });

  it('of guests and customers are apart, and a guest’s become the customer’s (HB-1)', async () => {
    const visitor = await world.guest();
    const customer = await world.householder();
    const held = await hold(visitor, at(10));
    const steal = book(customer, at(10), { holdId: held.id });
    expect(await codeOf(steal)).toBe('hold.not_found');
    expect(await adopt(visitor, customer.actor)).toBe(1);
    const booking = await book(customer, at(10), { holdId: held.id });
    expect(await ownersOf(at(10))).toEqual([booking.id]);
  });

  it.each([
    ['another time', 14],
    ['the same time', 10],
  ])('of a guest and the customer they become, at %s: the newest wins (ID-7)', async (_, hour) => {
    await world.provider({ skills: ['plumbing'] });
    for (const first of ['guest', 'customer']) {
      const visitor = await world.guest();
      const { actor } = await world.householder();
      const [early, late] = first === 'guest' ? [visitor, actor] : [actor, visitor];
      const former = await hold(early, at(hour));
      world.clock.advance(1);
      const newest = await hold(late, at(10));
      expect(await adopt(visitor, actor)).toBe(late === visitor ? 1 : 0);
      const owners = (await world.cells()).map(({ ownerId }) => ownerId);
      expect([owners.includes(newest.id), owners.includes(former.id)]).toEqual([true, false]);
      expect(await world.get(BookingHoldsService).get(actor, newest.id)).toMatchObject({ id: newest.id });
      expect(await codeOf(world.get(BookingHoldsService).get(visitor, newest.id))).toBe('hold.not_found');
      await world.get(BookingHoldsService).release(actor, newest.id);
    }
  });

  it('that have run out do not win over a live one, nor move (ID-7, HB-1)', async () => {
    const visitor = await world.guest();
    const { actor } = await world.householder();
    const stale = await hold(visitor, at(10));
    world.clock.set(stale.expiresAt);
    expect(await adopt(visitor, actor)).toBe(0);
    expect(await ownersOf(at(10))).toEqual([]);
    const own = await hold(actor, at(12));
    const another = await world.guest();
    world.clock.advance(1);
    await hold(another, at(14));
    world.clock.set(own.expiresAt);
    expect(await adopt(another, actor)).toBe(1);
    expect([await ownersOf(at(12)), (await ownersOf(at(14))).length]).toEqual([[], 1]);
  });

  it('of a customer who holds at the very moment of the conversion end as one (ID-7)', async () => {
    for (let round = 0; round < 4; round += 1) {
      const visitor = await world.guest();
      const { actor } = await world.householder();
      await hold(visitor, at(10));
      await Promise.all([adopt(visitor, actor), hold(actor, at(12)), hold(actor, at(14))]);
      const held = await world.work.read((reader) =>
        reader.getRepository(HoldEntity).findBy({ principalId: In([actor.id, visitor.id]) }),
      );
      expect(held).toHaveLength(1);
      const holding = (await world.cells()).filter(({ ownerKind }) => ownerKind === 'hold');
      expect(new Set(holding.map(({ ownerId }) => ownerId))).toEqual(new Set([held[0]?.id]));
      await world.get(BookingHoldsService).release(actor, held[0]?.id ?? '');
    }
  });

  it('are made for no guest whose session has ended', async () => {
    const visitor = await world.guest();
    await world.work.run((tx) => world.get(GuestSessions).end(tx, visitor.id, 'logout'));
    expect(await codeOf(hold(visitor, at(10)))).toBe('auth.invalid_token');
    expect(await ownersOf(at(10))).toEqual([]);
  });

  it('are consumed by the booking that names them, once (HB-4)', async () => {
    const holder = await world.householder();
    const held = await hold(holder.actor, at(10));
    const booking = await book(holder, at(10), { holdId: held.id });
    expect(booking.booking.providerId).toBe(held.providerId);
    expect(await ownersOf(at(10))).toEqual([booking.id]);
    expect(await codeOf(book(holder, at(10), { holdId: held.id }))).toBe('hold.not_found');
  });

  it('of other work, another place or another start do not fit (HB-4)', async () => {
    const holder = await world.householder();
    const held = await hold(holder.actor, at(10));
    const holdId = held.id;
    expect(await codeOf(book(holder, at(11), { holdId }))).toBe('hold.mismatch');
    expect(await codeOf(book(holder, at(10), { holdId, items: work('tap-repair-repair', 2) }))).toBe(
      'hold.mismatch',
    );
    const elsewhere = { ...(await world.householder('560002')), actor: holder.actor };
    expect(await codeOf(book(elsewhere, at(10), { holdId }))).toBe('address.not_found');
    expect(await ownersOf(at(10))).toEqual([held.id]);
  });

  it('of somebody else do not exist (HB-4)', async () => {
    const holder = await world.householder();
    const thief = await world.householder();
    const held = await hold(holder.actor, at(10));
    expect(await codeOf(book(thief, at(10), { holdId: held.id }))).toBe('hold.not_found');
    expect(await codeOf(world.get(BookingHoldsService).release(thief.actor, held.id))).toBe('hold.not_found');
    expect(await ownersOf(at(10))).toEqual([held.id]);
  });

  it('that have run out are won anew if the time is still free, else it is taken (HB-1, HB-2)', async () => {
    const holder = await world.householder();
    const other = await world.householder();
    const free = await hold(holder.actor, at(10));
    world.clock.advance(6 * minuteMs);
    const late = await book(holder, at(10), { holdId: free.id });
    expect(await ownersOf(at(10))).toEqual([late.id]);

    const lost = await hold(holder.actor, at(14));
    world.clock.advance(6 * minuteMs);
    const winner = await book(other, at(14));
    expect(await codeOf(book(holder, at(14), { holdId: lost.id }))).toBe('slot.taken');
    expect(await ownersOf(at(14))).toEqual([winner.id]);
  });

  it('do not stand in the way of their own principal who books that start without naming them (HB-4)', async () => {
    const holder = await world.householder();
    await hold(holder.actor, at(10), work('drain-cleaning-standard'));
    const booking = await book(holder, at(10));
    expect(await ownersOf(at(10))).toEqual([booking.id]);
    expect(await ownersOf(at(11))).toEqual([]);
  });

  it('of another start are respected even by their own principal (HB-4)', async () => {
    const holder = await world.householder();
    const held = await hold(holder.actor, at(10), work('drain-cleaning-standard'));
    expect(await codeOf(book(holder, at(10, 30)))).toBe('slot.taken');
    expect(await ownersOf(at(10))).toEqual([held.id]);
  });

  it('keep the notice they were made with, and staff may ignore it with a reason (AV-1, HB-1)', async () => {
    const holder = await world.householder();
    const other = await world.householder();
    world.clock.set(new Date(at(10).getTime() - 61 * minuteMs));
    const held = await hold(holder.actor, at(10));
    world.clock.advance(2 * minuteMs);
    expect(await codeOf(book(other, at(10)))).toBe('slot.invalid');
    const booking = await book(holder, at(10), { holdId: held.id });
    await world.get(BookingCancellationService).cancelFree(holder.actor, booking.id);
    const staff: Actor = {
      kind: 'staff',
      id: newId(),
      channel: 'rest',
      permissions: new Set(['bookings.create']),
    };
    const { addressId } = other;
    const order = { addressId, startAt: at(10), items: work(), paymentMethod: 'cash' } as const;
    const customerId = other.actor.id;
    const creation = world.get(BookingCreationService);
    expect(await codeOf(creation.createFor(staff, { customerId }, order))).toBe('slot.invalid');
    const short = await creation.createFor(
      staff,
      { customerId, ignoreNoticeReason: 'The provider is in the house already.' },
      order,
    );
    expect(short.booking).toMatchObject({ customerId, state: 'confirmed', providerId: plumber });
  });

  it('that ended long ago are swept with their cells, live ones are not (HB-1)', async () => {
    const old = await world.householder();
    const fresh = await world.householder();
    const dead = await hold(old.actor, at(10));
    world.clock.advance(66 * minuteMs);
    const live = await hold(fresh.actor, at(14));
    await world.get(BookingHoldsService).sweep();
    const owners = (await world.cells()).map(({ ownerId }) => ownerId);
    expect(owners).toContain(live.id);
    expect(owners).not.toContain(dead.id);
    expect(await codeOf(world.get(BookingHoldsService).get(old.actor, dead.id))).toBe('hold.not_found');
  });

  it('of one principal at once leave one (HB-1)', async () => {
    const { actor } = await world.householder();
    const hours = [9, 11, 13, 15, 17];
    const { won, codes } = await outcomesOf(hours.map((hour) => hold(actor, at(hour))));
    expect(codes).toEqual([]);
    expect(won).toHaveLength(hours.length);
    const kept = await world.work.read((reader) =>
      reader.getRepository(HoldEntity).findBy({ principalId: actor.id }),
    );
    expect(kept).toHaveLength(1);
    const owners = new Set((await world.cells()).map(({ ownerId }) => ownerId));
    expect(won.filter(({ id }) => owners.has(id)).map(({ id }) => id)).toEqual([kept[0]?.id]);
  });
});
