import type { GatewayInstrument } from '../instrument.js';

export interface GatewayOrder {
  /** Ours; the gateway keeps it, and an order asked for again under it is the same order. */
  paymentId: string;
  amountPaise: number;
  instrument: GatewayInstrument;
}

export interface GatewayRefund {
  /** Tells a repeat: the same id never sends money twice. 10 to 64 letters, digits, dashes. */
  id: string;
  /** The gateway's name of the payment that came. */
  paymentRef: string;
  amountPaise: number;
}

/** Where a refund stands at the gateway; `processing` is followed by an event. */
export type GatewayRefundAnswer =
  { state: 'processing' | 'done'; ref: string } | { state: 'failed'; ref: string | null; reason: string };

export type GatewayEventKind =
  'payment.authorised' | 'payment.captured' | 'payment.failed' | 'refund.done' | 'refund.failed';

/** What a gateway tells of itself, in our words. */
export interface GatewayEvent {
  /** The gateway's own name of the event: the same event sent twice has the same one. At most 80 characters. */
  id: string;
  kind: GatewayEventKind;
  /** The order it belongs to; null for a refund. */
  orderRef: string | null;
  paymentRef: string;
  refundRef: string | null;
  /** The id under which we asked for the refund; null when it is of no refund of ours. */
  refundId: string | null;
  amountPaise: number;
  currency: string;
  /** Why it failed, in the gateway's words. */
  reason: string | null;
}

/** HTTP headers by lower-case name. */
export type WebhookHeaders = Readonly<Record<string, string | undefined>>;

/**
 * A company that takes cards and UPI for us (MO-2). Card numbers never pass through here: the customer gives them to
 * the gateway, and what counts is what its webhooks say.
 */
export abstract class PaymentGateway {
  /** As in the address of its webhooks, at most 20 characters. */
  abstract readonly name: string;
  /** The public key a page needs to open the gateway's form; null when there is none. */
  abstract readonly publicKey: string | null;

  /** The order's name when it follows from ours without asking anybody; else null, and `createOrder` is asked. */
  abstract orderRefOf(paymentId: string): string | null;

  /**
   * Makes an order, or finds the one made before for the same payment.
   * @throws GatewayUnavailable, GatewayRefused
   */
  abstract createOrder(order: GatewayOrder): Promise<{ orderRef: string }>;

  /**
   * Sends money back; sent again under the same id it is the same refund. A refusal is `failed`.
   * @throws GatewayUnavailable when it is not known whether it was done: ask again under the same id
   */
  abstract refund(refund: GatewayRefund): Promise<GatewayRefundAnswer>;

  /**
   * What a webhook says; nothing when it is of a kind we do not need.
   * @param rawBody the bytes as they came: the signature is over them
   * @throws WebhookSignatureInvalid, WebhookUnreadable
   */
  abstract verifyWebhook(headers: WebhookHeaders, rawBody: Buffer): GatewayEvent[];
}
