import { Entity, Index } from 'typeorm';
import { Id, Instant, Paise, SubjectId, Text } from '../../platform/database/columns.js';
import { PiiHere } from '../../platform/telemetry/pii.js';
import type { Instrument } from './instrument.js';
import type { PaymentStep } from './payment.state.js';

/** One payment for a subject (a booking): what is asked, what came, what is promised back. */
@Entity('payments')
@Index(['subjectId'])
@Index(['payerId', 'state'])
@Index(['gateway', 'orderRef'], { unique: true })
@Index(['gateway', 'gatewayRef'], { unique: true })
export class PaymentEntity {
  @Id() id: string;
  @SubjectId() subjectId: string;
  @SubjectId() payerId: string;
  @Text(10) instrument: Instrument;
  /** Null when no gateway is between. */
  @Text(20, { nullable: true }) gateway: string | null;
  /** The gateway's name of the order; null until it has been made. */
  @Text(64, { nullable: true }) orderRef: string | null;
  /** The gateway's name of the payment that came. */
  @Text(64, { nullable: true }) gatewayRef: string | null;
  @Text(16) state: PaymentStep;
  /** The price and the dues together. */
  @Paise() amountPaise: number;
  /** What of the amount is not for the subject: earlier dues, and what of them turned out not to be due (CX-9). */
  @Paise() duesPaise: number;
  @Paise() capturedPaise: number;
  /** Promised back, done or not; never more than was captured (MO-3). */
  @Paise() refundedPaise: number;
  @PiiHere('note') @Text(200, { nullable: true }) failureReason: string | null;
  @Instant({ nullable: true }) dueAt: Date | null;
  @Instant({ nullable: true }) capturedAt: Date | null;
  @Instant() createdAt: Date;
  @Instant() updatedAt: Date;
}

/** What a gateway said, once each: the key is the gateway's own name of the event (MO-2). */
@Entity('payment_events')
@Index(['gateway', 'eventId'], { unique: true })
@Index(['paymentId'])
export class PaymentEventEntity {
  @Id() id: string;
  @Text(20) gateway: string;
  @Text(80) eventId: string;
  @Text(40) kind: string;
  @SubjectId({ nullable: true }) paymentId: string | null;
  @SubjectId({ nullable: true }) refundId: string | null;
  @Paise({ nullable: true }) amountPaise: number | null;
  /** What it changed: `captured`, `late`, `mismatched`, `failed`, `refund_done` ..., or `ignored`. */
  @Text(24) outcome: string;
  @Instant() receivedAt: Date;
}
