import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import { booked, expectStatus, indianTime, localDay, newHouseholder, order, rateOf } from './marketplace.js';
import type { Problem } from './marketplace.js';

interface Blocks {
  data: { providerId: string; blockedBy: string; reason: string | null }[];
}

describe('blocked providers', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('do not come again, by the wish of the customer or of staff', async () => {
    const rate = await rateOf(world, 'ac-repair');
    const { id, token, addressId } = await newHouseholder(world);
    const start = indianTime(localDay(world, 2), '10:00');
    const first = await booked(world, token, order(addressId, rate.id, start));
    const providerId = first.provider?.id ?? '';
    expectStatus(200, await world.call('DELETE', `/bookings/${first.id}`, { token }));
    const path = `/users/me/blocked-providers/${providerId}`;
    expect((await world.call('PUT', path, { token })).status).toBe(204);
    const listed = await world.call<Blocks>('GET', '/users/me/blocked-providers', { token });
    expect(listed.body.data).toMatchObject([{ providerId, blockedBy: 'customer', reason: null }]);
    const second = await booked(world, token, order(addressId, rate.id, start));
    expect(second.provider?.id).not.toBe(providerId);

    const ops = await world.staff('EMP005');
    const forThem = `/ops/customers/${id}/blocked-providers/${providerId}`;
    const body = { reason: 'A complaint is open.' };
    expect((await world.call('PUT', forThem, { token: ops, body })).status).toBe(204);
    const kept = await world.call<Problem>('DELETE', path, { token });
    expect([kept.status, kept.body.code]).toEqual([404, 'provider_block.not_found']);
    const seen = await world.call<Blocks>('GET', `/ops/customers/${id}/blocked-providers`, { token: ops });
    expect(seen.body.data).toMatchObject([{ providerId, blockedBy: 'staff', ...body }]);
    expect((await world.call('DELETE', forThem, { token: ops })).status).toBe(204);

    const support = await world.staff('EMP008');
    expect((await world.call('PUT', forThem, { token: support, body })).status).toBe(403);
    for (const [target, sent, status] of [
      [`/users/me/blocked-providers/${newId()}`, {}, 404],
      ['/users/me/blocked-providers/nobody', {}, 404],
      [path, { reason: 7 }, 422],
      [path, { until: 'never' }, 422],
    ] as const)
      expect((await world.call('PUT', target, { token, body: sent })).status).toBe(status);
  });
});
