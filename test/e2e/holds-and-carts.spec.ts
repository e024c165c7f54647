import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import {
  book,
  booked,
  expectStatus,
  homePincode,
  indianTime,
  localDay,
  newHouseholder,
  order,
  rateOf,
  remainingAt,
} from './marketplace.js';
import type { Booking, Price, Problem, Rate } from './marketplace.js';

interface Hold {
  id: string;
  expiresAt: string;
  slot: { start: string; end: string };
  items: { rateCardId: string; quantity: number }[];
}

interface Cart {
  id: string | null;
  category: { slug: string } | null;
  items: { id: string; rateCardId: string; quantity: number; unitPaise: number | null }[];
  pincode: string | null;
  price: Price | null;
}

const slug = 'ac-repair';

describe('a hold', () => {
  let world: World;
  let rate: Rate;
  beforeAll(async () => {
    world = await World.open();
    rate = await rateOf(world, slug);
  });
  afterAll(() => world.close());

  const newGuest = async () =>
    (await world.call<{ accessToken: string }>('POST', '/auth/guest', { body: {} })).body.accessToken;
  const hold = (token: string, body: object, key?: string) =>
    world.call<Hold & Problem>('POST', '/holds', { token, body, ...(key && { key }) });
  const wish = (slotStart: string) => ({ rateCardId: rate.id, pincode: homePincode, slotStart });

  it('takes a place for five minutes, for customers and guests', async () => {
    const start = indianTime(localDay(world, 2), '11:00');
    const before = await remainingAt(world, slug, rate.id, start);
    const { token } = await newHouseholder(world);
    const held = expectStatus(201, await hold(token, wish(start)));
    expect(new Date(held.expiresAt).getTime() - world.clock.now().getTime()).toBe(300_000);
    expect(held).toMatchObject({ slot: { start }, items: [{ rateCardId: rate.id, quantity: 1 }] });
    const visitor = await newGuest();
    expectStatus(201, await hold(visitor, wish(start)));
    expect(await remainingAt(world, slug, rate.id, start)).toBe(before - 2);
    expect((await world.call<Hold>('GET', `/holds/${held.id}`, { token })).body).toEqual(held);
    const given = await world.call('DELETE', `/holds/${held.id}`, { token });
    expect(given.status).toBe(204);
    expect(await remainingAt(world, slug, rate.id, start)).toBe(before - 1);
  });

  it('is booked with, and then it is gone', async () => {
    const start = indianTime(localDay(world, 2), '14:00');
    const { token, addressId } = await newHouseholder(world);
    const held = expectStatus(201, await hold(token, wish(start)));
    const before = await remainingAt(world, slug, rate.id, start);
    const sent = { ...order(addressId, rate.id, start), holdId: held.id };
    const booking = await booked(world, token, sent);
    expect(booking.slot).toEqual(held.slot);
    expect(await remainingAt(world, slug, rate.id, start)).toBe(before);
    const again = await book(world, token, sent);
    expect([again.status, again.body.code]).toEqual([404, 'hold.not_found']);
  });

  it('of others, or of something else, is refused and kept', async () => {
    const start = indianTime(localDay(world, 2), '16:00');
    const owner = await newHouseholder(world);
    const thief = await newHouseholder(world);
    const { id } = expectStatus(201, await hold(owner.token, wish(start)));
    const stolen = await book(world, thief.token, {
      ...order(thief.addressId, rate.id, start),
      holdId: id,
    } as never);
    expect([stolen.status, stolen.body.code]).toEqual([404, 'hold.not_found']);
    for (const method of ['GET', 'DELETE']) {
      const answer = await world.call<Problem>(method, `/holds/${id}`, { token: thief.token });
      expect([answer.status, answer.body.code]).toEqual([404, 'hold.not_found']);
    }
    const other = indianTime(localDay(world, 2), '17:00');
    const moved = await book(world, owner.token, {
      ...order(owner.addressId, rate.id, other),
      holdId: id,
    } as never);
    expect([moved.status, moved.body.code]).toEqual([409, 'hold.mismatch']);
    expectStatus(200, await world.call('GET', `/holds/${id}`, { token: owner.token }));
  });

  it('sent twice under one key is one hold', async () => {
    const { token } = await newHouseholder(world);
    const start = indianTime(localDay(world, 3), '09:00');
    const first = expectStatus(201, await hold(token, wish(start), 'hold-1'));
    const second = expectStatus(201, await hold(token, wish(start), 'hold-1'));
    expect(second.id).toBe(first.id);
  });

  it('of nonsense is refused with a clear problem', async () => {
    const { token } = await newHouseholder(world);
    const start = indianTime(localDay(world, 3), '10:00');
    const good = wish(start);
    const bad: [object, string][] = [
      [{ ...good, quantity: 0 }, 'request.invalid'],
      [{ ...good, quantity: 1_000_000_000 }, 'request.invalid'],
      [{ ...good, quantity: 1.5 }, 'request.invalid'],
      [{ ...good, quantity: 50 }, 'booking.too_long'],
      [{ ...good, rateCardId: newId() }, 'request.invalid'],
      [{ ...good, items: [{ rateCardId: rate.id, quantity: 1 }] }, 'request.invalid'],
      [
        {
          items: [{ rateCardId: rate.id, quantity: 1 }],
          quantity: 1,
          pincode: homePincode,
          slotStart: start,
        },
        'request.invalid',
      ],
      [{ pincode: homePincode, slotStart: start }, 'request.invalid'],
      [{ ...good, items: [] }, 'request.invalid'],
      [{ ...good, pincode: '56000' }, 'request.invalid'],
      [{ ...good, pincode: '744101' }, 'pincode.not_serviceable'],
      [{ ...good, slotStart: 'tomorrow' }, 'request.invalid'],
      [{ ...good, slotStart: '2027-02-05T05:30:00' }, 'request.invalid'],
      [{ ...good, slotStart: indianTime(localDay(world, -1), '10:00') }, 'slot.invalid'],
      [{ ...good, slotStart: indianTime(localDay(world, 1), '10:10') }, 'slot.invalid'],
      [{ ...good, slotStart: indianTime(localDay(world, 0), '10:00') }, 'slot.invalid'],
      [{ ...good, slotStart: indianTime(localDay(world, 30), '10:00') }, 'slot.invalid'],
      [{ ...good, pricePaise: 1 }, 'request.invalid'],
    ];
    for (const [body, code] of bad) {
      const answer = await hold(token, body);
      expect([body, answer.status, answer.body.code]).toEqual([body, 422, code]);
    }
    const staff = await world.staff('EMP001');
    expect((await hold(staff, good)).status).toBe(403);
    expect((await world.call('POST', '/holds', { body: good })).status).toBe(401);
    expect((await world.call('GET', '/holds/nonsense', { token })).status).toBe(404);
  });
});

