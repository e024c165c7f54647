import { createHash } from 'node:crypto';
import { maskedText } from '../../../platform/telemetry/masking.js';
import { GatewayRefused, WebhookSignatureInvalid, WebhookUnreadable } from '../payments.errors.js';
import { PaymentGateway } from './payment-gateway.js';
import type {
  GatewayEvent,
  GatewayEventKind,
  GatewayOrder,
  GatewayRefund,
  GatewayRefundAnswer,
  WebhookHeaders,
} from './payment-gateway.js';
import type { RazorpayHttp } from './razorpay-http.js';
import { isSignatureOf } from './webhook-signature.js';

/** Their event -> ours; others are answered 200 and passed over. */
const kindOf: Readonly<Record<string, GatewayEventKind>> = {
  'payment.authorized': 'payment.authorised',
  'payment.captured': 'payment.captured',
  'order.paid': 'payment.captured',
  'payment.failed': 'payment.failed',
  'refund.processed': 'refund.done',
  'refund.failed': 'refund.failed',
};

type Fields = Readonly<Record<string, unknown>>;

/** Razorpay's orders, refunds and webhooks (https://razorpay.com/docs/api). Payments are captured automatically. */
export class RazorpayGateway extends PaymentGateway {
  readonly name = 'razorpay';

  constructor(
    private readonly http: RazorpayHttp,
    readonly publicKey: string,
    private readonly webhookSecret: string,
  ) {
    super();
  }

  orderRefOf(): null {
    return null;
  }

  async createOrder({ paymentId, amountPaise, instrument }: GatewayOrder): Promise<{ orderRef: string }> {
    // Their orders know no idempotency key: one that was made before an answer was lost is found by our id.
    const known = await this.http.get(`/v1/orders?receipt=${encodeURIComponent(paymentId)}`);
    const items = Array.isArray(known['items']) ? (known['items'] as unknown[]) : [];
    const found = items.map(fieldsOf).find(({ amount }) => amount === amountPaise);
    const order =
      found ??
      (await this.http.post('/v1/orders', {
        amount: amountPaise,
        currency: 'INR',
        receipt: paymentId,
        notes: { instrument },
      }));
    return { orderRef: textOf(order['id']) };
  }

  async refund({ id, paymentRef, amountPaise }: GatewayRefund): Promise<GatewayRefundAnswer> {
    try {
      const answer = await this.http.post(
        `/v1/payments/${encodeURIComponent(paymentRef)}/refund`,
        { amount: amountPaise, speed: 'normal', receipt: id },
        { 'X-Refund-Idempotency': id },
      );
      const ref = textOf(answer['id']);
      if (answer['status'] === 'failed') return { state: 'failed', ref, reason: 'The gateway failed it.' };
      return { state: answer['status'] === 'processed' ? 'done' : 'processing', ref };
    } catch (error) {
      if (error instanceof GatewayRefused)
        return { state: 'failed', ref: null, reason: maskedText(error.reason) };
      throw error;
    }
  }

  verifyWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayEvent[] {
    if (!isSignatureOf(this.webhookSecret, rawBody, headers['x-razorpay-signature']))
      throw new WebhookSignatureInvalid();
    const body = parse(rawBody);
    const kind = kindOf[String(body['event'])];
    if (kind === undefined) return [];
    const payment = entityOf(body, 'payment');
    const refund = entityOf(body, 'refund');
    const isRefund = kind === 'refund.done' || kind === 'refund.failed';
    const told = isRefund ? refund : payment;
    const { amount } = told;
    if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) throw new WebhookUnreadable();
    return [
      {
        id: eventIdOf(headers, rawBody),
        kind,
        orderRef: typeof payment['order_id'] === 'string' ? payment['order_id'] : null,
        paymentRef: readText(isRefund ? refund['payment_id'] : payment['id']),
        refundRef: isRefund ? readText(refund['id']) : null,
        refundId: typeof refund['receipt'] === 'string' ? refund['receipt'] : null,
        amountPaise: amount,
        currency: String(told['currency']),
        // They quote the payer's address and number in it.
        reason:
          typeof payment['error_description'] === 'string' ? maskedText(payment['error_description']) : null,
      },
    ];
  }
}

/** Their own name of the event; what has none is named by its bytes, which are the same when sent again. */
function eventIdOf(headers: WebhookHeaders, rawBody: Buffer): string {
  const named = headers['x-razorpay-event-id'];
  if (named !== undefined && /^[\w-]{1,80}$/.test(named)) return named;
  return createHash('sha256').update(rawBody).digest('hex');
}

function entityOf(body: Fields, what: string): Fields {
  return fieldsOf(fieldsOf(fieldsOf(body['payload'])[what])['entity']);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** @throws WebhookUnreadable */
function readText(value: unknown): string {
  if (typeof value !== 'string' || value.length > 64) throw new WebhookUnreadable();
  return value;
}

/** @throws GatewayRefused when the gateway's answer is not what its contract says */
function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new GatewayRefused('The answer has no id.');
  return value;
}

/** @throws WebhookUnreadable */
function parse(rawBody: Buffer): Fields {
  try {
    return fieldsOf(JSON.parse(rawBody.toString('utf8')));
  } catch {
    throw new WebhookUnreadable();
  }
}
