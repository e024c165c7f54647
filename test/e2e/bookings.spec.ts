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
import type { Booking, List, Order, Problem, Quote, Rate } from './marketplace.js';

interface CancellationQuote {
  quoteId: string;
  feePaise: number;
  refundPaise: number;
  tier: string;
}

const slug = 'ac-repair';

describe('a booking', () => {
  let world: World;
  let rate: Rate;
  let nextHalfHour = 0;
  beforeAll(async () => {
    world = await World.open();
    rate = await rateOf(world, slug);
  });
  afterAll(() => world.close());

  /** Another free start for each test: hours of the days after tomorrow. */
  const freeStart = (): string => {
    const at = nextHalfHour;
    nextHalfHour += 1;
    return indianTime(localDay(world, 2 + Math.floor(at / 8)), `${String(9 + (at % 8)).padStart(2, '0')}:00`);
  };
  const quoteCancelling = (token: string, id: string) =>
    world.call<CancellationQuote & Problem>('POST', `/bookings/${id}/cancellation-quote`, { token });
  const cancel = (token: string, id: string, quoteId: string, key: string | true = true) =>
    world.call<Booking & Problem>('POST', `/bookings/${id}/cancel`, {
      token,
      key,
      body: { quoteId, reason: 'My plans have changed.' },
    });
  const one = async (): Promise<{ token: string; booking: Booking; sent: Order }> => {
    const { token, addressId } = await newHouseholder(world);
    const sent = order(addressId, rate.id, freeStart());
    return { token, sent, booking: await booked(world, token, sent) };
  };

  it('costs exactly what was quoted, and nothing that was not', async () => {
    const { token, addressId } = await newHouseholder(world);
    const slotStart = freeStart();
    const items = [{ rateCardId: rate.id, quantity: 2 }];
    const body = { addressId, items, slotStart };
    const quote = expectStatus(200, await world.call<Quote>('POST', '/services/price', { token, body }));
    const booking = await booked(world, token, { ...body, paymentMethod: 'cash', quoteId: quote.id });
    const { id: _id, expiresAt: _expiresAt, ...price } = quote;
    expect(price).toMatchObject(booking.price);
    expect(booking).toMatchObject({ status: 'confirmed', state: 'confirmed', paymentState: 'unpaid' });
    expect(booking.slot.start).toBe(slotStart);
    expect(booking.items).toMatchObject([{ rateCardId: rate.id, quantity: 2, service: { slug } }]);
    expect(booking.orderNumber).toMatch(/^NX-[0-9A-Z]{8}$/);
    expect(booking.startCode).toMatch(/^\d{4}$/);
  });

  it('spends its quote: a second booking cannot use it, nor one after it ran out', async () => {
    const { token, addressId } = await newHouseholder(world);
    const quoted = async (slotStart: string): Promise<Order> => {
      const items = [{ rateCardId: rate.id, quantity: 1 }];
      const { body } = await world.call<Quote>('POST', '/services/price', {
        token,
        body: { addressId, items, slotStart },
      });
      return { ...order(addressId, rate.id, slotStart), quoteId: body.id };
    };
    const first = await quoted(freeStart());
    await booked(world, token, first);
    const again = await book(world, token, first);
    expect([again.status, again.body.code]).toEqual([409, 'price.changed']);
    const late = await quoted(freeStart());
    world.clock.advance(11 * 60_000);
    const lateAnswer = await book(world, token, late);
    expect([lateAnswer.status, lateAnswer.body.code]).toEqual([409, 'price.changed']);
  });

  it('cannot use the quote of another customer', async () => {
    const owner = await newHouseholder(world);
    const thief = await newHouseholder(world);
    const slotStart = freeStart();
    const items = [{ rateCardId: rate.id, quantity: 1 }];
    const { body } = await world.call<Quote>('POST', '/services/price', {
      token: owner.token,
      body: { pincode: homePincode, items, slotStart },
    });
    const stolen = { ...order(thief.addressId, rate.id, slotStart), quoteId: body.id };
    const answer = await book(world, thief.token, stolen);
    expect([answer.status, answer.body.code]).toEqual([404, 'quote.not_found']);
  });

  it('is made once, however often the same request is sent', async () => {
    const { token, addressId } = await newHouseholder(world);
    const sent = order(addressId, rate.id, freeStart());
    const first = await book(world, token, sent, 'my key');
    const second = await book(world, token, sent, 'my key');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.body).toEqual(first.body);
    const other = await book(world, token, { ...sent, instructions: 'Ring twice.' }, 'my key');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.key_reused']);
    const { body } = await world.call<List<Booking>>('GET', '/bookings', { token });
    expect(body.data.map(({ id }) => id)).toEqual([first.body.id]);
  });

  it('needs an Idempotency-Key', async () => {
    const { token, addressId } = await newHouseholder(world);
    const body = order(addressId, rate.id, freeStart());
    const answer = await world.call<Problem>('POST', '/bookings', { token, body });
    expect([answer.status, answer.body.code]).toEqual([400, 'idempotency.key_required']);
  });

  it('may share its key with a booking of somebody else', async () => {
    const asha = await newHouseholder(world);
    const ravi = await newHouseholder(world);
    const first = await book(world, asha.token, order(asha.addressId, rate.id, freeStart()), 'key-1');
    const second = await book(world, ravi.token, order(ravi.addressId, rate.id, freeStart()), 'key-1');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('is listed and told to its owner, with its history, and to nobody else', async () => {
    const { token, booking } = await one();
    const stranger = await world.newCustomer();
    const list = await world.call<List<Booking>>('GET', '/bookings?status=confirmed', { token });
    expect(list.body.data.map(({ id }) => id)).toEqual([booking.id]);
    const events = await world.call<List<{ event: string; to: string }>>(
      'GET',
      `/bookings/${booking.id}/events`,
      { token },
    );
    expect(events.body.data).toMatchObject([
      { sequence: 1, event: 'create', to: 'confirmed', channel: 'rest' },
    ]);
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/status'],
      ['GET', '/events'],
      ['POST', '/cancellation-quote'],
      ['DELETE', ''],
    ] as const) {
      const answer = await world.call<Problem>(method, `/bookings/${booking.id}${path}`, {
        token: stranger.token,
      });
      expect([method, path, answer.status, answer.body.code]).toEqual([
        method,
        path,
        404,
        'booking.not_found',
      ]);
    }
    expect(
      (await world.call<List<Booking>>('GET', '/bookings', { token: stranger.token })).body.data,
    ).toEqual([]);
    expect((await world.call('GET', `/bookings/${booking.id}`, { token })).body).toEqual(booking);
  });

  it('cannot be made at the address of somebody else', async () => {
    const { token } = await newHouseholder(world);
    const other = await newHouseholder(world);
    const answer = await book(world, token, order(other.addressId, rate.id, freeStart()));
    expect([answer.status, answer.body.code]).toEqual([404, 'address.not_found']);
  });

  it('is cancelled at the figure shown, once', async () => {
    const { token, booking } = await one();
    const quote = expectStatus(200, await quoteCancelling(token, booking.id));
    expect(quote).toMatchObject({ feePaise: 0, refundPaise: 0 });
    const cancelled = expectStatus(200, await cancel(token, booking.id, quote.quoteId, 'stop'));
    expect(cancelled).toMatchObject({ id: booking.id, status: 'cancelled', allowedEvents: [] });
    const replayed = await cancel(token, booking.id, quote.quoteId, 'stop');
    expect([replayed.status, replayed.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    const again = await cancel(token, booking.id, quote.quoteId);
    expect([again.status, again.body.code]).toEqual([409, 'booking.illegal_transition']);
  });

  it('is not cancelled at a figure that ran out, changed or is of another booking', async () => {
    const { token, booking } = await one();
    const old = expectStatus(200, await quoteCancelling(token, booking.id));
    world.clock.advance(5 * 60_000);
    const stale = await cancel(token, booking.id, old.quoteId);
    expect([stale.status, stale.body.code]).toEqual([409, 'quote.stale']);
    const foreign = await one();
    const theirs = expectStatus(200, await quoteCancelling(foreign.token, foreign.booking.id));
    const mixed = await cancel(token, booking.id, theirs.quoteId);
    expect([mixed.status, mixed.body.code]).toEqual([404, 'quote.not_found']);
    const path = `/bookings/${booking.id}/cancel`;
    const none = await world.call<Problem>('POST', path, { token, key: true, body: { reason: 'No quote.' } });
    expect([none.status, none.body.errors?.[0]?.pointer]).toEqual([422, '/quoteId']);
    expect((await world.call<Booking>('GET', `/bookings/${booking.id}`, { token })).body.status).toBe(
      'confirmed',
    );
  });

  it('gives its time back when it is cancelled', async () => {
    const slotStart = freeStart();
    const remaining = await remainingAt(world, slug, rate.id, slotStart);
    const owners: { token: string; id: string }[] = [];
    for (let taken = 0; taken < remaining; taken += 1) {
      const { token, addressId } = await newHouseholder(world);
      owners.push({ token, id: (await booked(world, token, order(addressId, rate.id, slotStart))).id });
    }
    const next = await newHouseholder(world);
    const refused = await book(world, next.token, order(next.addressId, rate.id, slotStart));
    expect([refused.status, refused.body.code]).toEqual([409, 'slot.taken']);
    const { token = '', id = '' } = owners[0] ?? {};
    expectStatus(200, await world.call('DELETE', `/bookings/${id}`, { token }));
    expect(await remainingAt(world, slug, rate.id, slotStart)).toBe(1);
    await booked(world, next.token, order(next.addressId, rate.id, slotStart));
  });

  it('is free to cancel at first, and costs once the provider is on the way', async () => {
    const { token, booking } = await one();
    const free = await world.call<Booking>('DELETE', `/bookings/${booking.id}`, { token });
    expect([free.status, free.body.status]).toEqual([200, 'cancelled']);
    const late = await one();
    const seen = expectStatus(200, await quoteCancelling(late.token, late.booking.id));
    const ops = await world.staff('EMP005');
    const path = `/ops/bookings/${late.booking.id}/transition`;
    for (const event of ['assign', 'depart'])
      expectStatus(
        200,
        await world.call('POST', path, { token: ops, body: { event, reason: 'On the way.' } }),
      );
    const stale = await cancel(late.token, late.booking.id, seen.quoteId);
    expect([stale.status, stale.body.code]).toEqual([409, 'quote.stale']);
    const refused = await world.call<Problem>('DELETE', `/bookings/${late.booking.id}`, {
      token: late.token,
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'booking.cancellation_costs']);
    const quote = expectStatus(200, await quoteCancelling(late.token, late.booking.id));
    expect(quote.feePaise).toBeGreaterThan(0);
    const cancelled = expectStatus(200, await cancel(late.token, late.booking.id, quote.quoteId));
    expect(cancelled.status).toBe('cancelled');
  });

  it('is not paid from a wallet that holds too little, and leaves nothing behind', async () => {
    const { token, addressId } = await newHouseholder(world);
    const sent = { ...order(addressId, rate.id, freeStart()), paymentMethod: 'wallet' };
    const before = await remainingAt(world, slug, rate.id, sent.slotStart);
    const answer = await book(world, token, sent);
    expect([answer.status, answer.body.code]).toEqual([409, 'wallet.too_low']);
    expect(await remainingAt(world, slug, rate.id, sent.slotStart)).toBe(before);
    expect((await world.call<List<Booking>>('GET', '/bookings', { token })).body.data).toEqual([]);
  });

  it('is seen by staff, without the code that opens the door', async () => {
    const { booking } = await one();
    const token = await world.staff('EMP008');
    const path = `/ops/bookings?orderNumber=${booking.orderNumber}`;
    const { body } = await world.call<List<Booking>>('GET', path, { token });
    expect(body.data).toMatchObject([{ id: booking.id, channel: 'rest', status: 'confirmed' }]);
    expect(body.data[0]).not.toHaveProperty('startCode');
  });

  it('is moved along by operations as far as completed, and by nobody whose role may not', async () => {
    const { token, booking } = await one();
    const ops = await world.staff('EMP005');
    const support = await world.staff('EMP008');
    const move = (staff: string, event: string) =>
      world.call<Booking & Problem>('POST', `/ops/bookings/${booking.id}/transition`, {
        token: staff,
        body: { event, reason: 'As the provider said.' },
      });
    const refused = await move(support, 'assign');
    expect([refused.status, refused.body.code]).toEqual([403, 'auth.permission_missing']);
    const tooEarly = await move(ops, 'complete');
    expect([tooEarly.status, tooEarly.body.code]).toEqual([409, 'booking.illegal_transition']);
    const seen: string[] = [];
    for (const event of ['assign', 'depart', 'arrive', 'start', 'complete'])
      seen.push(expectStatus(200, await move(ops, event)).state);
    expect(seen).toEqual(['assigned', 'en_route', 'en_route', 'in_progress', 'completed']);
    const mine = (await world.call<Booking>('GET', `/bookings/${booking.id}`, { token })).body;
    expect([mine.status, mine.paymentState]).toEqual(['completed', 'paid']);
    const after = await quoteCancelling(token, booking.id);
    expect([after.status, after.body.code]).toEqual([409, 'booking.illegal_transition']);
  });

  it('is found by no id that is nobody’s', async () => {
    const { token } = await world.newCustomer();
    for (const id of [newId(), 'nonsense', '0', "1' OR '1'='1"]) {
      const answer = await world.call<Problem>('GET', `/bookings/${encodeURIComponent(id)}`, { token });
      expect([id, answer.status]).toEqual([id, 404]);
    }
  });
});
