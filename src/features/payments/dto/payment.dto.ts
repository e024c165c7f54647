import { ApiProperty } from '@nestjs/swagger';
import { About, PiiHere } from '../../../platform/telemetry/pii.js';
import { instruments } from '../instrument.js';
import { paymentStates } from '../payment.state.js';
import type { PaymentEntity } from '../payment.entity.js';
import type { RefundEntity } from '../refund.entity.js';
import { refundOrigins, refundStates } from '../refund.state.js';

export class PaymentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: instruments, example: 'upi' }) method: string;
  @ApiProperty({ enum: paymentStates, example: 'captured' }) state: string;
  @ApiProperty({ description: 'The price and the dues together.', example: 76_500 }) amountPaise: number;
  @ApiProperty({ description: 'Earlier fees that are collected with it.', example: 0 }) duesPaise: number;
  @ApiProperty({ example: 76_500 }) capturedPaise: number;
  @ApiProperty({ description: 'Promised back, done or under way.', example: 0 }) refundedPaise: number;
  @ApiProperty({ type: String, nullable: true, example: null }) failureReason: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

export class PaymentsDto {
  @ApiProperty({ type: [PaymentDto] }) data: PaymentDto[];
}

export function toPaymentDto(payment: PaymentEntity): PaymentDto {
  const { id, instrument, state, amountPaise, duesPaise, capturedPaise, refundedPaise } = payment;
  return {
    id,
    method: instrument,
    state,
    amountPaise,
    duesPaise,
    capturedPaise,
    refundedPaise,
    failureReason: payment.failureReason,
    createdAt: payment.createdAt.toISOString(),
  };
}

export class CheckoutDto {
  @ApiProperty({ format: 'uuid' }) paymentId: string;
  @ApiProperty({ example: 'sandbox' }) gateway: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null until POST /payments/{bookingId}/checkout has made the order at the gateway.',
    example: 'order_9A33XWu170gUtm',
  })
  orderRef: string | null;
  @ApiProperty({ description: 'The price and the dues together.', example: 76_500 }) amountPaise: number;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Public key for the form of the gateway.',
    example: null,
  })
  keyId: string | null;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
}

/** The answer of the checkout route. */
export class CheckoutAnswerDto extends CheckoutDto {
  @ApiProperty({ format: 'uuid', description: 'The payment.' }) id: string;
}

/** @param keyId the public key of the payment's gateway */
export function toCheckoutDto(payment: PaymentEntity, keyId: string | null): CheckoutDto | null {
  const { id: paymentId, gateway, orderRef, amountPaise, dueAt } = payment;
  if (gateway === null || dueAt === null) return null;
  return { paymentId, gateway, orderRef, amountPaise, keyId, expiresAt: dueAt.toISOString() };
}

export class RefundDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) bookingId: string;
  @ApiProperty({ enum: instruments, example: 'wallet', description: 'Where it goes.' }) instrument: string;
  @ApiProperty({ example: 76_500 }) amountPaise: number;
  @ApiProperty({ enum: refundStates, example: 'done' }) state: string;
  @ApiProperty({ enum: refundOrigins, example: 'cancellation' }) origin: string;
  @PiiHere(({ requestedByKind: by }) => (by === 'staff' || by === 'system' ? 'note' : 'words'))
  @ApiProperty({ example: 'My plans have changed.' })
  reason: string;
  @ApiProperty({ format: 'date-time', description: 'It has arrived by then.' }) expectedBy: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) doneAt: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

export class RefundsDto {
  @ApiProperty({ type: [RefundDto] }) data: RefundDto[];
}

@About('customer')
export class OpsRefundDto extends RefundDto {
  @ApiProperty({ format: 'uuid' }) customerId: string;
  @ApiProperty({ format: 'uuid' }) paymentId: string;
  @ApiProperty({ example: 'staff' }) requestedByKind: string;
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' }) requestedById: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who approved or rejected it.', example: null })
  decidedById: string | null;
  @PiiHere('note')
  @ApiProperty({ type: String, nullable: true, example: 'Seen on the photos.' })
  decisionReason: string | null;
  @PiiHere('note')
  @ApiProperty({ type: String, nullable: true, example: null })
  failureReason: string | null;
  @ApiProperty({ description: 'How often it was begun at the gateway.', example: 0 }) attempt: number;
}

export function toRefundDto(refund: RefundEntity): RefundDto {
  const { id, subjectId, instrument, amountPaise, state, origin, reason } = refund;
  return {
    id,
    bookingId: subjectId,
    instrument,
    amountPaise,
    state,
    origin,
    reason,
    expectedBy: refund.expectedBy.toISOString(),
    doneAt: refund.doneAt?.toISOString() ?? null,
    createdAt: refund.createdAt.toISOString(),
  };
}

export function toOpsRefundDto(refund: RefundEntity): OpsRefundDto {
  const { customerId, paymentId, requestedByKind, requestedById, decidedById } = refund;
  const { decisionReason, failureReason, attempt } = refund;
  return {
    ...toRefundDto(refund),
    customerId,
    paymentId,
    requestedByKind,
    requestedById,
    decidedById,
    decisionReason,
    failureReason,
    attempt,
  };
}
