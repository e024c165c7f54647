import { RazorpayGateway } from '../../src/features/payments/gateway/razorpay-gateway.js';
import { RazorpayHttp } from '../../src/features/payments/gateway/razorpay-http.js';
import { newId } from '../../src/kernel/ids.js';
import { RazorpayStandIn } from '../fakes/razorpay.js';
import { describeGateway } from './payment-gateway.contract.js';

let razorpay: RazorpayStandIn;
let gateway: RazorpayGateway;

beforeEach(async () => {
  razorpay = await RazorpayStandIn.open();
  gateway = gatewayWith(razorpay.keySecret);
});
afterEach(() => razorpay.close());

function gatewayWith(keySecret: string): RazorpayGateway {
  const { url: baseUrl, keyId, webhookSecret } = razorpay;
  const http = new RazorpayHttp({ baseUrl, keyId, keySecret, timeoutMs: 150, pauseMs: 1 });
  return new RazorpayGateway(http, keyId, webhookSecret);
}

function payment(orderRef: string, id: string, amount: number, more: object = {}) {
  return { id, order_id: orderRef, amount, currency: 'INR', status: 'captured', ...more };
}

describeGateway('Razorpay', () => ({
  gateway,
  pay: (orderRef, paymentRef, amountPaise) => {
    razorpay.paid(paymentRef, amountPaise);
    return razorpay.webhook('payment.captured', { payment: payment(orderRef, paymentRef, amountPaise) });
  },
  fail: (orderRef, paymentRef, amountPaise) =>
    razorpay.webhook('payment.failed', {
      payment: payment(orderRef, paymentRef, amountPaise, { error_description: 'Declined by the bank.' }),
    }),
  refunded: (paymentRef, refundId, refundRef, amountPaise) =>
    razorpay.webhook('refund.processed', {
      refund: {
        id: refundRef,
        payment_id: paymentRef,
        amount: amountPaise,
        currency: 'INR',
        receipt: refundId,
      },
      payment: payment('order_1', paymentRef, amountPaise),
    }),
}));

describe('Razorpay over HTTP', () => {
  const order = () => ({ paymentId: newId(), amountPaise: 76_500, instrument: 'card' as const });
  const refundOf = (paymentRef: string) => ({ id: `${newId()}-1`, paymentRef, amountPaise: 10_000 });

  it.each(['hang', 500, 429, 'nonsense'] as const)('looks for an order again after %s', async (fault) => {
    razorpay.misbehave(fault);
    expect(await gateway.createOrder(order())).toEqual({ orderRef: 'order_1' });
  });

  it('finds the order that was made when its answer was lost, and makes no second', async () => {
    const wanted = order();
    const lost = loseAnswerOf('POST /v1/orders');
    await expect(gateway.createOrder(wanted)).rejects.toMatchObject({ kind: 'unavailable' });
    lost.stop();
    expect(razorpay.requests.filter((each) => each === 'POST /v1/orders')).toHaveLength(1);
    const found = await gateway.createOrder(wanted);
    expect(razorpay.orders.filter(({ receipt }) => receipt === wanted.paymentId)).toEqual([
      { id: found.orderRef, receipt: wanted.paymentId, amount: 76_500 },
    ]);
  });

  it.each([[['hang', 500]], [['drop_after', 'drop_after']], [[409, 502]]] as const)(
    'sends a refund once although the answers were %j',
    async (faults) => {
      razorpay.paid('pay_1', 50_000);
      razorpay.misbehave(...faults);
      expect(await gateway.refund(refundOf('pay_1'))).toEqual({ state: 'processing', ref: 'rfnd_1' });
      expect(razorpay.refunds).toHaveLength(1);
    },
  );

  it('says that it is away when it stays away, so that the job asks again under the same id', async () => {
    razorpay.paid('pay_1', 50_000);
    const refund = refundOf('pay_1');
    razorpay.misbehave('drop_after', 'drop_after', 'drop_after');
    await expect(gateway.refund(refund)).rejects.toMatchObject({
      code: 'payment.gateway_unavailable',
      kind: 'unavailable',
    });
    razorpay.refundStatus = 'processed';
    expect(await gateway.refund(refund)).toEqual({ state: 'done', ref: 'rfnd_1' });
    expect(razorpay.refunds).toHaveLength(1);
  });

  it('takes a refusal for an answer, in the words of the gateway, and does not ask again', async () => {
    razorpay.paid('pay_1', 5_000);
    const refused = await gateway.refund(refundOf('pay_1'));
    expect(refused).toMatchObject({ state: 'failed', ref: null });
    expect(refused.state === 'failed' && refused.reason).toContain('greater than');
    expect(razorpay.requests).toEqual(['POST /v1/payments/pay_1/refund']);
  });

  it('is refused with a wrong key, which no asking again will change', async () => {
    await expect(gatewayWith('wrong').createOrder(order())).rejects.toMatchObject({
      code: 'payment.gateway_refused',
      reason: 'Authentication failed',
    });
    expect(razorpay.requests).toHaveLength(1);
  });

  it('names an event as Razorpay does, else by its bytes, and passes over what we do not need', () => {
    const read = ({ headers, body }: ReturnType<RazorpayStandIn['webhook']>) =>
      gateway.verifyWebhook(headers, Buffer.from(body));
    const paid = { payment: payment('order_1', 'pay_1', 100) };
    expect(read(razorpay.webhook('payment.captured', paid, 'evt_1'))[0]?.id).toBe('evt_1');
    const nameless = razorpay.webhook('payment.captured', paid);
    expect(read(nameless)[0]?.id).toBe(read(nameless)[0]?.id);
    expect(read(nameless)[0]?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(read(razorpay.webhook('order.paid', { ...paid, order: { id: 'order_1' } }))[0]?.kind).toBe(
      'payment.captured',
    );
    expect(read(razorpay.webhook('settlement.processed', {}))).toEqual([]);
    expect(() => read(razorpay.webhook('payment.captured', {}))).toThrow(
      expect.objectContaining({ code: 'payment.webhook_unreadable' }),
    );
    expect(() =>
      read(razorpay.webhook('payment.captured', { payment: payment('order_1', 'pay_1', 0.5) })),
    ).toThrow(expect.objectContaining({ code: 'payment.webhook_unreadable' }));
  });

  /** From now on the answers to such requests are lost after the work is done. */
  function loseAnswerOf(wanted: string): { stop(): void } {
    const { requests } = razorpay;
    const push = requests.push.bind(requests);
    requests.push = (...made: string[]) => {
      if (made.includes(wanted)) razorpay.misbehave('drop_after');
      return push(...made);
    };
    return {
      stop: () => {
        requests.push = push;
      },
    };
  }
});
