import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import { booked, expectStatus, indianTime, localDay, newHouseholder, order, rateOf } from './marketplace.js';
import type { Booking, List, Problem, Rate } from './marketplace.js';

const slug = 'ac-repair';
const minuteMs = 60_000;

describe('operations', () => {
  let world: World;
  let rate: Rate;
  beforeAll(async () => {
    world = await World.open();
    rate = await rateOf(world, slug);
  });
  afterAll(() => world.close());

  const create = (token: string, body: object, key: string | true = true) =>
    world.call<Booking & Problem>('POST', '/ops/bookings', { token, body, key });
  const assign = (token: string, id: string, body: object) =>
    world.call<Booking & Problem>('POST', `/ops/bookings/${id}/assign`, { token, body });
  const eventsOf = async (token: string, id: string) =>
    (
      await world.call<List<{ event: string; by: string; reason: string | null }>>(
        'GET',
        `/bookings/${id}/events`,
        { token },
      )
    ).body.data;

  it('book for a customer, who finds it among their own', async () => {
    const admin = await world.staff('EMP002');
    const { id: customerId, token, addressId } = await newHouseholder(world);
    const start = indianTime(localDay(world, 2), '10:00');
    const made = await create(admin, { ...order(addressId, rate.id, start), customerId }, 'for-1');
    const booking = expectStatus(201, made);
    expect(booking).toMatchObject({ customerId, slot: { start }, state: 'confirmed' });
    expect(booking).not.toHaveProperty('startCode');
    const mine = (await world.call<List<Booking>>('GET', '/bookings', { token })).body.data;
    expect(mine.map(({ id }) => id)).toEqual([booking.id]);
    expect(await eventsOf(token, booking.id)).toMatchObject([{ event: 'create', by: 'staff', reason: null }]);
    const again = await create(admin, { ...order(addressId, rate.id, start), customerId }, 'for-1');
    expect([again.status, again.body.id]).toEqual([201, booking.id]);
  });

  it('may take a visit on short notice, with a reason that is kept, but never in the past (AV-1)', async () => {
    const start = indianTime(localDay(world, 0), '12:00');
    world.clock.set(new Date(Date.parse(start) - 20 * minuteMs));
    const admin = await world.staff('EMP002');
    const { id: customerId, token, addressId } = await newHouseholder(world);
    const body = { ...order(addressId, rate.id, start), customerId };
    const soon = await create(admin, body);
    expect([soon.status, soon.body.code]).toEqual([422, 'slot.invalid']);
    const reason = 'The provider is in the house already.';
    const booking = expectStatus(201, await create(admin, { ...body, ignoreNoticeReason: reason }));
    expect(await eventsOf(token, booking.id)).toMatchObject([{ event: 'create', by: 'staff', reason }]);
    const past = { ...body, slotStart: indianTime(localDay(world, 0), '11:00'), ignoreNoticeReason: reason };
    const refused = await create(admin, past);
    expect([refused.status, refused.body.code]).toEqual([422, 'slot.invalid']);
  });

  it('book for nobody unknown, at no address of others, and only where the role may', async () => {
    const admin = await world.staff('EMP002');
    const opsStaff = await world.staff('EMP005');
    const { id: customerId, addressId } = await newHouseholder(world);
    const other = await newHouseholder(world);
    const start = indianTime(localDay(world, 2), '12:00');
    const body = { ...order(addressId, rate.id, start), customerId };
    const bad: [object, number, string][] = [
      [{ ...body, customerId: newId() }, 404, 'user.not_found'],
      [{ ...body, customerId: 'somebody' }, 422, 'request.invalid'],
      [{ ...body, addressId: other.addressId }, 404, 'address.not_found'],
      [{ ...body, totalPaise: 1 }, 422, 'request.invalid'],
      [{ ...body, ignoreNoticeReason: ' ' }, 422, 'request.invalid'],
      [order(addressId, rate.id, start), 422, 'request.invalid'],
    ];
    for (const [sent, status, code] of bad) {
      const answer = await create(admin, sent);
      expect([sent, answer.status, answer.body.code]).toEqual([sent, status, code]);
    }
    const refused = await create(opsStaff, body);
    expect([refused.status, refused.body.code]).toEqual([403, 'auth.permission_missing']);
    const customer = await create(other.token, body);
    expect([customer.status, customer.body.code]).toEqual([403, 'auth.wrong_audience']);
  });

  it('assign a provider, and another in their place', async () => {
    const ops = await world.staff('EMP005');
    const { token, addressId } = await newHouseholder(world);
    const start = indianTime(localDay(world, 3), '10:00');
    const { id, provider } = await booked(world, token, order(addressId, rate.id, start));
    const second = await newHouseholder(world);
    const parallel = await booked(world, second.token, order(second.addressId, rate.id, start));
    const busy = await assign(ops, id, { providerId: parallel.provider?.id });
    expect([busy.status, busy.body.code]).toEqual([409, 'provider.not_free']);
    const first = expectStatus(200, await assign(ops, id, { providerId: provider?.id }));
    expect(first).toMatchObject({ state: 'assigned', provider: { id: provider?.id } });
    expectStatus(200, await world.call('DELETE', `/bookings/${parallel.id}`, { token: second.token }));
    const reason = 'The first one is ill.';
    const moved = expectStatus(200, await assign(ops, id, { providerId: parallel.provider?.id, reason }));
    expect(moved).toMatchObject({ state: 'assigned', provider: { id: parallel.provider?.id } });
    expect((await eventsOf(token, id)).map(({ event }) => event)).toEqual([
      'create',
      'assign',
      'decline',
      'assign',
    ]);
    for (const [body, status, code] of [
      [{ providerId: newId() }, 404, 'provider.not_found'],
      [{ providerId: 'x' }, 422, 'request.invalid'],
      [{ providerId: provider?.id, force: true }, 422, 'request.invalid'],
    ] as const) {
      const answer = await assign(ops, id, body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    const support = await world.staff('EMP008');
    expect((await assign(support, id, { providerId: provider?.id })).status).toBe(403);
    expect((await assign(ops, newId(), { providerId: provider?.id })).status).toBe(404);
  });
});
