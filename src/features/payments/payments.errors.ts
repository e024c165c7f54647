import { DomainError } from '../../kernel/errors.js';

export class WalletTooLow extends DomainError {
  readonly code = 'wallet.too_low';
  readonly kind = 'conflict';

  constructor(balancePaise: number, neededPaise: number, duesPaise = 0) {
    super('There is not enough in the wallet.', { balancePaise, neededPaise, duesPaise });
  }
}

/** Card and UPI need a payment gateway, and production has none set up. */
export class PaymentMethodUnavailable extends DomainError {
  readonly code = 'payment.method_unavailable';
  readonly kind = 'invalid';

  constructor() {
    super('Card and UPI are not taken here.', {
      errors: [{ pointer: '/paymentMethod', detail: 'must be cash or wallet' }],
    });
  }
}

/** There is nothing to pay for online: it is paid, over, lapsed, or paid in another way. */
export class PaymentNotDue extends DomainError {
  readonly code = 'payment.not_due';
  readonly kind = 'conflict';

  constructor() {
    super('There is nothing to be paid online for this booking now.');
  }
}

/** The webhook was not sent by the gateway, or was altered on its way. */
export class WebhookSignatureInvalid extends DomainError {
  readonly code = 'payment.webhook_signature_invalid';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The signature of this webhook is missing or wrong.');
  }
}

/** The signature is right, and the body is not what the gateway is known to send. */
export class WebhookUnreadable extends DomainError {
  readonly code = 'payment.webhook_unreadable';
  readonly kind = 'malformed';

  constructor() {
    super('The body of this webhook cannot be read.');
  }
}

/** The gateway does not answer, or not in time. What was asked for may be asked again under the same id. */
export class GatewayUnavailable extends DomainError {
  readonly code = 'payment.gateway_unavailable';
  readonly kind = 'unavailable';

  constructor(retryAfterSeconds = 10) {
    super('The payment gateway does not answer at the moment.', { retryAfterSeconds });
  }
}

/** The gateway answered with a refusal that asking again will not change. */
export class GatewayRefused extends DomainError {
  readonly code = 'payment.gateway_refused';
  readonly kind = 'conflict';

  /** @param reason in the gateway's words; for staff and logs */
  constructor(readonly reason: string) {
    super('The payment gateway refused that.');
  }
}

/** More than was captured and is not promised back already (MO-3). */
export class RefundTooMuch extends DomainError {
  readonly code = 'refund.too_much';
  readonly kind = 'conflict';

  constructor(askedPaise: number, refundablePaise: number) {
    super('That is more than can be refunded.', { askedPaise, refundablePaise });
  }
}

/** A refund above the limit is approved by another staff member than the one who asked for it (MO-3). */
export class RefundOwnRequest extends DomainError {
  readonly code = 'refund.own_request';
  readonly kind = 'forbidden';

  constructor() {
    super('A refund is approved by somebody else than who asked for it.');
  }
}

/** What the booking's policy owes cannot be refused, only approved. */
export class RefundOwed extends DomainError {
  readonly code = 'refund.owed';
  readonly kind = 'conflict';

  constructor() {
    super('This money is owed to the customer: it can be approved, not rejected.');
  }
}

/** No PDF was made of an invoice, or too many are waited for; the JSON is there all the same. */
export class PrintingFailed extends DomainError {
  readonly code = 'invoice.printing_failed';
  readonly kind = 'unavailable';

  constructor(cause?: unknown) {
    super('The invoice could not be printed just now; please try again.');
    this.cause = cause;
  }
}
