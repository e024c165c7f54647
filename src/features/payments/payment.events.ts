import type { DomainEvent } from '../../platform/events/domain-event.js';
import type { Instrument } from './instrument.js';
import type { PaymentEntity } from './payment.entity.js';
import type { RefundEntity } from './refund.entity.js';
import type { RefundOrigin } from './refund.state.js';

interface RefundFacts {
  refundId: string;
  bookingId: string;
  userId: string;
  amountPaise: number;
  instrument: Instrument;
  origin: RefundOrigin;
  /** ISO 8601. */
  expectedBy: string;
}

/** Money is promised back: from now on it is on its way. */
export type RefundPromised = DomainEvent<'refund.promised', RefundFacts>;
/** Money has gone back. */
export type RefundDone = DomainEvent<'refund.done', RefundFacts>;
/** A refund failed for good: staff must look at it. */
export type RefundFailed = DomainEvent<'refund.failed', RefundFacts & { failureReason: string }>;
/** An attempt to pay failed; the customer may try again. */
export type PaymentFailed = DomainEvent<
  'payment.failed',
  { paymentId: string; bookingId: string; userId: string; amountPaise: number }
>;
/** Another sum came than was asked for: staff must look at it. */
export type PaymentMismatched = DomainEvent<
  'payment.mismatched',
  { paymentId: string; bookingId: string; userId: string; askedPaise: number; capturedPaise: number }
>;

export function paymentFailed(payment: PaymentEntity, at: Date): PaymentFailed {
  const { id, subjectId, payerId, amountPaise } = payment;
  const payload = { paymentId: id, bookingId: subjectId, userId: payerId, amountPaise };
  return { name: 'payment.failed', aggregateId: subjectId, at, payload };
}

function factsOf(refund: RefundEntity): RefundFacts {
  const { id, subjectId, customerId, amountPaise, instrument, origin, expectedBy } = refund;
  return {
    refundId: id,
    bookingId: subjectId,
    userId: customerId,
    amountPaise,
    instrument,
    origin,
    expectedBy: expectedBy.toISOString(),
  };
}

export function refundPromised(refund: RefundEntity, at: Date): RefundPromised {
  return { name: 'refund.promised', aggregateId: refund.subjectId, at, payload: factsOf(refund) };
}

export function refundDone(refund: RefundEntity, at: Date): RefundDone {
  return { name: 'refund.done', aggregateId: refund.subjectId, at, payload: factsOf(refund) };
}

export function refundFailed(refund: RefundEntity, failureReason: string, at: Date): RefundFailed {
  const payload = { ...factsOf(refund), failureReason };
  return { name: 'refund.failed', aggregateId: refund.subjectId, at, payload };
}
