import { World } from '../world.js';
import { booked, expectStatus, indianTime, localDay, newHouseholder, order, rateOf } from './marketplace.js';
import type { Booking, List, Problem, Rate } from './marketplace.js';

interface Quote {
  quoteId: string;
  feePaise: number;
  refundPaise: number;
  refunds: { instrument: string; amountPaise: number }[];
}

interface Policy {
  id: string;
  code: string;
  version: number;
  status: string;
  effectiveFrom: string;
  body: Record<string, unknown>;
}

describe('fees over HTTP', () => {
  let world: World;
  let rate: Rate;
  let lead: string;
  let nextHour = 0;
  beforeAll(async () => {
    world = await World.open();
    rate = await rateOf(world, 'tap-repair');
    lead = await world.staff('EMP004');
  });
  afterAll(() => world.close());

  const one = async (): Promise<{ token: string; booking: Booking }> => {
    const { token, addressId } = await newHouseholder(world);
    const at = nextHour;
    nextHour += 1;
    const start = indianTime(
      localDay(world, 2 + Math.floor(at / 8)),
      `${String(9 + (at % 8)).padStart(2, '0')}:00`,
    );
    return { token, booking: await booked(world, token, order(addressId, rate.id, start)) };
  };
  const transition = async (id: string, ...events: string[]): Promise<void> => {
    for (const event of events)
      expectStatus(
        200,
        await world.call('POST', `/ops/bookings/${id}/transition`, {
          token: lead,
          body: { event, reason: 'As the provider said.' },
        }),
      );
  };
  const ops = <T = Booking & Problem>(id: string, act: string, body: unknown, token = lead) =>
    world.call<T>('POST', `/ops/bookings/${id}/${act}`, { token, key: true, body });
  const quoteOf = async (token: string, id: string): Promise<Quote> =>
    expectStatus(200, await world.call<Quote>('POST', `/bookings/${id}/cancellation-quote`, { token }));

  it('a figure that changed is answered with a new one, and that one cancels (CX-8)', async () => {
    const { token, booking } = await one();
    const seen = await quoteOf(token, booking.id);
    await transition(booking.id, 'assign', 'depart');
    const cancel = (quoteId: string, key: string) =>
      world.call<Booking & Problem & { quote: Quote }>('POST', `/bookings/${booking.id}/cancel`, {
        token,
        key,
        body: { quoteId, reason: 'My plans have changed.' },
      });
    const stale = await cancel(seen.quoteId, 'first');
    expect([stale.status, stale.body.code]).toEqual([409, 'quote.stale']);
    expect(stale.body.quote.feePaise).toBeGreaterThan(0);
    expect(stale.body.quote.quoteId).not.toBe(seen.quoteId);
    // A refusal is not remembered: the same key may carry the new figure.
    const done = await cancel(stale.body.quote.quoteId, 'first');
    expect([done.status, done.body.status]).toEqual([200, 'cancelled']);
    expect((await cancel(stale.body.quote.quoteId, 'first')).headers.get('idempotent-replayed')).toBe('true');
  });

  it('staff cancel for the platform by default, once, and only those who may', async () => {
    const { token, booking } = await one();
    const body = { reason: 'The depot is flooded.' };
    const refused = await ops(booking.id, 'cancel', body, await world.staff('EMP005'));
    expect([refused.status, refused.body.code]).toEqual([403, 'auth.permission_missing']);
    const keyless = await world.call<Problem>('POST', `/ops/bookings/${booking.id}/cancel`, {
      token: lead,
      body,
    });
    expect([keyless.status, keyless.body.code]).toEqual([400, 'idempotency.key_required']);
    expect(expectStatus(200, await ops(booking.id, 'cancel', body)).status).toBe('cancelled');
    const again = await ops(booking.id, 'cancel', body);
    expect([again.status, again.body.code]).toEqual([409, 'booking.illegal_transition']);
    const mine = await world.call<Booking>('GET', `/bookings/${booking.id}`, { token });
    expect(mine.body.status).toBe('cancelled');
  });

  it('staff read a figure out before they cancel for a customer, or waive it (CX-5, CX-8)', async () => {
    const { booking } = await one();
    await transition(booking.id, 'assign', 'depart');
    const forCustomer = { onBehalfOf: 'customer', reason: 'She called us.' };
    const unheard = await ops(booking.id, 'cancel', forCustomer);
    expect([unheard.status, unheard.body.code]).toEqual([409, 'booking.cancellation_costs']);
    const path = `/ops/bookings/${booking.id}/cancellation-quote`;
    const { quoteId } = expectStatus(200, await world.call<Quote>('POST', path, { token: lead }));
    expectStatus(200, await ops(booking.id, 'cancel', { ...forCustomer, quoteId }));
    const waived = expectStatus(200, await ops(booking.id, 'waive-fee', { reason: 'A bereavement.' }));
    expect(waived.status).toBe('cancelled');
    const twice = await ops(booking.id, 'waive-fee', { reason: 'A bereavement.' });
    expect([twice.status, twice.body.code]).toEqual([409, 'booking.fee_already_waived']);
  });

  it('an unknown word, a short reason or an unknown field is pointed at', async () => {
    const { booking } = await one();
    for (const [body, pointer] of [
      [{ reason: 'x' }, '/reason'],
      [{ reason: 'Flooded.', onBehalfOf: 'neighbour' }, '/onBehalfOf'],
      [{ reason: 'Flooded.', feePaise: 0 }, '/feePaise'],
    ] as const) {
      const answer = await ops(booking.id, 'cancel', body);
      expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, pointer]);
    }
  });

  it('a provider who does not come is reported by the customer, not too early (CX-4)', async () => {
    const { email, token } = await world.newCustomer();
    const addressId = await world.addAddress(token);
    const start = indianTime(localDay(world, 4), '15:00');
    const booking = await booked(world, token, order(addressId, rate.id, start));
    await transition(booking.id, 'assign');
    const report = (as: string) =>
      world.call<Booking & Problem>('POST', `/bookings/${booking.id}/no-show`, {
        token: as,
        key: true,
        body: { reason: 'Nobody came, nobody called.' },
      });
    const early = await report(token);
    expect([early.status, early.body.code]).toEqual([409, 'booking.too_early_for_no_show']);
    const before = world.clock.now();
    world.clock.set(new Date(Date.parse(booking.slot.start) + 30 * 60_000));
    const login = { identifier: email, password: 'Str0ng!Passw0rd' };
    const signedIn = await world.call<{ tokens: { accessToken: string } }>('POST', '/auth/login', {
      body: login,
    });
    const answer = await report(signedIn.body.tokens.accessToken);
    expect([answer.status, answer.body.status]).toEqual([200, 'no_show']);
    world.clock.set(before);
  });

  describe('policies', () => {
    const admin = () => world.staff('EMP002');
    const call = async <T = Policy & Problem>(method: string, path: string, body?: unknown, key?: true) =>
      world.call<T>(method, path, {
        token: await admin(),
        ...(key && { key }),
        ...(body !== undefined && { body }),
      });

    it('are drafted, changed, tried and published by those who manage settings', async () => {
      const seen = await call<List<Policy>>('GET', '/ops/policies?kind=cancellation&status=published');
      const [standard] = seen.body.data;
      expect(standard).toMatchObject({ code: 'IN-HOME-STD', version: 1, status: 'published' });
      const { body } = standard ?? {};
      const drafted = await call('POST', '/ops/policies', {
        kind: 'cancellation',
        code: 'IN-HOME-STD',
        body: { ...body, graceMinutes: 15 },
      });
      expect([drafted.status, drafted.body.version, drafted.body.status]).toEqual([201, 2, 'draft']);
      const path = `/ops/policies/${drafted.body.id}`;
      const oneSided = await call('PUT', path, { body: { ...body, symmetry: false } });
      expect([oneSided.status, oneSided.body.errors?.[0]?.pointer]).toEqual([422, '/body/symmetry']);
      expect((await call('PUT', path, { body: { ...body, graceMinutes: 20 } })).body.body).toMatchObject({
        graceMinutes: 20,
      });
      const tried = await call<{ replayed: number; changed: number; difference: { feePaise: number } }>(
        'POST',
        `${path}/preview`,
        { limit: 1_000 },
      );
      expect(tried.status).toBe(200);
      expect(tried.body.replayed).toBeGreaterThan(0);
      expect(tried.body.difference.feePaise).toBeLessThanOrEqual(0);
      expect((await call('POST', `${path}/publish`, undefined, true)).body.status).toBe('published');
      const again = await call('POST', `${path}/publish`);
      expect([again.status, again.body.code]).toEqual([409, 'policy.published']);
      const changed = await call('PUT', path, { body: { ...body, graceMinutes: 1 } });
      expect([changed.status, changed.body.code]).toEqual([409, 'policy.published']);
      const told = await world.call<{ text: string; version: number }>('GET', '/policies/cancellation');
      expect([told.body.version, told.body.text.includes('Within 20 minutes')]).toEqual([2, true]);
    });

    it('are closed to others', async () => {
      const refused = await world.call<Problem>('GET', '/ops/policies', { token: lead });
      expect([refused.status, refused.body.code]).toEqual([403, 'auth.permission_missing']);
      const { token } = await world.newCustomer();
      expect((await world.call('GET', '/ops/policies', { token })).status).toBe(403);
    });

    it('are told to everybody, in both languages, for a category or the default (PO-6)', async () => {
      for (const path of ['/policies/reschedule', '/policies/warranty?category=plumbing&language=hi']) {
        const { status, body } = await world.call<{ text: string; language: string }>('GET', path);
        expect([path, status]).toEqual([path, 200]);
        expect(body.text).toMatch(body.language === 'hi' ? /वारंटी/ : /Rs 49 each/);
      }
      const tiers = await world.call<{ tiers: { upToMinutes: number | null; overMinutes: number | null }[] }>(
        'GET',
        '/policies/cancellation',
      );
      expect(tiers.body.tiers.map(({ upToMinutes, overMinutes }) => [upToMinutes, overMinutes])).toEqual([
        [null, 180],
        [180, 60],
        [60, null],
      ]);
      for (const [path, status, code] of [
        ['/policies/nonsense', 404, 'policy.not_found'],
        ['/policies/cancellation?category=gardening', 404, 'category.not_found'],
        ['/policies/cancellation?language=fr', 422, 'request.invalid'],
      ] as const) {
        const answer = await world.call<Problem>('GET', path);
        expect([path, answer.status, answer.body.code]).toEqual([path, status, code]);
      }
    });
  });
});
