import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import { booked, expectStatus, indianTime, localDay, newHouseholder, order, rateOf } from './marketplace.js';
import type { Booking, List, Problem } from './marketplace.js';
import { newJob, seen } from './work.js';

interface Entry {
  id: string;
  firstName: string;
  city: string;
  isVerified: boolean;
  isActive: boolean;
  skills: string[];
  pincodes: string[];
  hours: { weekday: number; fromMinute: number; toMinute: number }[];
  leave: { id: string; startAt: string; endAt: string; reason: string }[];
}

type Refused = Problem & { bookings?: { bookingId: string; start: string; end: string }[] };

const wholeWeek = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1_200 }));

describe('the roster of providers', () => {
  let world: World;
  let admin: string;
  let quality: string;
  let nth = 0;
  beforeAll(async () => {
    world = await World.open();
    admin = await world.staff('EMP001');
    quality = await world.staff('EMP007');
  });
  afterAll(() => world.close());

  const person = () => {
    nth += 1;
    return {
      firstName: 'Ramesh',
      lastName: 'Kumar',
      mobile: `+9189${String(nth).padStart(8, '0')}`,
      email: `Ramesh.${nth}@Example.in`,
      city: 'Bangalore',
      languages: ['en', 'kn'],
    };
  };
  const call = <T = Entry & Refused>(
    method: string,
    path: string,
    body?: object,
    token = admin,
    key?: string,
  ) =>
    world.call<T>(method, `/ops/providers${path}`, {
      token,
      ...(body && { body }),
      ...(key && { key }),
    });
  const enrolled = async (over: object = {}) =>
    expectStatus(201, await call('POST', '', { ...person(), ...over }));
  /** Somebody who can be booked for taps. */
  const plumber = async () => {
    const { id } = await enrolled({
      pincode: '560001',
      skills: ['plumbing'],
      pincodes: ['560001'],
      hours: wholeWeek,
    });
    return expectStatus(200, await call('POST', `/${id}/verify`, {}, quality));
  };

  it('takes somebody on, whom customers see once they are verified', async () => {
    const given = { ...person(), pincode: '560001', skills: ['plumbing'], pincodes: ['560001'] };
    const made = expectStatus(201, await call('POST', '', given, admin, 'enrol'));
    expect(made).toMatchObject({
      firstName: 'Ramesh',
      email: given.email.toLowerCase(),
      isVerified: false,
      isActive: true,
      skills: ['plumbing'],
      pincodes: ['560001'],
      hours: [],
      leave: [],
    });
    const again = await call('POST', '', given, admin, 'enrol');
    expect([again.status, again.body.id]).toEqual([201, made.id]);
    expect((await world.call('GET', `/providers/${made.id}`)).status).toBe(404);
    expect(expectStatus(200, await call('POST', `/${made.id}/verify`, {}, quality)).isVerified).toBe(true);
    expect((await world.call('GET', `/providers/${made.id}`)).status).toBe(200);
    await call('POST', `/${made.id}/verify`, { isVerified: false }, quality);
    expect((await world.call('GET', `/providers/${made.id}`)).status).toBe(404);
    const twice = await call('POST', '', { ...person(), mobile: given.mobile });
    expect([twice.status, twice.body.code]).toEqual([409, 'provider.already_exists']);
    const other = await enrolled();
    const taken = await call('PUT', `/${other.id}`, { email: given.email });
    expect([taken.status, taken.body.code]).toEqual([409, 'provider.already_exists']);
  });

  it('changes what is given and leaves the rest', async () => {
    const { id } = await enrolled();
    const changed = expectStatus(
      200,
      await call('PUT', `/${id}`, { firstName: 'Suresh', languages: ['hi'] }),
    );
    expect(changed).toMatchObject({ firstName: 'Suresh', languages: ['hi'], city: 'Bangalore' });
    expect(expectStatus(200, await call('PUT', `/${id}`, {})).firstName).toBe('Suresh');
    expect(expectStatus(200, await call('PUT', `/${id}/skills`, { skills: ['plumbing'] })).skills).toEqual([
      'plumbing',
    ]);
    expect(expectStatus(200, await call('PUT', `/${id}/skills`, { skills: [] })).skills).toEqual([]);
    const places = await call('PUT', `/${id}/pincodes`, { pincodes: ['560001', '400001'] });
    expect(expectStatus(200, places).pincodes).toEqual(['400001', '560001']);
    const split = [
      { weekday: 1, fromMinute: 840, toMinute: 1_080 },
      { weekday: 1, fromMinute: 540, toMinute: 720 },
    ];
    expect(expectStatus(200, await call('PUT', `/${id}/hours`, { hours: split })).hours).toEqual(
      split.toReversed(),
    );
    expect(expectStatus(200, await call('GET', `/${id}`)).hours).toHaveLength(2);
  });

  it('gives leave, over booked visits only when forced, and then another comes (AV-5)', async () => {
    const job = await newJob(world, 2, '10:00');
    const leave = {
      startAt: indianTime(localDay(world, 2), '08:00'),
      endAt: indianTime(localDay(world, 2), '20:00'),
    };
    const refused = await call('POST', `/${job.providerId}/leave`, { ...leave, reason: 'A wedding.' });
    expect([refused.status, refused.body.code]).toEqual([409, 'leave.over_bookings']);
    expect(refused.body.bookings?.map(({ bookingId }) => bookingId)).toContain(job.id);
    const given = await call('POST', `/${job.providerId}/leave`, {
      ...leave,
      reason: 'A wedding.',
      force: true,
    });
    const [away] = expectStatus(200, given).leave;
    expect(away).toMatchObject({ ...leave, reason: 'A wedding.' });
    await world.settle();
    const moved = await seen(world, job);
    expect(moved).toMatchObject({ state: 'confirmed' });
    expect(moved.provider?.id).toBeDefined();
    expect(moved.provider?.id).not.toBe(job.providerId);
    const free = await world.call<{ data: { free: unknown[] }[] }>(
      'GET',
      `/providers/${job.providerId}/availability?from=${localDay(world, 2)}&to=${localDay(world, 2)}`,
    );
    expect(expectStatus(200, free).data[0]?.free).toEqual([]);
    const back = await call('DELETE', `/${job.providerId}/leave/${away?.id}`);
    expect(expectStatus(200, back).leave).toEqual([]);
    const twice = await call('DELETE', `/${job.providerId}/leave/${away?.id}`);
    expect([twice.status, twice.body.code]).toEqual([404, 'leave.not_found']);
  });

  it('lets somebody go: signed out, offered no more, and others come to whom they were booked for', async () => {
    const job = await newJob(world, 3, '10:00');
    const { token, addressId } = await newHouseholder(world);
    const rate = await rateOf(world, 'tap-repair');
    const claims: Booking[] = [];
    // Those of whoever has the claim only, too.
    for (const clock of ['12:00', '14:00', '16:00'])
      claims.push(
        await booked(world, token, order(addressId, rate.id, indianTime(localDay(world, 3), clock))),
      );
    await world.settle();
    const theirs = await world.provider(job.providerId);
    const body = { reason: 'Has moved to another city.' };
    expect((await call('POST', `/${job.providerId}/deactivate`, {}, quality)).status).toBe(422);
    const gone = await call('POST', `/${job.providerId}/deactivate`, body, quality);
    expect(expectStatus(200, gone).isActive).toBe(false);
    expect((await world.call('GET', '/provider/bookings', { token: theirs })).status).toBe(401);
    expect((await world.call('GET', `/providers/${job.providerId}`)).status).toBe(404);
    await world.settle();
    const moved = await seen(world, job);
    expect(moved.state).toBe('confirmed');
    expect(moved.provider?.id).not.toBe(job.providerId);
    for (const { id } of claims) {
      const { body: now } = await world.call<Booking>('GET', `/bookings/${id}`, { token });
      expect(now.provider?.id).not.toBe(job.providerId);
    }
    const listed = await world.call<List<Booking>>('GET', '/ops/bookings?limit=100', { token: admin });
    const left = listed.body.data.filter(
      ({ provider, slot }) => provider?.id === job.providerId && new Date(slot.start) > world.clock.now(),
    );
    expect(left).toEqual([]);
    expect(
      expectStatus(200, await call('POST', `/${job.providerId}/activate`, undefined, quality)).isActive,
    ).toBe(true);
    expect((await world.call('GET', `/providers/${job.providerId}`)).status).toBe(200);
  });

  it('can be booked at once when verified, and at their hours alone', async () => {
    const { id } = await plumber();
    const day = localDay(world, 4);
    const free = await world.call<{ data: { free: { start: string; end: string }[] }[] }>(
      'GET',
      `/providers/${id}/availability?from=${day}&to=${day}`,
    );
    expect(expectStatus(200, free).data[0]?.free).toEqual([
      { start: indianTime(day, '08:00'), end: indianTime(day, '20:00') },
    ]);
  });

  it.each([
    ['POST', '', { firstName: 'A' }],
    ['POST', '', { mobile: '12345' }],
    ['POST', '', { mobile: '+14155550100' }],
    ['POST', '', { email: 'nobody' }],
    ['POST', '', { city: 'Atlantis' }],
    ['POST', '', { pincode: '999999' }],
    ['POST', '', { skills: ['juggling'] }],
    ['POST', '', { pincodes: ['999999'] }],
    ['POST', '', { hours: [{ weekday: 8, fromMinute: 0, toMinute: 60 }] }],
    ['POST', '', { isVerified: true }],
    ['POST', '', { ratingSum: 500 }],
    ['PUT', '/ID', { isActive: false }],
    ['PUT', '/ID', { city: '' }],
    ['PUT', '/ID/skills', { skills: 'plumbing' }],
    ['PUT', '/ID/skills', {}],
    ['PUT', '/ID/pincodes', { pincodes: ['560001', '560001'] }],
    ['PUT', '/ID/pincodes', { pincodes: ['1'] }],
    ['PUT', '/ID/hours', { hours: [{ weekday: 1, fromMinute: 600, toMinute: 600 }] }],
    ['PUT', '/ID/hours', { hours: [{ weekday: 1, fromMinute: 0, toMinute: 1_441 }] }],
    [
      'PUT',
      '/ID/hours',
      {
        hours: [
          { weekday: 1, fromMinute: 480, toMinute: 720 },
          { weekday: 1, fromMinute: 719, toMinute: 780 },
        ],
      },
    ],
    ['POST', '/ID/verify', { isVerified: 'yes' }],
    ['POST', '/ID/deactivate', { reason: '' }],
    ['POST', '/ID/leave', { startAt: 'today', endAt: 'tomorrow', reason: 'A wedding.' }],
    [
      'POST',
      '/ID/leave',
      { startAt: '2027-03-02T00:00:00Z', endAt: '2027-03-01T00:00:00Z', reason: 'A wedding.' },
    ],
    [
      'POST',
      '/ID/leave',
      { startAt: '2027-01-01T00:00:00Z', endAt: '2027-01-02T00:00:00Z', reason: 'Long ago.' },
    ],
    [
      'POST',
      '/ID/leave',
      { startAt: '2027-03-01T00:00:00Z', endAt: '2028-03-01T00:00:00Z', reason: 'A long wedding.' },
    ],
  ])('refuses %s %s of %j', async (method, path, over) => {
    const { id } = await enrolled();
    const body = path === '' ? { ...person(), ...over } : over;
    const isShort = path === '' && 'firstName' in over;
    const sent = isShort ? over : body;
    expect((await call(method, path.replace('ID', id), sent)).status).toBe(422);
  });

  it('is for those who may, and of those there are', async () => {
    const { id } = await enrolled();
    const support = await world.staff('EMP008');
    const { token: customer } = await world.newCustomer();
    const doors: [string, string, object | undefined][] = [
      ['POST', '', person()],
      ['PUT', `/${id}`, {}],
      ['POST', `/${id}/verify`, {}],
      ['POST', `/${id}/deactivate`, { reason: 'No more.' }],
      ['POST', `/${id}/activate`, undefined],
      ['PUT', `/${id}/skills`, { skills: [] }],
      ['PUT', `/${id}/pincodes`, { pincodes: [] }],
      ['PUT', `/${id}/hours`, { hours: [] }],
      ['POST', `/${id}/leave`, {}],
      ['DELETE', `/${id}/leave/${newId()}`, undefined],
    ];
    for (const [method, path, body] of doors) {
      const refused = await call(method, path, body, support);
      expect([path, refused.status, refused.body.code]).toEqual([path, 403, 'auth.permission_missing']);
      expect((await call(method, path, body, customer)).body.code).toBe('auth.wrong_audience');
      expect((await call(method, path, body, '')).status).toBe(401);
    }
    expect((await call('GET', `/${id}`, undefined, support)).status).toBe(200);
    const leave = { startAt: '2027-03-01T00:00:00Z', endAt: '2027-03-02T00:00:00Z', reason: 'A wedding.' };
    for (const [method, path, body] of doors.slice(1))
      for (const missing of [newId(), 'nonsense']) {
        const sent = path.endsWith('/leave') ? leave : body;
        const { status, body: problem } = await call(method, path.replace(id, missing), sent);
        expect([path, status, problem.code]).toEqual([path, 404, 'provider.not_found']);
      }
  });
});
