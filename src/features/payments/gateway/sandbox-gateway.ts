import { newId } from '../../../kernel/ids.js';
import { WebhookSignatureInvalid, WebhookUnreadable } from '../payments.errors.js';
import { PaymentGateway } from './payment-gateway.js';
import type {
  GatewayEvent,
  GatewayEventKind,
  GatewayOrder,
  GatewayRefund,
  GatewayRefundAnswer,
  WebhookHeaders,
} from './payment-gateway.js';
import { isSignatureOf, signBody } from './webhook-signature.js';

/** A webhook as it goes over the wire. */
export interface SignedWebhook {
  headers: Record<string, string>;
  body: string;
}

export const sandboxSignatureHeader = 'x-sandbox-signature';
const kinds: readonly GatewayEventKind[] = [
  'payment.authorised',
  'payment.captured',
  'payment.failed',
  'refund.done',
  'refund.failed',
];

/**
 * The gateway for machines without one: orders and refunds are made on the spot, and webhooks are signed as a real
 * gateway signs them. Nobody's money moves.
 */
export class SandboxGateway extends PaymentGateway {
  readonly name = 'sandbox';
  readonly publicKey = null;

  /** @param secret under which webhooks are signed; the same in every process */
  constructor(private readonly secret: Buffer) {
    super();
  }

  override orderRefOf(paymentId: string): string {
    return `sandbox_order_${paymentId}`;
  }

  createOrder({ paymentId }: GatewayOrder): Promise<{ orderRef: string }> {
    return Promise.resolve({ orderRef: this.orderRefOf(paymentId) });
  }

  refund({ id }: GatewayRefund): Promise<GatewayRefundAnswer> {
    return Promise.resolve({ state: 'done', ref: `sandbox_refund_${id}` });
  }

  verifyWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayEvent[] {
    if (!isSignatureOf(this.secret, rawBody, headers[sandboxSignatureHeader]))
      throw new WebhookSignatureInvalid();
    return [readEvent(rawBody)];
  }

  /** What the gateway would send for something that has happened there. */
  webhook(event: Omit<GatewayEvent, 'id'> & { id?: string }): SignedWebhook {
    const body = JSON.stringify({ id: `sandbox_event_${newId()}`, ...event });
    const signature = signBody(this.secret, Buffer.from(body));
    return { headers: { [sandboxSignatureHeader]: signature }, body };
  }
}

/** @throws WebhookUnreadable */
function readEvent(rawBody: Buffer): GatewayEvent {
  const read = parse(rawBody);
  const { id, orderRef, paymentRef, refundRef, refundId, amountPaise, currency, reason } = read;
  const kind = kinds.find((each) => each === read['kind']);
  const isWhole =
    kind !== undefined &&
    typeof id === 'string' &&
    id.length <= 80 &&
    isTextOrNull(orderRef) &&
    typeof paymentRef === 'string' &&
    isTextOrNull(refundRef) &&
    isTextOrNull(refundId) &&
    typeof amountPaise === 'number' &&
    Number.isSafeInteger(amountPaise) &&
    typeof currency === 'string' &&
    isTextOrNull(reason);
  if (!isWhole) throw new WebhookUnreadable();
  return { id, kind, orderRef, paymentRef, refundRef, refundId, amountPaise, currency, reason };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function parse(rawBody: Buffer): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(rawBody.toString('utf8'));
    if (typeof read === 'object' && read !== null) return read as Record<string, unknown>;
  } catch {
    // Told below, like every other body that cannot be read.
  }
  throw new WebhookUnreadable();
}