describe('a cart', () => {
  let world: World;
  let rate: Rate;
  let tap: Rate;
  beforeAll(async () => {
    world = await World.open();
    rate = await rateOf(world, slug);
    tap = await rateOf(world, 'tap-repair');
  });
  afterAll(() => world.close());

  const newGuest = async () =>
    (await world.call<{ accessToken: string }>('POST', '/auth/guest', { body: {} })).body.accessToken;
  const add = (token: string, body: object, key?: string) =>
    world.call<Cart & Problem>('POST', '/cart/items', { token, body, ...(key && { key }) });
  const show = async (token: string, query = '') =>
    expectStatus(200, await world.call<Cart>('GET', `/cart${query}`, { token }));

  it('is filled, changed, emptied and booked', async () => {
    const { token, addressId } = await newHouseholder(world);
    expect(await show(token)).toMatchObject({ id: null, items: [], price: null });
    const filled = expectStatus(201, await add(token, { rateCardId: tap.id, quantity: 2 }));
    expect(filled).toMatchObject({ category: { slug: 'plumbing' }, pincode: homePincode });
    expect(filled.items[0]?.unitPaise).toBe(tap.pricePaise);
    const itemId = filled.items[0]?.id ?? '';
    const path = `/cart/items/${itemId}`;
    const changed = await world.call<Cart>('PUT', path, { token, body: { quantity: 3 } });
    expect(expectStatus(200, changed).items).toMatchObject([{ quantity: 3 }]);
    const total = (await show(token)).price?.totalPaise;
    const slotStart = indianTime(localDay(world, 2), '11:00');
    const { items: _, ...rest } = order(addressId, tap.id, slotStart);
    const booking = expectStatus(
      201,
      await world.call<Booking>('POST', '/bookings', { token, key: true, body: rest }),
    );
    expect(booking.items).toMatchObject([{ rateCardId: tap.id, quantity: 3 }]);
    expect(booking.price.totalPaise).toBe(total);
    expect((await show(token)).items).toEqual([]);
    const empty = await world.call<Problem>('POST', '/bookings', { token, key: true, body: rest });
    expect([empty.status, empty.body.errors?.[0]?.pointer]).toEqual([422, '/items']);
  });

  it('is of one category', async () => {
    const { token } = await newHouseholder(world);
    expectStatus(201, await add(token, { rateCardId: tap.id }));
    const other = await add(token, { rateCardId: rate.id });
    expect([other.status, other.body.code]).toEqual([409, 'cart.other_category']);
    const replaced = expectStatus(201, await add(token, { rateCardId: rate.id, replace: true }));
    expect(replaced.items).toMatchObject([{ rateCardId: rate.id, quantity: 1 }]);
  });

  it('is everybody’s own, a guest’s too', async () => {
    const { token } = await newHouseholder(world);
    const visitor = await newGuest();
    const mine = expectStatus(201, await add(token, { rateCardId: tap.id }));
    expectStatus(201, await add(visitor, { rateCardId: rate.id }));
    const theirs = await show(visitor, `?pincode=${homePincode}`);
    expect(theirs).toMatchObject({ category: { slug: 'appliance-repair' }, pincode: homePincode });
    expect(theirs.price?.totalPaise).toBeGreaterThan(0);
    const itemId = mine.items[0]?.id ?? '';
    for (const [method, body] of [
      ['PUT', { quantity: 9 }],
      ['DELETE', undefined],
    ] as const) {
      const answer = await world.call<Problem>(method, `/cart/items/${itemId}`, { token: visitor, body });
      expect([answer.status, answer.body.code]).toEqual([404, 'cart_item.not_found']);
    }
    expect((await world.call('DELETE', '/cart', { token: visitor })).status).toBe(204);
    expect((await show(visitor)).items).toEqual([]);
    expect((await show(token)).items).toHaveLength(1);
    const removed = await world.call<Cart>('DELETE', `/cart/items/${itemId}`, { token });
    expect(expectStatus(200, removed)).toMatchObject({ items: [], category: null });
  });

  it('takes one request once, under its key', async () => {
    const { token } = await newHouseholder(world);
    for (const _ of [1, 2]) expectStatus(201, await add(token, { rateCardId: tap.id }, 'add-1'));
    expect((await show(token)).items).toMatchObject([{ quantity: 1 }]);
    const other = await add(token, { rateCardId: tap.id, quantity: 2 }, 'add-1');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.key_reused']);
  });

  it('takes no nonsense', async () => {
    const { token } = await newHouseholder(world);
    for (const body of [
      { rateCardId: tap.id, quantity: 0 },
      { rateCardId: tap.id, quantity: 1_000_000_000 },
      { rateCardId: tap.id, quantity: -1 },
      { rateCardId: tap.id, quantity: '2' },
      { rateCardId: newId() },
      { rateCardId: 'nonsense' },
      { rateCardId: tap.id, pricePaise: 1 },
      { rateCardId: tap.id, replace: 'yes' },
      { rateCardId: tap.id, attributes: { colour: 'red' } },
      { quantity: 1 },
    ]) {
      const answer = await add(token, body);
      expect([body, answer.status, answer.body.code]).toEqual([body, 422, 'request.invalid']);
    }
    expect((await show(token)).items).toEqual([]);
  });
});
