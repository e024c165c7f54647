import { until } from '../contracts/cache.contract.js';
import { SandboxGateway } from '../../src/features/payments/index.js';
import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import { payingIn } from './paying.js';
import type { Checkout, Refund } from './paying.js';
import { tokenFor } from './tokens.js';
import { expectStatus, newHouseholder, order, rateOf, remainingAt } from './marketplace.js';
import type { List, Problem, Rate } from './marketplace.js';

const slug = 'fan-repair';

describe('payments', () => {
  let world: World;
  let rate: Rate;
  let pay: ReturnType<typeof payingIn>;

  beforeAll(async () => {
    world = await World.open({ env: { JOBS_POLL_MS: '20' } });
    rate = await rateOf(world, slug);
    pay = payingIn(world, rate);
  });
  afterAll(() => world.close());

  it('by UPI confirm a booking when the gateway says so, at the price shown; what is paid is no state of the work (MO-2, ST-4)', async () => {
    const { token, booking } = await pay.one('upi');
    expect([booking.state, booking.status, booking.paymentState]).toEqual([
      'pending_payment',
      'pending',
      'unpaid',
    ]);
    expect(booking.checkout).toMatchObject({ gateway: 'sandbox', amountPaise: booking.price.totalPaise });
    await pay.play(booking, 'success');
    await pay.becomes(token, booking.id, 'confirmed');
    const paid = await pay.show(token, booking.id);
    expect([paid.paymentState, paid.checkout]).toEqual(['paid', undefined]);
    expect(await pay.paymentsOf(token, booking.id)).toMatchObject([
      { method: 'upi', state: 'captured', capturedPaise: booking.price.totalPaise, refundedPaise: 0 },
    ]);
  });

  it('are opened again by the same order, and only by their own customer (PF-2)', async () => {
    const { token, booking } = await pay.one('card');
    const path = `/payments/${booking.id}/checkout`;
    const keyless = await world.call<Problem>('POST', path, { token });
    expect([keyless.status, keyless.body.code]).toEqual([400, 'idempotency.key_required']);
    const key = newId();
    const first = expectStatus(200, await world.call<Checkout>('POST', path, { token, key }));
    const replay = await world.call<Checkout>('POST', path, { token, key });
    const again = await world.call<Checkout>('POST', path, { token, key: true });
    expect([replay.body, again.body]).toEqual([first, first]);
    expect(replay.headers.get('Idempotent-Replayed')).toBe('true');
    const stranger = await world.newCustomer();
    const foreign = await world.call<Problem>('POST', path, { token: stranger.token, key: true });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'booking.not_found']);
    const cash = await pay.one('cash');
    const nothing = await world.call<Problem>('POST', `/payments/${cash.booking.id}/checkout`, {
      token: cash.token,
      key: true,
    });
    expect([nothing.status, nothing.body.code]).toEqual([409, 'payment.not_due']);
  });

  it('never take card data: an unknown field is refused', async () => {
    const { token, addressId } = await newHouseholder(world);
    const sent = {
      ...order(addressId, rate.id, pay.freeStart()),
      paymentMethod: 'card',
      cardNumber: '4111111111111111',
    };
    const answer = await world.call<Problem>('POST', '/bookings', { token, body: sent, key: true });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, '/cardNumber']);
  });

  it('that fail leave the booking waiting, and another try may succeed', async () => {
    const { token, booking } = await pay.one('card');
    await pay.play(booking, 'failure');
    await until(async () => (await pay.show(token, booking.id)).paymentState === 'failed');
    const waiting = await pay.show(token, booking.id);
    expect([waiting.state, waiting.checkout?.orderRef]).toEqual([
      'pending_payment',
      booking.checkout?.orderRef,
    ]);
    await pay.play(waiting, 'success');
    await pay.becomes(token, booking.id, 'confirmed');
  });

  it('that are told of twice count once', async () => {
    const { token, booking } = await pay.one('upi');
    await pay.play(booking, 'duplicate');
    await pay.becomes(token, booking.id, 'confirmed');
    expect((await pay.paymentsOf(token, booking.id)).map(({ capturedPaise }) => capturedPaise)).toEqual([
      booking.price.totalPaise,
    ]);
    expect(await pay.refundsOf(token, booking.id)).toEqual([]);
  });

  it('in another sum than was asked never confirm, and wait for staff', async () => {
    const { token, booking } = await pay.one('upi');
    await pay.play(booking, 'mismatch');
    await until(async () => (await pay.refundsOf(token, booking.id)).length > 0);
    expect((await pay.show(token, booking.id)).state).toBe('pending_payment');
    const [refund] = await pay.refundsOf(token, booking.id);
    expect(refund).toMatchObject({ state: 'requested', origin: 'mismatch' });
    const staff = await world.staff('EMP006');
    const rejected = await world.call<Problem>('POST', `/ops/refunds/${refund?.id ?? ''}/reject`, {
      token: staff,
      key: true,
      body: { reason: 'We keep it.' },
    });
    expect([rejected.status, rejected.body.code]).toEqual([409, 'refund.owed']);
    const approve = { token: staff, key: true as const, body: {} };
    expectStatus(200, await world.call('POST', `/ops/refunds/${refund?.id ?? ''}/approve`, approve));
    await until(async () => (await pay.refundsOf(token, booking.id))[0]?.state === 'done');
    expect(await pay.faults()).toEqual([]);
  });

  it('that never come let the booking lapse and give its time back, judged when read (HB-1, ST-1)', async () => {
    const { token, booking, slotStart } = await pay.one('upi');
    const taken = await remainingAt(world, slug, rate.id, slotStart);
    world.clock.advance(10 * 60_000 + 1);
    const lapsed = await pay.show(token, booking.id);
    expect([lapsed.status, lapsed.checkout, lapsed.allowedEvents]).toEqual(['expired', undefined, []]);
    const late = await world.call<Problem>('POST', `/payments/${booking.id}/checkout`, { token, key: true });
    expect([late.status, late.body.code]).toEqual([409, 'payment.not_due']);
    await until(async () => {
      const { body } = await world.call<{ data: { event: string }[] }>(
        'GET',
        `/bookings/${booking.id}/events`,
        {
          token,
        },
      );
      return body.data.some(({ event }) => event === 'expire');
    });
    expect(await remainingAt(world, slug, rate.id, slotStart)).toBe(taken + 1);
  });

  it('that come after the booking lapsed win its time again, if it is free (ST-1)', async () => {
    const { token, booking } = await pay.one('card');
    await pay.play(booking, 'delay', { delaySeconds: 720 });
    world.clock.advance(11 * 60_000);
    await pay.becomes(token, booking.id, 'expired');
    world.clock.advance(90_000);
    await pay.becomes(token, booking.id, 'confirmed');
    expect((await pay.show(token, booking.id)).paymentState).toBe('paid');
  });

  it('that come for a cancelled booking go back at once (ST-1, MO-3)', async () => {
    const { token, booking } = await pay.one('card');
    await pay.play(booking, 'delay', { delaySeconds: 60 });
    expectStatus(200, await world.call('DELETE', `/bookings/${booking.id}`, { token }));
    world.clock.advance(61_000);
    await until(async () => (await pay.refundsOf(token, booking.id))[0]?.state === 'done');
    expect(await pay.refundsOf(token, booking.id)).toMatchObject([
      { instrument: 'card', amountPaise: booking.price.totalPaise, origin: 'late_payment' },
    ]);
    expect((await pay.show(token, booking.id)).status).toBe('cancelled');
    expect(await pay.faults()).toEqual([]);
  });

  it('go back the way they came when the booking is cancelled (MO-3, CX-8)', async () => {
    const { token, booking } = await pay.one('upi');
    await pay.play(booking, 'success');
    await pay.becomes(token, booking.id, 'confirmed');
    const quote = await pay.quoteAndCancel(token, booking.id);
    expect([quote.feePaise, quote.refundPaise]).toEqual([0, booking.price.totalPaise]);
    await until(async () => (await pay.refundsOf(token, booking.id))[0]?.state === 'done');
    expect(await pay.refundsOf(token, booking.id)).toMatchObject([
      { instrument: 'upi', amountPaise: booking.price.totalPaise, origin: 'cancellation' },
    ]);
    expect((await pay.show(token, booking.id)).paymentState).toBe('refunded');
    expect((await pay.walletOf(token)).balancePaise).toBe(0);
  });

  it('of a fee nobody has paid become dues, which the next booking brings along beside its price (CX-9)', async () => {
    const first = await pay.one('cash');
    await pay.move(first.booking.id, 'assign', 'depart');
    const { feePaise } = await pay.quoteAndCancel(first.token, first.booking.id);
    expect(feePaise).toBeGreaterThan(0);
    expect((await pay.walletOf(first.token)).duesPaise).toBe(feePaise);
    const asked = { pincode: '560001', items: [{ rateCardId: rate.id, quantity: 1 }] };
    const quoteFor = async (token?: string) =>
      expectStatus(
        200,
        await world.call<{ duesPaise: number }>('POST', '/services/price', {
          body: asked,
          ...(token && { token }),
        }),
      ).duesPaise;
    expect([await quoteFor(first.token), await quoteFor()]).toEqual([feePaise, 0]);
    const second = await pay.one('upi', first);
    expect([second.booking.duesPaise, second.booking.checkout?.amountPaise]).toEqual([
      feePaise,
      second.booking.price.totalPaise + feePaise,
    ]);
    const third = await pay.one('cash', first);
    expect(third.booking.duesPaise).toBe(0);
    await pay.play(second.booking, 'success');
    await pay.becomes(first.token, second.booking.id, 'confirmed');
    expect((await pay.walletOf(first.token)).duesPaise).toBe(0);
    expect(await pay.faults()).toEqual([]);
  });

  it('that staff give back need a finished booking, and above Rs 10,000 a second person (MO-3)', async () => {
    const { token, booking } = await pay.one('upi');
    await pay.play(booking, 'success');
    await pay.becomes(token, booking.id, 'confirmed');
    const staff = await world.staff('EMP006');
    const ask = (amountPaise: number) =>
      world.call<Problem & { refunds: Refund[] }>('POST', '/ops/refunds', {
        token: staff,
        key: true,
        body: { bookingId: booking.id, amountPaise, reason: 'The fan was scratched.' },
      });
    const early = await ask(10_000);
    expect([early.status, early.body.code]).toEqual([409, 'refund.booking_open']);
    await pay.move(booking.id, 'assign', 'depart', 'arrive', 'start', 'complete');
    const tooMuch = await ask(booking.price.totalPaise + 100);
    expect([tooMuch.status, tooMuch.body.code]).toEqual([409, 'refund.too_much']);
    expectStatus(201, await ask(10_000));
    await until(async () => (await pay.refundsOf(token, booking.id))[0]?.state === 'done');
    await until(async () => (await pay.show(token, booking.id)).paymentState === 'partially_refunded');
    const support = await world.staff('EMP008');
    const unallowed = await world.call<Problem>('GET', '/ops/refunds', { token: support });
    expect([unallowed.status, unallowed.body.code]).toEqual([403, 'auth.permission_missing']);
    expect(await pay.faults()).toEqual([]);
  });

  it('show in the journal of their booking, each posting summing to zero (MO-1)', async () => {
    const { token, booking } = await pay.one('card');
    await pay.play(booking, 'success');
    await pay.becomes(token, booking.id, 'confirmed');
    const staff = await world.staff('EMP006');
    const path = `/ops/ledger?bookingId=${booking.id}`;
    const { data } = expectStatus(
      200,
      await world.call<List<{ account: string; amountPaise: number; subject: string }>>('GET', path, {
        token: staff,
      }),
    );
    expect(data.reduce((sum, { amountPaise }) => sum + amountPaise, 0)).toBe(0);
    const owed = data.find(({ account }) => account === 'customer_receivable');
    expect(owed?.amountPaise).toBe(-booking.price.totalPaise);
    const query = `?account=customer_receivable&subject=${owed?.subject ?? ''}&limit=1`;
    const page = await world.call<List<unknown>>('GET', `/ops/ledger${query}`, { token: staff });
    expect(page.body.data).toHaveLength(1);
  });

  it('are told of under a signature only, and nonsense is refused in order', async () => {
    const sandbox = world.get(SandboxGateway);
    const event = {
      kind: 'payment.captured' as const,
      orderRef: 'sandbox_order_of_nobody',
      paymentRef: 'sandbox_payment_of_nobody',
      refundRef: null,
      refundId: null,
      amountPaise: 100,
      currency: 'INR',
      reason: null,
    };
    const { headers, body } = sandbox.webhook(event);
    const send = (gateway: string, sent: string, under: Record<string, string>) =>
      world.call<Problem>('POST', `/payments/webhooks/${gateway}`, { body: sent, headers: under });
    const answers = [
      await send('sandbox', body, headers),
      await send('sandbox', body, headers),
      await send('sandbox', `${body} `, headers),
      await send('sandbox', body, {}),
      await send('sandbox', body, { 'x-sandbox-signature': 'ff' }),
      await send('stripe', body, headers),
      await send('sandbox', '{"a":', headers),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 401, 401, 404, 400]);
    const bare = sandbox.webhook({ ...event, amountPaise: 0.5 });
    expect((await send('sandbox', bare.body, bare.headers)).status).toBe(400);
  });

  it('of finished work stand in the statement of its provider, and of nobody else (MO-5)', async () => {
    const { token, booking } = await pay.one('upi');
    await pay.play(booking, 'success');
    await pay.becomes(token, booking.id, 'confirmed');
    await pay.move(booking.id, 'assign', 'depart', 'arrive', 'start', 'complete');
    const { provider } = await pay.show(token, booking.id);
    const mine = await tokenFor(world, 'provider', provider?.id ?? '');
    const statement = expectStatus(
      200,
      await world.call<{ data: { bookingId: string; amountPaise: number }[]; payablePaise: number }>(
        'GET',
        '/provider/earnings?limit=5',
        { token: mine },
      ),
    );
    expect(statement.data[0]?.bookingId).toBe(booking.id);
    const earnedPaise = -(statement.data[0]?.amountPaise ?? 0);
    expect(earnedPaise).toBeGreaterThan(0);
    expect(statement.payablePaise).toBeGreaterThanOrEqual(earnedPaise);
    expect(earnedPaise).toBeLessThan(booking.price.taxablePaise);
    expect((await world.call('GET', '/provider/earnings', { token })).status).toBe(403);
    const staff = await world.staff('EMP006');
    expectStatus(200, await world.call('GET', '/ops/payouts', { token: staff }));
  });

  it('of nobody, or of no gateway, cannot be played', async () => {
    const { token, booking } = await pay.one('cash');
    const [cash] = await pay.paymentsOf(token, booking.id);
    for (const id of [newId(), cash?.id ?? '']) {
      const answer = await world.call<Problem>('POST', `//dev/payments/${id}/pay`, {
        body: { outcome: 'success' },
      });
      expect([answer.status, answer.body.code]).toEqual([404, 'payment.not_found']);
    }
  });
});
