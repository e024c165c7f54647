import {
  BookingAssignmentService,
  BookingCreationService,
  BookingEntity,
  BookingProgressService,
  BookingsService,
  PlacementService,
} from '../../src/features/bookings/index.js';
import type { BookingOrder } from '../../src/features/bookings/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import { BookingsApp } from '../factories/bookings-app.js';
import { calendarFaults } from '../factories/calendar-facts.js';
import { codeOf } from '../factories/outcomes.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';
const minuteMs = 60_000;

describe('the claim of a booking (HB-2)', () => {
  let world: BookingsApp;
  let first: string;
  beforeAll(async () => {
    world = await BookingsApp.open(now);
  });
  beforeEach(async () => {
    world.clock.set(now);
    await world.retireProviders();
    first = await world.provider({ skills: ['plumbing'] });
  });
  afterEach(async () => {
    expect(await calendarFaults(world)).toEqual([]);
  });
  afterAll(() => world.close());

  const at = (hour: number, minute = 0) =>
    new Date(Date.UTC(2026, 2, 11, hour, minute) - 5.5 * 60 * minuteMs);
  const book = async (startAt = at(10), over: Partial<BookingOrder> = {}) => {
    const { actor, addressId } = await world.householder();
    const items = [{ rateCardId: world.ids.rateCard('tap-repair-repair'), quantity: 1 }];
    const order = { addressId, startAt, items, paymentMethod: 'cash', ...over } as const;
    return (await world.get(BookingCreationService).create(actor, order)).booking;
  };
  const placement = () => world.get(PlacementService);
  const changing = <T>(id: string, change: (tx: Tx, booking: BookingEntity) => Promise<T>) =>
    world.work.run(async (tx) => change(tx, await tx.getRepository(BookingEntity).findOneByOrFail({ id })));
  const reload = (id: string) =>
    world.work.read((reader) => reader.getRepository(BookingEntity).findOneByOrFail({ id }));
  const plumber = () => world.provider({ skills: ['plumbing'] });
  const staff: Actor = {
    kind: 'staff',
    id: newId(),
    channel: 'rest',
    permissions: new Set(['bookings.assign', 'bookings.edit']),
  };

  it('moves to a provider who is free, and stays where it was when they are not', async () => {
    const { id } = await book();
    const second = await plumber();
    const moved = await changing(id, (tx, booking) => placement().move(tx, booking, second));
    expect(moved).toMatchObject({ providerId: second, version: 2 });
    expect(await reload(id)).toMatchObject({ providerId: second, version: 2, unplaced: false });
    const other = await book();
    expect(other.providerId).toBe(first);
    expect(await changing(id, (tx, booking) => placement().move(tx, booking, first))).toBeNull();
    expect(await reload(id)).toMatchObject({ providerId: second, version: 2 });
  });

  it('does not move to somebody of another trade or place, or to nobody', async () => {
    const { id } = await book();
    const electrician = await world.provider({ skills: ['electrical'] });
    const elsewhere = await world.provider({ skills: ['plumbing'], pincodes: ['560002'] });
    for (const each of [electrician, elsewhere, newId()])
      expect(await changing(id, (tx, booking) => placement().move(tx, booking, each))).toBeNull();
    expect((await reload(id)).providerId).toBe(first);
  });

  it('goes to whoever is free but those excepted, or nowhere', async () => {
    const { id } = await book();
    const second = await plumber();
    const exceptProviderIds = [first];
    const again = await changing(id, (tx, booking) =>
      placement().placeAnew(tx, booking, { exceptProviderIds }),
    );
    expect(again?.providerId).toBe(second);
    const nobody = await changing(id, (tx, booking) =>
      placement().placeAnew(tx, booking, { exceptProviderIds: [first, second] }),
    );
    expect(nobody).toBeNull();
    expect((await reload(id)).providerId).toBe(second);
  });

  it('may be given up, and the booking then waits for somebody', async () => {
    const { id } = await book();
    await changing(id, (tx, booking) => placement().unplace(tx, booking));
    expect(await reload(id)).toMatchObject({ providerId: null, unplaced: true });
    expect((await book()).providerId).toBe(first);
    const second = await plumber();
    const placed = await changing(id, (tx, booking) => placement().placeAnew(tx, booking));
    expect(placed).toMatchObject({ providerId: second, unplaced: false });
  });

  describe('that waits for its payment (HB-1, ST-1)', () => {
    const pending = () => book(at(10), { paymentMethod: 'upi' });

    it('lapses by itself when it is read, whether or not anybody noticed', async () => {
      const { id, state, paymentDueAt } = await pending();
      expect(state).toBe('pending_payment');
      expect(paymentDueAt).toEqual(new Date('2026-03-10T06:10:00.000Z'));
      expect(await codeOf(book())).toBe('slot.taken');
      world.clock.set('2026-03-10T06:10:00.000Z');
      expect((await book()).providerId).toBe(first);
      await changing(id, (tx) => tx.getRepository(BookingEntity).update({ id }, { state: 'expired' }));
    });

    it('stands once it is paid in time', async () => {
      const { id } = await pending();
      const confirmed = await changing(id, (tx, booking) => placement().confirm(tx, booking));
      expect(confirmed?.version).toBe(1);
      await changing(id, (tx) => tx.getRepository(BookingEntity).update({ id }, { state: 'confirmed' }));
      world.clock.set('2026-03-10T07:00:00.000Z');
      expect(await codeOf(book())).toBe('slot.taken');
    });

    it('is won again of the same provider, or of another, or not at all, when the payment is late', async () => {
      const late = await pending();
      world.clock.set('2026-03-10T06:15:00.000Z');
      const same = await changing(late.id, (tx, booking) => placement().confirm(tx, booking));
      expect(same?.providerId).toBe(first);
      await changing(late.id, (tx) =>
        tx.getRepository(BookingEntity).update({ id: late.id }, { state: 'confirmed' }),
      );

      const second = await plumber();
      const lost = await pending();
      expect(lost.providerId).toBe(second);
      world.clock.set('2026-03-10T06:40:00.000Z');
      const thief = await book();
      expect(thief.providerId).toBe(second);
      expect(await changing(lost.id, (tx, booking) => placement().confirm(tx, booking))).toBeNull();
      const third = await plumber();
      const other = await changing(lost.id, (tx, booking) => placement().confirm(tx, booking));
      expect(other).toMatchObject({ providerId: third, version: 2 });
      await changing(lost.id, (tx) =>
        tx.getRepository(BookingEntity).update({ id: lost.id }, { state: 'confirmed' }),
      );
    });

    it('is not won for a visit whose time has come', async () => {
      const { id } = await pending();
      world.clock.set(at(10));
      const thief = await changing(id, async (tx, booking) => {
        await placement().release(tx, id);
        return placement().confirm(tx, booking);
      });
      expect(thief).toBeNull();
      await changing(id, (tx) => tx.getRepository(BookingEntity).update({ id }, { state: 'expired' }));
    });
  });

  describe('in the hands of operations', () => {
    const assign = (id: string, providerId: string) =>
      world.get(BookingAssignmentService).assign(staff, id, providerId, 'Nearest with the tools.');

    it('moves to whom they choose, who is assigned', async () => {
      const { id } = await book();
      const second = await plumber();
      const { booking } = await assign(id, second);
      expect(booking).toMatchObject({ providerId: second, state: 'assigned', providerChangedAt: null });
    });

    it('is taken off who has it, and then the customer may leave it free (CX-5)', async () => {
      const { id } = await book();
      await assign(id, first);
      const second = await plumber();
      const { booking } = await assign(id, second);
      expect(booking).toMatchObject({
        providerId: second,
        state: 'assigned',
        providerChangedAt: world.clock.now(),
      });
      const events = await world.get(BookingsService).listEvents(staff, id);
      expect(events.map(({ event }) => event)).toEqual(['create', 'assign', 'decline', 'assign']);
    });

    it('does not go to who is busy, unknown or already on the way with it', async () => {
      const { id } = await book();
      const second = await plumber();
      const other = await book();
      expect(other.providerId).toBe(second);
      expect(await codeOf(assign(id, second))).toBe('provider.not_free');
      expect(await codeOf(assign(id, newId()))).toBe('provider.not_found');
      expect(await codeOf(assign(newId(), second))).toBe('booking.not_found');
      await assign(id, first);
      expect(await codeOf(assign(id, first))).toBe('booking.illegal_transition');
      const provider: Actor = { kind: 'provider', id: first, channel: 'rest' };
      await world.get(BookingProgressService).advance(provider, id, 'depart', 'On my way.');
      const third = await plumber();
      expect(await codeOf(assign(id, third))).toBe('booking.illegal_transition');
      expect((await reload(id)).providerId).toBe(first);
    });

    it('may be taken up again from the queue of those unplaced', async () => {
      const { id } = await book();
      await changing(id, (tx, booking) => placement().unplace(tx, booking));
      const { booking } = await assign(id, first);
      expect(booking).toMatchObject({ providerId: first, unplaced: false, state: 'assigned' });
    });
  });
});
