import type { DomainEvent } from '../../platform/events/domain-event.js';

/** What notices need to know of a payment that has failed. */
export type PaymentFailedNotice = DomainEvent<
  'payment.failed',
  {
    bookingId: string;
    /** Tells it from another try of the same booking. */
    paymentId: string;
    amountPaise: number;
  }
>;

/** What notices need to know of a refund that has gone back to the customer. */
export type RefundDoneNotice = DomainEvent<
  'refund.done',
  { bookingId: string; refundId: string; amountPaise: number }
>;
