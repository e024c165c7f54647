import { Not } from 'typeorm';
import { ProviderEntity } from '../../src/features/providers/index.js';
import { newId } from '../../src/kernel/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { World } from '../world.js';
import {
  booked,
  expectStatus,
  indianTime,
  localDay,
  newHouseholder,
  order,
  rateOf,
  remainingAt,
} from './marketplace.js';
import type { Booking, Problem, Rate } from './marketplace.js';
import { tokenFor } from './tokens.js';

interface RescheduleQuote {
  quoteId: string;
  feePaise: number;
  tier: string;
  receipts: { rule: string }[];
}

interface Proposal {
  id: string;
  slotStart: string;
  answerDueAt: string;
  state: string;
}

const slug = 'ac-repair';
const minuteMs = 60_000;

describe('rescheduling', () => {
  let world: World;
  let rate: Rate;
  beforeAll(async () => {
    world = await World.open();
    rate = await rateOf(world, slug);
  });
  afterAll(() => world.close());

  const one = async (start: string) => {
    const { id: customerId, token, addressId } = await newHouseholder(world);
    return { customerId, token, booking: await booked(world, token, order(addressId, rate.id, start)) };
  };
  const quote = (token: string, id: string, body?: object) =>
    world.call<RescheduleQuote & Problem>('POST', `/bookings/${id}/reschedule-quote`, { token, body });
  const move = (token: string, id: string, body: object, key: string | true = true) =>
    world.call<Booking & Problem>('POST', `/bookings/${id}/reschedule`, { token, key, body });
  const afresh = (customerId: string) => tokenFor(world, 'customer', customerId);
  const byOps = async (id: string, event: string) =>
    expectStatus(
      200,
      await world.call('POST', `/ops/bookings/${id}/transition`, {
        token: await world.staff('EMP005'),
        body: { event, reason: 'As the provider said.' },
      }),
    );

  it('moves a booking at no cost, whole, once under its key', async () => {
    const [from, to] = ['10:00', '15:00'].map((time) => indianTime(localDay(world, 2), time));
    const { token, booking } = await one(from ?? '');
    const before = await remainingAt(world, slug, rate.id, to ?? '');
    const quoted = expectStatus(200, await quote(token, booking.id));
    expect(quoted).toMatchObject({ feePaise: 0 });
    expect(quoted.receipts[0]?.rule).toBe('CX-9');
    const sent = { slotStart: to, quoteId: quoted.quoteId, reason: 'I will be at home later.' };
    const moved = expectStatus(200, await move(token, booking.id, sent, 'move-1'));
    expect(moved).toMatchObject({ slot: { start: to }, state: 'confirmed', price: booking.price });
    const replayed = await move(token, booking.id, sent, 'move-1');
    expect([replayed.status, replayed.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect(await remainingAt(world, slug, rate.id, to ?? '')).toBe(before - 1);
    const again = await move(token, booking.id, sent);
    expect([again.status, again.body.code]).toEqual([422, 'slot.invalid']);
  });

  it('needs the figure to have been seen when it costs, and says the new one when it has changed', async () => {
    const start = indianTime(localDay(world, 1), '12:00');
    const later = indianTime(localDay(world, 1), '17:00');
    const { customerId, booking } = await one(start);
    await byOps(booking.id, 'assign');
    world.clock.set(new Date(Date.parse(start) - 181 * minuteMs));
    let token = await afresh(customerId);
    const free = expectStatus(200, await quote(token, booking.id, { slotStart: later }));
    expect(free.feePaise).toBe(0);
    world.clock.advance(2 * minuteMs);
    token = await afresh(customerId);
    const unseen = await move(token, booking.id, { slotStart: later });
    expect([unseen.status, unseen.body.code, unseen.body.errors?.[0]?.pointer]).toEqual([
      422,
      'request.invalid',
      '/quoteId',
    ]);
    const stale = await move(token, booking.id, { slotStart: later, quoteId: free.quoteId });
    expect([stale.status, stale.body.code]).toEqual([409, 'quote.stale']);
    const enclosed = (stale.body as unknown as { quote: RescheduleQuote }).quote;
    expect(enclosed.feePaise).toBeGreaterThan(0);
    const moved = await move(token, booking.id, { slotStart: later, quoteId: enclosed.quoteId });
    expect(expectStatus(200, moved).slot.start).toBe(later);
  });

  it('takes no nonsense, and nothing of somebody else', async () => {
    const start = indianTime(localDay(world, 3), '10:00');
    const { token, booking } = await one(start);
    const stranger = await one(indianTime(localDay(world, 3), '11:00'));
    const foreign = expectStatus(200, await quote(stranger.token, stranger.booking.id));
    const slotStart = indianTime(localDay(world, 3), '15:00');
    const bad: [object, number, string][] = [
      [{}, 422, 'request.invalid'],
      [{ slotStart: 'later' }, 422, 'request.invalid'],
      [{ slotStart, feePaise: 0 }, 422, 'request.invalid'],
      [{ slotStart, quoteId: 'free' }, 422, 'request.invalid'],
      [{ slotStart, quoteId: newId() }, 404, 'quote.not_found'],
      [{ slotStart, quoteId: foreign.quoteId }, 404, 'quote.not_found'],
      [{ slotStart: indianTime(localDay(world, 3), '15:10') }, 422, 'slot.invalid'],
      [{ slotStart: indianTime(localDay(world, -3), '15:00') }, 422, 'slot.invalid'],
      [{ slotStart: indianTime(localDay(world, 40), '15:00') }, 422, 'slot.invalid'],
    ];
    for (const [body, status, code] of bad) {
      const answer = await move(token, booking.id, body);
      expect([body, answer.status, answer.body.code]).toEqual([body, status, code]);
    }
    const theirs = await move(stranger.token, booking.id, { slotStart });
    expect([theirs.status, theirs.body.code]).toEqual([404, 'booking.not_found']);
    const noKey = await world.call<Problem>('POST', `/bookings/${booking.id}/reschedule`, {
      token,
      body: { slotStart },
    });
    expect([noKey.status, noKey.body.code]).toEqual([400, 'idempotency.key_required']);
    const unknown = await quote(token, booking.id, { slotStart, fee: 0 });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'request.invalid']);
    expect((await world.call<Booking>('GET', `/bookings/${booking.id}`, { token })).body).toEqual(booking);
  });

  it('changes what the provider is told, and nothing else', async () => {
    const { token, booking } = await one(indianTime(localDay(world, 4), '10:00'));
    const path = `/bookings/${booking.id}`;
    const put = (body: object) => world.call<Booking & Problem>('PUT', path, { token, body });
    const body = { instructions: 'Ring twice.', contactName: 'Ravi', contactMobile: '98123 45678' };
    const changed = expectStatus(200, await put(body));
    expect(changed).toMatchObject({
      instructions: 'Ring twice.',
      address: { contactName: 'Ravi', contactMobile: '+919812345678' },
      slot: booking.slot,
    });
    const cleared = expectStatus(200, await put({ contactName: null }));
    expect(cleared).toMatchObject({ instructions: 'Ring twice.', address: { contactName: null } });
    for (const wrong of [
      { slotStart: booking.slot.start },
      { items: [] },
      { instructions: 7 },
      { contactMobile: '12' },
    ]) {
      const answer = await put(wrong);
      expect([wrong, answer.status, answer.body.code]).toEqual([wrong, 422, 'request.invalid']);
    }
    expectStatus(200, await world.call('DELETE', path, { token }));
    const over = await put({ instructions: 'Too late.' });
    expect([over.status, over.body.code]).toEqual([409, 'booking.over']);
  });

  describe('at the wish of the provider', () => {
    const asked = async (day: number, clockTime = '10:00', wanted = '13:00') => {
      const { customerId, booking } = await one(indianTime(localDay(world, day), clockTime));
      await byOps(booking.id, 'assign');
      const provider = await tokenFor(world, 'provider', booking.provider?.id ?? '');
      const slotStart = indianTime(localDay(world, day), wanted);
      const answer = await world.call<Proposal & Problem>(
        'POST',
        `/provider/bookings/${booking.id}/propose-reschedule`,
        { token: provider, body: { slotStart, reason: 'The job before takes longer.' } },
      );
      return { customerId, booking, provider, slotStart, proposal: expectStatus(201, answer) };
    };

    it('is agreed to', async () => {
      const { customerId, booking, slotStart, proposal } = await asked(5);
      const token = await afresh(customerId);
      const path = `/bookings/${booking.id}/reschedule-proposal`;
      expect((await world.call<Proposal>('GET', path, { token })).body).toEqual(proposal);
      const moved = expectStatus(200, await world.call<Booking>('POST', `${path}/accept`, { token }));
      expect(moved).toMatchObject({ slot: { start: slotStart }, state: 'assigned' });
      const again = await world.call<Problem>('POST', `${path}/accept`, { token });
      expect([again.status, again.body.code]).toEqual([404, 'reschedule_proposal.not_found']);
    });

    it('is refused', async () => {
      const { customerId, booking, provider } = await asked(5, '11:00', '16:00');
      const token = await afresh(customerId);
      const path = `/bookings/${booking.id}/reschedule-proposal`;
      const kept = expectStatus(200, await world.call<Booking>('POST', `${path}/decline`, { token }));
      expect(kept).toMatchObject({ slot: booking.slot, state: 'assigned' });
      const open = await world.call<Problem>('GET', `/provider/bookings/${booking.id}/reschedule-proposal`, {
        token: provider,
      });
      expect([open.status, open.body.code]).toEqual([404, 'reschedule_proposal.not_found']);
    });

    it('is for the provider who has it, and for nobody else to answer', async () => {
      const { booking, provider } = await asked(5, '12:00', '17:00');
      const stranger = await newHouseholder(world);
      const path = `/bookings/${booking.id}/reschedule-proposal`;
      for (const each of ['accept', 'decline']) {
        const answer = await world.call<Problem>('POST', `${path}/${each}`, { token: stranger.token });
        expect([answer.status, answer.body.code]).toEqual([404, 'booking.not_found']);
      }
      const ask = (token: string, body: object) =>
        world.call<Problem>('POST', `/provider/bookings/${booking.id}/propose-reschedule`, { token, body });
      const body = { slotStart: indianTime(localDay(world, 5), '18:00'), reason: 'Once more.' };
      const twice = await ask(provider, body);
      expect([twice.status, twice.body.code]).toEqual([409, 'reschedule_proposal.already_open']);
      const another = await world
        .get(UnitOfWork)
        .read((reader) =>
          reader.getRepository(ProviderEntity).findOneByOrFail({ id: Not(booking.provider?.id ?? '') }),
        );
      expect((await ask(await tokenFor(world, 'provider', another.id), body)).status).toBe(404);
      expect((await ask(stranger.token, body)).status).toBe(403);
      expect((await ask(provider, { slotStart: body.slotStart })).status).toBe(422);
    });

    it('and two hours of silence cancel the booking, at no cost', async () => {
      const { customerId, booking, proposal } = await asked(6);
      world.clock.set(proposal.answerDueAt);
      await world.get(JobRunner).settle();
      const token = await afresh(customerId);
      const { body } = await world.call<Booking>('GET', `/bookings/${booking.id}`, { token });
      expect(body).toMatchObject({ status: 'cancelled', paymentState: 'unpaid' });
      const late = await world.call<Problem>('POST', `/bookings/${booking.id}/reschedule-proposal/accept`, {
        token,
      });
      expect(late.status).toBe(404);
    });
  });
});
