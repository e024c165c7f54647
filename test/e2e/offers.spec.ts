import { ProviderEntity } from '../../src/features/providers/index.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { World } from '../world.js';
import {
  book,
  booked,
  expectStatus,
  indianTime,
  localDay,
  newHouseholder,
  order,
  rateOf,
} from './marketplace.js';
import type { Booking, List, Problem, Rate } from './marketplace.js';

interface Offer {
  id: string;
  state: string;
  bookingId: string;
  orderNumber: string;
  slot: { start: string };
  place: { pincode: string };
  expiresAt: string;
}

interface Asked {
  id: string;
  providerId: string;
  wave: number;
  state: string;
  score: number;
  parts: Record<string, number>;
  explanation: string;
}

describe('offers', () => {
  let world: World;
  let rate: Rate;
  let staff: string;
  let hour = 8;
  beforeAll(async () => {
    world = await World.open();
    rate = await rateOf(world, 'tap-repair');
    staff = await world.staff('EMP005');
  });
  afterAll(() => world.close());

  /** A booking of a new customer, each at another time, with the first provider asked. */
  const newBooking = async () => {
    const { token, addressId } = await newHouseholder(world);
    hour += 1;
    const start = indianTime(localDay(world, 1), `${String(hour).padStart(2, '0')}:00`);
    const made = await booked(world, token, order(addressId, rate.id, start));
    await world.settle();
    return { token, addressId, id: made.id, providerId: made.provider?.id ?? '', slot: made.slot };
  };
  const asked = async (id: string) =>
    expectStatus(
      200,
      await world.call<{ data: Asked[] }>('GET', `/ops/bookings/${id}/offers`, { token: staff }),
    ).data;
  const openOffers = async (token: string) =>
    expectStatus(200, await world.call<List<Offer>>('GET', '/provider/offers', { token })).data;
  const answer = (token: string, id: string, verb: 'accept' | 'decline', body?: object, key?: string) =>
    world.call<Offer & Problem>('POST', `/provider/offers/${id}/${verb}`, {
      token,
      ...(verb === 'decline' && { body: body ?? {} }),
      ...(key && { key }),
    });

  it('are shown to the provider whose time was claimed, and make the job theirs', async () => {
    const { id, token: customer, providerId, slot } = await newBooking();
    const provider = await world.provider(providerId);
    const [offer] = (await openOffers(provider)).filter(({ bookingId }) => bookingId === id);
    expect(offer).toMatchObject({ state: 'open', slot, place: { pincode: '560001' } });
    expect(JSON.stringify(offer)).not.toMatch(/5th Cross|Asha|\+91/);
    const inbox = await world.call<{ data: { kind: string; channel: string; body: string }[] }>(
      'GET',
      '//dev/inbox',
    );
    const told = inbox.body.data.filter(
      ({ kind, body }) => kind === 'job.offered' && body.includes(offer?.orderNumber ?? '-'),
    );
    expect(told).toMatchObject([{ channel: 'sms' }]);
    expect(told[0]?.body).not.toMatch(/5th Cross|Asha/);
    const first = await answer(provider, offer?.id ?? '', 'accept', undefined, 'take-it');
    expect(expectStatus(200, first).state).toBe('accepted');
    const again = await answer(provider, offer?.id ?? '', 'accept', undefined, 'take-it');
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect(again.body).toEqual(first.body);
    const { body } = await world.call<Booking>('GET', `/bookings/${id}`, { token: customer });
    expect(body).toMatchObject({ state: 'assigned', status: 'confirmed', provider: { id: providerId } });
    expect((await openOffers(provider)).filter(({ bookingId }) => bookingId === id)).toEqual([]);
    const all = await world.call<List<Offer>>('GET', '/provider/offers?state=all&limit=1', {
      token: provider,
    });
    expect(expectStatus(200, all).data).toHaveLength(1);
    expect(
      (await world.call<Offer>('GET', `/provider/offers/${offer?.id}`, { token: provider })).body,
    ).toEqual(first.body);
  });

  it('tell operations why somebody was asked: the parts add up to the score', async () => {
    const { id } = await newBooking();
    const [first] = await asked(id);
    expect(first?.score).toBeCloseTo(
      Object.values(first?.parts ?? {}).reduce((sum, each) => sum + each, 0),
      6,
    );
    expect(first?.explanation).toMatch(/^Number 1 of \d+ with [\d.]+ of 100 points: rating /);
  });

  it('declined by everybody leave the booking in the queue of operations, and the customer may still cancel', async () => {
    const { id, token: customer, addressId } = await newBooking();
    for (;;) {
      const open = (await asked(id)).filter(({ state }) => state === 'open');
      if (open.length === 0) break;
      for (const each of open) {
        const provider = await world.provider(each.providerId);
        const { status, body } = await answer(provider, each.id, 'decline', { reason: 'Too far.' });
        expect([status, body.state]).toEqual([200, 'declined']);
      }
    }
    const queue = await world.call<List<Booking>>('GET', '/ops/bookings?unplaced=true', { token: staff });
    expect(expectStatus(200, queue).data.map((each) => each.id)).toContain(id);
    const placed = await world.call<List<Booking>>('GET', '/ops/bookings?unplaced=false&limit=100', {
      token: staff,
    });
    expect(expectStatus(200, placed).data.map((each) => each.id)).not.toContain(id);
    const assigned = await world.call<Problem>('POST', `/ops/bookings/${id}/transition`, {
      token: staff,
      body: { event: 'assign', reason: 'To nobody in particular.' },
    });
    expect([assigned.status, assigned.body.code]).toEqual([409, 'booking.has_nobody']);
    const shown = await world.call<Booking>('GET', `/bookings/${id}`, { token: customer });
    expect(shown.body).toMatchObject({ state: 'confirmed', unplaced: true, provider: null });
    const cancelled = await world.call<Booking>('DELETE', `/bookings/${id}`, { token: customer });
    expect(expectStatus(200, cancelled).state).toBe('cancelled');
    const after = await world.call<List<Booking>>('GET', '/ops/bookings?unplaced=true', { token: staff });
    expect(expectStatus(200, after).data.map((each) => each.id)).not.toContain(id);
    // The time that was given back can be booked again.
    const again = await book(world, customer, order(addressId, rate.id, shown.body.slot.start));
    expect(again.status).toBe(201);
  });

  it('give a job back that was taken, and another is found', async () => {
    const { id, token: customer, providerId } = await newBooking();
    const provider = await world.provider(providerId);
    const [offer] = (await openOffers(provider)).filter(({ bookingId }) => bookingId === id);
    await answer(provider, offer?.id ?? '', 'accept');
    const decline = (body: object) =>
      world.call<{ id: string } & Problem>('POST', `/provider/bookings/${id}/decline`, {
        token: provider,
        body,
        key: 'broken-scooter',
      });
    expect((await decline({})).status).toBe(422);
    expect(expectStatus(200, await decline({ reason: 'My scooter has broken down.' })).id).toBe(id);
    const again = await decline({ reason: 'My scooter has broken down.' });
    expect([again.status, again.body.id]).toEqual([200, id]);
    const { body } = await world.call<Booking>('GET', `/bookings/${id}`, { token: customer });
    expect(body).toMatchObject({ state: 'confirmed' });
    expect(body.provider?.id).not.toBe(providerId);
    const offers = await asked(id);
    expect(offers.map(({ state }) => state).toSorted()).toEqual(['open', 'returned']);
  });

  it('are for providers only, each for their own', async () => {
    const { id, token: customer, providerId } = await newBooking();
    const [mine] = await asked(id);
    const offerId = mine?.id ?? '';
    const codeOf = async (token: string | undefined, path: string, method = 'GET') => {
      const { status, body } = await world.call<Problem>(method, path, { ...(token && { token }) });
      return `${status} ${body.code}`;
    };
    expect(await codeOf(undefined, '/provider/offers')).toBe('401 auth.required');
    expect(await codeOf(customer, '/provider/offers')).toBe('403 auth.wrong_audience');
    expect(await codeOf(staff, `/provider/offers/${offerId}/accept`, 'POST')).toBe('403 auth.wrong_audience');
    expect(await codeOf(customer, `/ops/bookings/${id}/offers`)).toBe('403 auth.wrong_audience');
    const others = await world.get(UnitOfWork).read((reader) => reader.getRepository(ProviderEntity).find());
    const stranger = await world.provider(others.find((each) => each.id !== providerId)?.id ?? '');
    expect(await codeOf(stranger, `/provider/offers/${offerId}`)).toBe('404 offer.not_found');
    expect(await codeOf(stranger, `/provider/offers/${offerId}/accept`, 'POST')).toBe('404 offer.not_found');
    expect(await codeOf(stranger, '/provider/offers/nonsense/accept', 'POST')).toBe('404 offer.not_found');
    expect(await codeOf(staff, `/ops/bookings/${offerId}/offers`)).toBe('404 booking.not_found');
  });

  it.each([
    ['/provider/offers?state=closed', 'provider'],
    ['/provider/offers?limit=0', 'provider'],
    ['/provider/offers?cursor=nonsense', 'provider'],
    ['/ops/bookings?unplaced=perhaps', 'staff'],
  ])('refuse %s', async (path, who) => {
    const { providerId } = await newBooking();
    const token = who === 'staff' ? staff : await world.provider(providerId);
    expect((await world.call('GET', path, { token })).status).toBe(422);
  });

  it('refuse a reason that is none', async () => {
    const { id, providerId } = await newBooking();
    const [offer] = await asked(id);
    const provider = await world.provider(providerId);
    for (const body of [{ reason: '' }, { reason: 'x'.repeat(501) }, { reason: 7 }, { because: 'of it' }])
      expect((await answer(provider, offer?.id ?? '', 'decline', body)).status).toBe(422);
  });
});
