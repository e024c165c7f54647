import { World } from '../world.js';
import { expectStatus, homePincode, indianTime, localDay, rateOf, remainingAt } from './marketplace.js';
import type { Problem } from './marketplace.js';

interface Exception {
  onDay: string;
  intervals: { startMinute: number; endMinute: number }[];
}

describe('days off', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('are made and taken back by staff whose role may', async () => {
    const rate = await rateOf(world, 'ac-repair');
    const onDay = localDay(world, 3);
    const start = indianTime(onDay, '10:00');
    const remaining = () => remainingAt(world, 'ac-repair', rate.id, start);
    const before = await remaining();
    const admin = await world.staff('EMP002');
    const body = { city: 'Bangalore', onDay, name: 'Festival of lights' };
    const made = await world.call<{ id: string }>('POST', '/ops/holidays', {
      token: admin,
      body,
      key: 'h-1',
    });
    const { id } = expectStatus(201, made);
    const again = await world.call<{ id: string }>('POST', '/ops/holidays', {
      token: admin,
      body,
      key: 'h-1',
    });
    expect([again.status, again.body.id]).toEqual([201, id]);
    const twice = await world.call<Problem>('POST', '/ops/holidays', { token: admin, body });
    expect([twice.status, twice.body.code]).toEqual([409, 'holiday.already_there']);
    expect(await remaining()).toBe(0);
    const listed = await world.call<{ data: object[] }>('GET', '/ops/holidays?city=Bangalore', {
      token: admin,
    });
    expect(listed.body.data).toEqual([{ id, ...body }]);

    const search = await world.call<{ data: { id: string }[] }>(
      'GET',
      `/providers/search?pincode=${homePincode}&service=ac-repair`,
    );
    const path = `/ops/providers/${search.body.data[0]?.id}/exceptions`;
    const day = { onDay, intervals: [{ startMinute: 540, endMinute: 780 }] };
    const put = (sent: object, token = admin) =>
      world.call<Exception & Problem>('PUT', path, { token, body: sent });
    const exception = expectStatus(200, await put(day));
    expect(exception).toMatchObject(day);
    expect(await remaining()).toBe(1);
    const kept = await world.call<{ data: Exception[] }>('GET', path, { token: admin });
    expect(kept.body.data).toEqual([exception]);

    for (const wrong of [
      { ...day, onDay: '2027-02-30' },
      { ...day, intervals: [{ startMinute: 600, endMinute: 540 }] },
      { ...day, intervals: [{ startMinute: 600 }] },
      { ...day, intervals: [{ startMinute: 0, endMinute: 1_441 }] },
      { ...day, note: 'x' },
    ]) {
      const answer = await put(wrong);
      expect([wrong, answer.status, answer.body.code]).toEqual([wrong, 422, 'request.invalid']);
    }
    const support = await world.staff('EMP008');
    expect((await put(day, support)).status).toBe(403);
    expect((await world.call('POST', '/ops/holidays', { token: support, body })).status).toBe(403);
    const unknown = await world.call<Problem>('DELETE', `${path}/2027-03-01`, { token: admin });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'provider_exception.not_found']);

    for (const each of [`${path}/${onDay}`, `/ops/holidays/${id}`])
      expect((await world.call('DELETE', each, { token: admin })).status).toBe(204);
    expect(await remaining()).toBe(before);
  });
});
