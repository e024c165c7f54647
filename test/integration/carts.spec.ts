import { BookingCreationService, CartsService } from '../../src/features/bookings/index.js';
import { CatalogueService, RateCardEntity } from '../../src/features/services/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { BookingsApp } from '../factories/bookings-app.js';
import { calendarFaults } from '../factories/calendar-facts.js';
import { codeOf, outcomesOf } from '../factories/outcomes.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';

describe('a cart (PR-6)', () => {
  let world: BookingsApp;
  beforeAll(async () => {
    world = await BookingsApp.open(now);
    await world.provider({ skills: ['plumbing', 'appliance-repair'] });
  });
  afterEach(async () => {
    expect(await calendarFaults(world)).toEqual([]);
  });
  afterAll(() => world.close());

  const carts = () => world.get(CartsService);
  const card = (slug: string) => world.ids.rateCard(slug);
  const line = (slug: string, quantity = 1) => ({ rateCardId: card(slug), quantity });
  const linesOf = async (actor: Actor) =>
    (await carts().show(actor))?.lines.map(({ item }) => [item.rateCardId, item.quantity]) ?? [];

  it('adds up what is put into it twice, and shows the price of now at the home of its owner', async () => {
    const { actor } = await world.householder();
    expect(await carts().show(actor)).toBeNull();
    await carts().add(actor, line('tap-repair-repair'), false);
    await carts().add(actor, line('drain-cleaning-standard'), false);
    const cart = await carts().add(actor, line('tap-repair-repair', 2), false);
    expect(await linesOf(actor)).toEqual([
      [card('tap-repair-repair'), 3],
      [card('drain-cleaning-standard'), 1],
    ]);
    expect(cart).toMatchObject({ pincode: '560001', durationMinutes: 150, refusal: null });
    expect(cart.price?.serviceValuePaise).toBe(3 * 149_00 + 349_00);
    const far = await carts().show(actor, '560099');
    expect(far).toMatchObject({ price: null, refusal: { code: 'pincode.not_serviceable' } });
  });

  it('holds one category, unless it may begin anew', async () => {
    const { actor } = await world.householder();
    await carts().add(actor, line('tap-repair-repair'), false);
    const other = line('ac-repair-split-ac');
    expect(await codeOf(carts().add(actor, other, false))).toBe('cart.other_category');
    expect(await linesOf(actor)).toEqual([[card('tap-repair-repair'), 1]]);
    const cart = await carts().add(actor, other, true);
    expect(cart.category?.slug).toBe('appliance-repair');
    expect(await linesOf(actor)).toEqual([[other.rateCardId, 1]]);
    const [kept] = cart.lines;
    await carts().remove(actor, kept?.item.id ?? '');
    expect((await carts().add(actor, line('tap-repair-repair'), false)).category?.slug).toBe('plumbing');
  });

  it('takes what is on offer only, and no more than a hundred of a kind', async () => {
    const { actor } = await world.householder();
    expect(await codeOf(carts().add(actor, { rateCardId: newId(), quantity: 1 }, false))).toBe(
      'request.invalid',
    );
    await carts().add(actor, line('tap-repair-repair', 99), false);
    expect(await codeOf(carts().add(actor, line('tap-repair-repair', 2), false))).toBe('request.invalid');
    const cart = await carts().show(actor);
    expect(cart).toMatchObject({ price: null, refusal: { code: 'booking.too_long' } });
  });

  it('is changed by its owner alone', async () => {
    const { actor } = await world.householder();
    const { actor: thief } = await world.householder();
    const cart = await carts().add(actor, line('tap-repair-repair'), false);
    const itemId = cart.lines[0]?.item.id ?? '';
    for (const who of [thief, await world.guest()]) {
      expect(await codeOf(carts().change(who, itemId, { quantity: 5 }))).toBe('cart_item.not_found');
      expect(await codeOf(carts().remove(who, itemId))).toBe('cart_item.not_found');
    }
    await carts().change(actor, itemId, { quantity: 5 });
    expect(await linesOf(actor)).toEqual([[card('tap-repair-repair'), 5]]);
    await carts().clear(actor);
    await carts().clear(actor);
    expect(await linesOf(actor)).toEqual([]);
  });

  it('is booked whole and is empty afterwards, and stays as it is when the booking fails', async () => {
    const { actor, addressId } = await world.householder();
    const startAt = new Date('2026-03-11T05:30:00.000Z');
    const order = { addressId, startAt, paymentMethod: 'cash' } as const;
    const creation = world.get(BookingCreationService);
    expect(await codeOf(creation.create(actor, order))).toBe('request.invalid');
    await carts().add(actor, line('tap-repair-repair', 2), false);
    const wallet = { ...order, paymentMethod: 'wallet' } as const;
    expect(await codeOf(creation.create(actor, wallet))).toBe('wallet.too_low');
    expect(await linesOf(actor)).toHaveLength(1);
    const { items } = await creation.create(actor, order);
    expect(items.map(({ rateCardId, quantity }) => [rateCardId, quantity])).toEqual([
      [card('tap-repair-repair'), 2],
    ]);
    expect(await linesOf(actor)).toEqual([]);
  });

  it('is booked once by ten at once', async () => {
    const { actor, addressId } = await world.householder();
    await Promise.all(Array.from({ length: 3 }, () => world.provider({ skills: ['plumbing'] })));
    await carts().add(actor, line('tap-repair-repair'), false);
    const startAt = new Date('2026-03-11T08:30:00.000Z');
    const order = { addressId, startAt, paymentMethod: 'cash' } as const;
    const { won, codes } = await outcomesOf(
      Array.from({ length: 10 }, () => world.get(BookingCreationService).create(actor, order)),
    );
    expect(won).toHaveLength(1);
    expect(codes).toEqual(Array.from({ length: 9 }, () => 'request.invalid'));
  });

  it('loses nothing when its owner adds from ten places at once', async () => {
    const { actor } = await world.householder();
    const { codes } = await outcomesOf(
      Array.from({ length: 10 }, () => carts().add(actor, line('tap-repair-repair'), false)),
    );
    expect(codes).toEqual([]);
    expect(await linesOf(actor)).toEqual([[card('tap-repair-repair'), 10]]);
  });

  it('shows what is no longer sold, and cannot be booked with it', async () => {
    const { actor, addressId } = await world.householder();
    await carts().add(actor, line('pipe-repair-minor'), false);
    const id = card('pipe-repair-minor');
    await world.work.run((tx) => tx.getRepository(RateCardEntity).update({ id }, { isActive: false }));
    await world.get(CatalogueService).refresh();
    const cart = await carts().show(actor);
    expect(cart?.lines.map(({ offer }) => offer)).toEqual([null]);
    expect(cart).toMatchObject({ price: null, refusal: { code: 'request.invalid' } });
    const startAt = new Date('2026-03-12T05:30:00.000Z');
    const booking = world
      .get(BookingCreationService)
      .create(actor, { addressId, startAt, paymentMethod: 'cash' });
    expect(await codeOf(booking)).toBe('request.invalid');
  });

  const adopt = (from: Actor, to: Actor) =>
    world.work.run((tx) =>
      carts().adopt(tx, { kind: 'guest', id: from.id }, { kind: 'customer', id: to.id }),
    );

  it('of a guest goes into the customer’s (ID-7)', async () => {
    const customer = await world.householder();
    const visitor = await world.guest();
    await carts().add(visitor, line('tap-repair-repair', 2), false);
    await carts().add(visitor, line('drain-cleaning-standard'), false);
    await carts().add(customer.actor, line('tap-repair-repair'), false);
    expect(await adopt(visitor, customer.actor)).toBe(2);
    const lines = await linesOf(customer.actor);
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual([card('tap-repair-repair'), 3]);
    expect(lines).toContainEqual([card('drain-cleaning-standard'), 1]);
    expect(await linesOf(visitor)).toEqual([]);
  });

  it('of a guest and one of another category: the newest stays (ID-7, PR-6)', async () => {
    const { actor } = await world.householder();
    await carts().add(actor, line('tap-repair-repair'), false);
    const visitor = await world.guest();
    world.clock.advance(1);
    await carts().add(visitor, line('ac-repair-split-ac', 2), false);
    expect(await adopt(visitor, actor)).toBe(1);
    expect(await linesOf(actor)).toEqual([[card('ac-repair-split-ac'), 2]]);
    const early = await world.guest();
    await carts().add(early, line('tap-repair-repair'), false);
    world.clock.advance(1);
    await carts().add(actor, line('ac-repair-split-ac'), false);
    expect(await adopt(early, actor)).toBe(0);
    expect(await linesOf(actor)).toEqual([[card('ac-repair-split-ac'), 3]]);
    expect((await carts().show(actor))?.category?.slug).toBe('appliance-repair');
    expect([await linesOf(visitor), await linesOf(early)]).toEqual([[], []]);
  });
});
