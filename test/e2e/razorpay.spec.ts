import { RefundApproval } from '../../src/features/payments/refund-approval.service.js';
import { newId } from '../../src/kernel/ids.js';
import { until } from '../contracts/cache.contract.js';
import { RazorpayStandIn } from '../fakes/razorpay.js';
import { World } from '../world.js';
import { book, expectStatus, indianTime, localDay, newHouseholder, order, rateOf } from './marketplace.js';
import type { Booking, Problem, Rate } from './marketplace.js';

interface Checkout {
  paymentId: string;
  gateway: string;
  orderRef: string | null;
  keyId: string | null;
  amountPaise: number;
}
type Waiting = Booking & { checkout?: Checkout };
interface Refund {
  id: string;
  state: string;
  amountPaise: number;
  instrument: string;
}

describe('Razorpay behind the API', () => {
  let razorpay: RazorpayStandIn;
  let world: World;
  let rate: Rate;
  let hour = 8;

  beforeAll(async () => {
    razorpay = await RazorpayStandIn.open();
    world = await World.open({
      env: {
        JOBS_POLL_MS: '20',
        RAZORPAY_URL: razorpay.url,
        RAZORPAY_KEY_ID: razorpay.keyId,
        RAZORPAY_KEY_SECRET: razorpay.keySecret,
        RAZORPAY_WEBHOOK_SECRET: razorpay.webhookSecret,
        RAZORPAY_TIMEOUT_MS: '200',
      },
    });
    rate = await rateOf(world, 'fan-repair');
  });
  afterAll(async () => {
    await world.close();
    await razorpay.close();
  });

  const one = async () => {
    const { token, addressId } = await newHouseholder(world);
    hour += 1;
    const slotStart = indianTime(localDay(world, 3), `${String(hour).padStart(2, '0')}:00`);
    const sent = { ...order(addressId, rate.id, slotStart), paymentMethod: 'upi' };
    return { token, booking: expectStatus(201, await book(world, token, sent)) as Waiting };
  };
  const checkout = (token: string, id: string) =>
    world.call<Checkout & Problem>('POST', `/payments/${id}/checkout`, { token, key: true });
  const show = async (token: string, id: string) =>
    expectStatus(200, await world.call<Waiting>('GET', `/bookings/${id}`, { token }));
  const refundsOf = async (token: string, id: string) =>
    expectStatus(200, await world.call<{ data: Refund[] }>('GET', `/bookings/${id}/refunds`, { token })).data;
  const tell = (event: string, payload: Record<string, object>, eventId = newId()) => {
    const { body, headers } = razorpay.webhook(event, payload, eventId);
    return world.call('POST', '/payments/webhooks/razorpay', { body, headers });
  };
  const paid = async () => {
    const { token, booking } = await one();
    const { orderRef, amountPaise } = expectStatus(200, await checkout(token, booking.id));
    const id = `pay_${newId().replaceAll('-', '')}`;
    razorpay.paid(id, amountPaise);
    const payment = { id, order_id: orderRef, amount: amountPaise, currency: 'INR', status: 'captured' };
    return { token, booking, payment };
  };
  const cancelled = async () => {
    const { token, booking, payment } = await paid();
    expectStatus(200, await tell('payment.captured', { payment }));
    expectStatus(200, await world.call('DELETE', `/bookings/${booking.id}`, { token }));
    return { token, booking, payment };
  };

  it('makes the order when the payment is opened, once, also when its answer was lost', async () => {
    const { token, booking } = await one();
    expect(booking.checkout).toMatchObject({ gateway: 'razorpay', orderRef: null, keyId: razorpay.keyId });
    razorpay.misbehave(502, 502, 502);
    const away = await checkout(token, booking.id);
    expect([away.status, away.body.code]).toEqual([503, 'payment.gateway_unavailable']);
    const before = razorpay.orders.length;
    const opened = expectStatus(200, await checkout(token, booking.id));
    expect(await checkout(token, booking.id)).toMatchObject({ body: opened });
    expect(razorpay.orders).toHaveLength(before + 1);
    expect((await show(token, booking.id)).checkout?.orderRef).toBe(opened.orderRef);
  });

  it('confirms by its webhook, told of twice, by two names and out of order (MO-2)', async () => {
    const { token, booking, payment } = await paid();
    const name = newId();
    for (const [event, eventId] of [
      ['payment.captured', name],
      ['payment.captured', name],
      ['payment.authorized', newId()],
      ['payment.failed', newId()],
    ] as const)
      expect((await tell(event, { payment }, eventId)).status).toBe(200);
    expect((await tell('order.paid', { order: { id: payment.order_id }, payment })).status).toBe(200);
    const shown = await show(token, booking.id);
    expect([shown.state, shown.paymentState]).toEqual(['confirmed', 'paid']);
    const { body } = await world.call<{ data: { event: string }[] }>(
      'GET',
      `/bookings/${booking.id}/events`,
      {
        token,
      },
    );
    expect(body.data.map(({ event }) => event).filter((event) => event === 'pay')).toHaveLength(1);
    expect(await refundsOf(token, booking.id)).toEqual([]);
  });

  it('sends a refund back, which is done when it says so, and never twice (MO-3)', async () => {
    const { token, booking, payment } = await cancelled();
    await until(async () => (await refundsOf(token, booking.id))[0]?.state === 'processing');
    const [refund] = await refundsOf(token, booking.id);
    const sent = razorpay.refunds.find((each) => each.payment === payment.id);
    expect(refund).toMatchObject({ instrument: 'upi', amountPaise: booking.price.totalPaise });
    expect([sent?.amount, sent?.key]).toEqual([refund?.amountPaise, `${refund?.id ?? ''}-1`]);
    const told = {
      id: sent?.id,
      payment_id: payment.id,
      amount: sent?.amount,
      currency: 'INR',
      receipt: sent?.key,
    };
    for (let run = 0; run < 3; run += 1)
      expectStatus(200, await tell('refund.processed', { refund: told, payment }));
    expect((await refundsOf(token, booking.id)).map(({ state }) => state)).toEqual(['done']);
    expect(razorpay.refunds.filter((each) => each.payment === payment.id)).toHaveLength(1);
  });

  it('hears that a refund is done although the answer to asking for it was lost', async () => {
    const { token, booking, payment } = await paid();
    expectStatus(200, await tell('payment.captured', { payment }));
    razorpay.misbehave('drop_after', 'drop_after', 'drop_after');
    expectStatus(200, await world.call('DELETE', `/bookings/${booking.id}`, { token }));
    await until(() => razorpay.refunds.some((each) => each.payment === payment.id));
    const sent = razorpay.refunds.find((each) => each.payment === payment.id);
    const told = {
      id: sent?.id,
      payment_id: payment.id,
      amount: sent?.amount,
      currency: 'INR',
      receipt: sent?.key,
    };
    expectStatus(200, await tell('refund.processed', { refund: told, payment }));
    expect((await refundsOf(token, booking.id))[0]?.state).toBe('done');
  });

  it('tries a refund again that failed, under another id, and then waits for staff (MO-3)', async () => {
    const { token, booking, payment } = await cancelled();
    const [{ id } = { id: '' }] = await refundsOf(token, booking.id);
    const refund = () => world.get(RefundApproval).get(id);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const key = `${id}-${attempt}`;
      await until(async () => (await refund()).attempt === attempt);
      const sent = razorpay.refunds.find((each) => each.key === key);
      const told = {
        id: sent?.id,
        payment_id: payment.id,
        amount: sent?.amount,
        currency: 'INR',
        receipt: key,
      };
      expectStatus(200, await tell('refund.failed', { refund: told, payment }));
      expect(await refund()).toMatchObject({ state: 'failed', attempt });
      // What failed there is to be had there again.
      razorpay.paid(payment.id, payment.amount);
      world.clock.advance(attempt * 3_600_000);
    }
    const staff = await world.staff('EMP006');
    expectStatus(200, await world.call('POST', `/ops/refunds/${id}/retry`, { token: staff, key: true }));
    await until(async () => (await refund()).attempt === 4);
    expect((await refund()).state).toBe('processing');
  });
});
