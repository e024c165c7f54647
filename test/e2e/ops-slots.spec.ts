import { World } from '../world.js';
import {
  booked,
  expectStatus,
  homePincode,
  indianTime,
  localDay,
  newHouseholder,
  order,
  rateOf,
} from './marketplace.js';
import type { Problem, Slot } from './marketplace.js';

interface Explained extends Slot {
  reasons: string[];
  providers: { id: string; name: string; reasons: string[] }[];
}

describe('staff who ask why nobody can come', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const explain = async (query: Record<string, string>, as = 'EMP005') => {
    const search = new URLSearchParams({ pincode: homePincode, ...query });
    return world.call<{ data: Explained[] } & Problem>(
      'GET',
      `/ops/services/tap-repair/slots?${search.toString()}`,
      { token: await world.staff(as) },
    );
  };

  it('hear of every provider, and count as customers are told (AV-4, PR-5)', async () => {
    const rate = await rateOf(world, 'tap-repair');
    const on = localDay(world, 2);
    const start = indianTime(on, '11:00');
    const { id: customerId, token, addressId } = await newHouseholder(world);
    const { provider } = await booked(world, token, order(addressId, rate.id, start));
    const query = new URLSearchParams({ pincode: homePincode, from: on, rateCardId: rate.id });
    const offered = await world.call<{ data: Slot[] }>(
      'GET',
      `/services/tap-repair/slots?${query.toString()}`,
    );
    const explained = expectStatus(200, await explain({ on, rateCardId: rate.id, customerId })).data;
    expect(explained.map(({ start: at, remaining }) => [at, remaining])).toEqual(
      offered.body.data.map(({ start: at, remaining }) => [at, remaining]),
    );
    expect(explained[0]?.providers.length).toBeGreaterThan(1);
    for (const { available, remaining, providers } of explained) {
      expect(providers.filter(({ reasons }) => reasons.length === 0)).toHaveLength(remaining);
      expect(available).toBe(remaining > 0);
      expect(providers.map(({ name }) => name)).toEqual(providers.map(({ name }) => name).sort());
    }
    const taken = explained.find((each) => each.start === start);
    const busy = taken?.providers.find(({ id }) => id === provider?.id);
    expect(busy?.reasons).toEqual(['BUSY']);
  });

  it('hear of notice and horizon for the start itself', async () => {
    const today = expectStatus(200, await explain({ on: localDay(world, 0) })).data;
    expect(today.some(({ reasons }) => reasons.includes('NOTICE'))).toBe(true);
    const far = expectStatus(200, await explain({ on: localDay(world, 60) })).data;
    expect(far.every(({ reasons, remaining }) => reasons[0] === 'HORIZON' && remaining === 0)).toBe(true);
  });

  it('are staff, and ask what can be answered', async () => {
    const { token } = await world.newCustomer();
    const path = `/ops/services/tap-repair/slots?pincode=${homePincode}`;
    expect((await world.call('GET', path, { token })).status).toBe(403);
    expect((await world.call('GET', path)).status).toBe(401);
    const bad = await explain({ on: '2027-02-30' });
    expect([bad.status, bad.body.errors?.[0]?.pointer]).toEqual([422, '#query/on']);
    const closed = await explain({ pincode: '744101' });
    expect([closed.status, closed.body.code]).toEqual([422, 'pincode.not_serviceable']);
  });
});
