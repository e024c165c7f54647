import type { GatewayEvent, PaymentGateway, WebhookHeaders } from '../../src/features/payments/index.js';
import { newId } from '../../src/kernel/ids.js';

export interface TestWebhook {
  headers: WebhookHeaders;
  body: string;
}

/** A gateway, and the means to make it tell things. */
export interface GatewayHarness {
  gateway: PaymentGateway;
  /** Somebody has paid there: what the gateway tells of it. */
  pay(orderRef: string, paymentRef: string, amountPaise: number): TestWebhook;
  fail(orderRef: string, paymentRef: string, amountPaise: number): TestWebhook;
  refunded(paymentRef: string, refundId: string, refundRef: string, amountPaise: number): TestWebhook;
}

export interface GatewayLaw {
  readonly name: string;
  readonly holds: (harness: GatewayHarness) => Promise<void>;
}

function read({ gateway }: GatewayHarness, { headers, body }: TestWebhook): GatewayEvent[] {
  return gateway.verifyWebhook(headers, Buffer.from(body));
}

function order(paymentId = newId()) {
  return { paymentId, amountPaise: 76_500, instrument: 'upi' as const };
}

/** What every payment gateway keeps (MO-2). */
export const gatewayLaws: readonly GatewayLaw[] = [
  {
    name: 'makes one order for a payment, however often it is asked',
    async holds({ gateway }) {
      const wanted = order();
      const { orderRef } = await gateway.createOrder(wanted);
      expect(await gateway.createOrder(wanted)).toEqual({ orderRef });
      expect([orderRef, null]).toContain(gateway.orderRefOf(wanted.paymentId));
      expect((await gateway.createOrder(order())).orderRef).not.toBe(orderRef);
    },
  },
  {
    name: 'tells of payments that came and that failed, in our words',
    async holds(harness) {
      const { gateway, pay, fail } = harness;
      const { orderRef } = await gateway.createOrder(order());
      const told = { orderRef, paymentRef: 'payment_of_one', amountPaise: 76_500, currency: 'INR' };
      expect(read(harness, pay(orderRef, 'payment_of_one', 76_500))).toMatchObject([
        { ...told, kind: 'payment.captured' },
      ]);
      expect(read(harness, fail(orderRef, 'payment_of_one', 76_500))).toMatchObject([
        { ...told, kind: 'payment.failed' },
      ]);
    },
  },
  {
    name: 'gives each event a name of its own, the same whenever it is told',
    async holds(harness) {
      const first = harness.pay('order_of_one', 'payment_of_one', 76_500);
      const second = harness.pay('order_of_two', 'payment_of_two', 76_500);
      const nameOf = (webhook: TestWebhook) => read(harness, webhook)[0]?.id ?? '';
      expect(nameOf(first)).toBe(nameOf(first));
      expect(nameOf(second)).not.toBe(nameOf(first));
      expect(nameOf(first)).toMatch(/^.{1,80}$/);
    },
  },
  {
    name: 'is not believed without its signature, with another, or over other bytes',
    async holds(harness) {
      const { headers, body } = harness.pay('order_of_one', 'payment_of_one', 100);
      const altered = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          value?.replace(/^./, (first) => (first === '0' ? '1' : '0')),
        ]),
      );
      for (const webhook of [
        { headers: {}, body },
        { headers: altered, body },
        { headers, body: body.replace('100', '900') },
        { headers, body: `${body}\n` },
        { headers, body: '' },
      ])
        expect(() => read(harness, webhook)).toThrow(expect.objectContaining({ kind: 'unauthenticated' }));
    },
  },
  {
    name: 'sends money back once for an id, and tells when it has arrived',
    async holds(harness) {
      const { gateway, pay, refunded } = harness;
      const { orderRef } = await gateway.createOrder(order());
      const paymentRef = `payment_${newId()}`;
      pay(orderRef, paymentRef, 76_500);
      const refund = { id: `${newId()}-1`, paymentRef, amountPaise: 50_000 };
      const first = await gateway.refund(refund);
      expect(['processing', 'done']).toContain(first.state);
      expect(await gateway.refund(refund)).toEqual(first);
      const told = read(harness, refunded(paymentRef, refund.id, String(first.ref), 50_000));
      expect(told).toMatchObject([
        { kind: 'refund.done', paymentRef, refundId: refund.id, refundRef: first.ref, amountPaise: 50_000 },
      ]);
    },
  },
];

export function describeGateway(name: string, open: () => GatewayHarness): void {
  describe(`${name} as a payment gateway`, () => {
    it.each(gatewayLaws)('$name', ({ holds }) => holds(open()));
  });
}
