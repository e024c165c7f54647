import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import {
  booked,
  expectStatus,
  indianTime,
  localDay,
  newHouseholder,
  order,
  rateOf,
  times,
} from './marketplace.js';
import type { List, Problem } from './marketplace.js';
import { asCustomer, asProvider, newJob, seen, step, stepAs, workDone } from './work.js';

import type { Job, ProviderBooking } from './work.js';

const minuteMs = 60_000;

describe("a provider's own bookings", () => {
  let world: World;
  let hour = 8;
  let openedAt: Date;
  beforeAll(async () => {
    world = await World.open();
    openedAt = world.clock.now();
  });
  afterEach(() => world.clock.set(openedAt));
  afterAll(() => world.close());

  const lead = () => world.staff('EMP004');
  const job = () => {
    hour = hour === 18 ? 9 : hour + 1;
    return newJob(world, 2, `${String(hour).padStart(2, '0')}:00`);
  };
  const get = async (of: Job) =>
    world.call<ProviderBooking & Problem>('GET', `/provider/bookings/${of.id}`, {
      token: await asProvider(world, of),
    });
  const atTheDoor = async (of: Job) => {
    world.clock.set(of.startAt);
    for (const verb of ['depart', 'arrive']) expectStatus(200, await step(world, of, verb));
  };

  it('tell the door, the first name and a masked mobile once they are theirs, and never the start code', async () => {
    const mine = await job();
    const answer = await get(mine);
    const body = expectStatus(200, answer);
    expect(body).toMatchObject({
      state: 'assigned',
      place: { pincode: '560001' },
      address: { line1: '12, 5th Cross' },
      instructions: 'The gate code is 1234.',
      isRework: false,
    });
    expect(body.customer?.firstName).toBe('Asha');
    expect(body.customer?.mobile).toMatch(/^\+91\*{6}\d{4}$/);
    expect(body.toCollectPaise).toBeGreaterThan(0);
    expect(Object.keys(body)).not.toContain('startCode');
    const token = await asProvider(world, mine);
    const listed = await world.call<List<ProviderBooking>>('GET', '/provider/bookings?limit=100', { token });
    expect(expectStatus(200, listed).data.find(({ id }) => id === mine.id)).toEqual(body);
    await workDone(world, mine);
    const done = expectStatus(200, await get(mine));
    expect(done).toMatchObject({
      state: 'completed',
      customer: { firstName: 'Asha', mobile: null },
      address: null,
      instructions: null,
      toCollectPaise: 0,
    });
    expect(done.completedAt).not.toBeNull();
  });

  it('are not those that are only held out to them', async () => {
    const { token, addressId } = await newHouseholder(world);
    const rate = await rateOf(world, 'tap-repair');
    const start = indianTime(localDay(world, 3), '09:00');
    const made = await booked(world, token, order(addressId, rate.id, start));
    const provider = await world.provider(made.provider?.id ?? '');
    const one = await world.call<Problem>('GET', `/provider/bookings/${made.id}`, { token: provider });
    expect([one.status, one.body.code]).toEqual([404, 'booking.not_found']);
    const all = await world.call<List<ProviderBooking>>('GET', '/provider/bookings?limit=100', {
      token: provider,
    });
    expect(expectStatus(200, all).data.map(({ id }) => id)).not.toContain(made.id);
  });

  it('are listed page by page, the latest slot first, each once', async () => {
    const mine = await job();
    const token = await asProvider(world, mine);
    const whole = expectStatus(
      200,
      await world.call<List<ProviderBooking>>('GET', '/provider/bookings?limit=100', { token }),
    ).data;
    const starts = whole.map(({ slot }) => slot.start);
    expect(starts).toEqual([...starts].sort().reverse());
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const query = `?limit=1${cursor && `&cursor=${cursor}`}`;
      const page = expectStatus(
        200,
        await world.call<List<ProviderBooking>>('GET', `/provider/bookings${query}`, { token }),
      );
      found.push(...page.data.map(({ id }) => id));
      if (page.page.next === null) break;
      cursor = page.page.next;
    }
    expect(found).toEqual(whole.map(({ id }) => id));
    const open = expectStatus(
      200,
      await world.call<List<ProviderBooking>>('GET', '/provider/bookings?state=assigned', { token }),
    ).data;
    expect(new Set(open.map(({ state }) => state))).toEqual(new Set(['assigned']));
  });

  it('start with the code of the customer alone (ST-3), and a wrong one is refused each time it is sent', async () => {
    const mine = await job();
    await atTheDoor(mine);
    const wrong = String((Number(mine.startCode) + 1) % 10_000).padStart(4, '0');
    for (const [body, status] of [
      [{}, 422],
      [{ startCode: '12345' }, 422],
      [{ startCode: 1234 }, 422],
      [{ startCode: '12a4' }, 422],
      [{ startCode: mine.startCode, reason: 'Let me in.' }, 422],
      [{ startCode: wrong }, 409],
    ] as const)
      expect((await step(world, mine, 'start', body)).status).toBe(status);
    const once = await step(world, mine, 'start', { startCode: wrong }, 'guess');
    const again = await step(world, mine, 'start', { startCode: wrong }, 'guess');
    expect([once, again].map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'booking.start_code_wrong'],
      [409, 'booking.start_code_wrong'],
    ]);
    const started = await step(world, mine, 'start', { startCode: mine.startCode }, 'right');
    expect(expectStatus(200, started).state).toBe('in_progress');
    const replayed = await step(world, mine, 'start', { startCode: mine.startCode }, 'right');
    expect([replayed.status, replayed.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
  });

  it('are shut to whoever guesses codes: five wrong ones, also at once, and the right one waits (ST-3)', async () => {
    const mine = await job();
    await atTheDoor(mine);
    const guesses = times(12, (at) => String((Number(mine.startCode) + 1 + at) % 10_000).padStart(4, '0'));
    const answers = await Promise.all(guesses.map((startCode) => step(world, mine, 'start', { startCode })));
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'booking.start_code_wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'booking.start_code_locked')).toHaveLength(7);
    expect((await step(world, mine, 'start', { startCode: mine.startCode })).status).toBe(423);
    world.clock.advance(15 * minuteMs);
    expect((await step(world, mine, 'start', { startCode: mine.startCode })).status).toBe(200);
  });

  it('may be started by staff without the code, who say why (ST-3)', async () => {
    const mine = await job();
    await atTheDoor(mine);
    const path = `/ops/bookings/${mine.id}/transition`;
    const token = await lead();
    expect((await world.call('POST', path, { token, body: { event: 'start' } })).status).toBe(422);
    const body = { event: 'start', reason: 'The customer has lost the code.' };
    expect((await world.call('POST', path, { token, body })).status).toBe(200);
    const events = await world.call<{ data: { event: string; reason: string }[] }>(
      'GET',
      `/ops/bookings/${mine.id}/events`,
      { token },
    );
    expect(events.body.data.at(-1)).toMatchObject(body);
  });

  it('are completed once, however often that is said at once', async () => {
    const mine = await job();
    await atTheDoor(mine);
    await step(world, mine, 'start', { startCode: mine.startCode });
    const answers = await Promise.all(times(5, () => step(world, mine, 'complete')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect((await seen(world, mine)).state).toBe('completed');
  });

  it('end as missed when the customer does not open: after arrival, half an hour and two calls (CX-6)', async () => {
    const mine = await job();
    await atTheDoor(mine);
    const missed = () => step(world, mine, 'no-show', { reason: 'Nobody opens.' });
    expect((await missed()).body.code).toBe('booking.too_early_for_no_show');
    world.clock.advance(30 * minuteMs);
    expect((await missed()).body.code).toBe('booking.contact_attempts_missing');
    expectStatus(200, await step(world, mine, 'contact-attempt'));
    expectStatus(200, await step(world, mine, 'contact-attempt', { note: 'Rang the bell.' }));
    expect((await step(world, mine, 'no-show', { reason: 'x' })).status).toBe(422);
    expect((await step(world, mine, 'no-show', {})).status).toBe(422);
    expect(expectStatus(200, await missed())).toMatchObject({ state: 'no_show', address: null });
  });

  it('are reported by a customer whom nobody came to, 30 minutes after the start and no sooner', async () => {
    const mine = await job();
    const report = async () =>
      world.call<Problem & { state: string }>('POST', `/bookings/${mine.id}/no-show`, {
        token: await asCustomer(world, mine),
        key: true,
        body: {},
      });
    world.clock.set(new Date(mine.startAt.getTime() + 30 * minuteMs - 1_000));
    expect((await report()).body.code).toBe('booking.too_early_for_no_show');
    world.clock.advance(1_000);
    expect(expectStatus(200, await report()).state).toBe('no_show');
  });

  it('are moved by staff as the table allows: off the provider, and as missed', async () => {
    const mine = await job();
    const transition = async (body: object) =>
      world.call<Problem & { state: string }>('POST', `/ops/bookings/${mine.id}/transition`, {
        token: await lead(),
        body,
      });
    const off = await transition({ event: 'decline', reason: 'The provider rang: a flat tyre.' });
    expect(expectStatus(200, off).state).toBe('confirmed');
    await world.settle();
    const gone = await get(mine);
    expect([gone.status, gone.body.code]).toEqual([404, 'booking.not_found']);
    expect((await transition({ event: 'no_show', reason: 'Nobody came.' })).status).toBe(422);
    const early = await transition({ event: 'no_show', absent: 'provider', reason: 'Nobody came.' });
    expect(early.body.code).toBe('booking.illegal_transition');
    for (const body of [
      { event: 'cancel', reason: 'No more.' },
      { event: 'pay', reason: 'No more.' },
      { event: 'depart', absent: 'nobody', reason: 'No more.' },
    ])
      expect((await transition(body)).status).toBe(422);
  });

  it.each(['depart', 'arrive', 'contact-attempt', 'start', 'complete', 'no-show'])(
    '%s is for the provider whose booking it is, at its time (ID-10, ST-1)',
    async (verb) => {
      const mine = await job();
      const body = { start: { startCode: mine.startCode }, 'no-show': { reason: 'Nobody opens.' } }[verb];
      const others = await world.call<List<{ id: string }>>('GET', '/providers?limit=100');
      const stranger = others.body.data.find(({ id }) => id !== mine.providerId)?.id ?? '';
      const codeOf = async (of: Job, as?: string) => {
        const token = as ?? (await asProvider(world, of));
        const { status, body: problem } = await stepAs(world, token, of, verb, body);
        return `${status} ${problem.code}`;
      };
      expect(await codeOf({ ...mine, providerId: stranger })).toBe('404 booking.not_found');
      expect(await codeOf(mine, await asCustomer(world, mine))).toBe('403 auth.wrong_audience');
      expect(await codeOf(mine, '')).toBe('401 auth.required');
      expect(await codeOf({ ...mine, id: newId() })).toBe('404 booking.not_found');
      expect(await codeOf({ ...mine, id: 'nonsense' })).toBe('404 booking.not_found');
      await workDone(world, mine);
      expect(await codeOf(mine)).toBe('409 booking.illegal_transition');
    },
  );

  it.each(['?state=nowhere', '?from=tomorrow', '?to=2026-02-30', '?limit=0', '?cursor=nonsense', '?mine=1'])(
    'are not listed by %s',
    async (query) => {
      const mine = await job();
      const token = await asProvider(world, mine);
      const answer = await world.call('GET', `/provider/bookings${query}`, { token });
      expect(answer.status).toBe(422);
    },
  );

  it('need a key where money moves (PF-2)', async () => {
    const mine = await job();
    for (const verb of ['complete', 'no-show']) {
      const { status, body } = await world.call<Problem>('POST', `/provider/bookings/${mine.id}/${verb}`, {
        token: await asProvider(world, mine),
        body: verb === 'no-show' ? { reason: 'Nobody opens.' } : {},
      });
      expect([status, body.code]).toEqual([400, 'idempotency.key_required']);
    }
  });
});
