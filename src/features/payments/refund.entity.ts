import { Entity, Index } from 'typeorm';
import { Id, Instant, Int, Paise, Refers, SubjectId, Text } from '../../platform/database/columns.js';
import { PiiHere } from '../../platform/telemetry/pii.js';
import type { Instrument } from './instrument.js';
import { PaymentEntity } from './payment.entity.js';
import type { RefundOrigin, RefundState } from './refund.state.js';

/** One part of a payment that goes back (MO-3). */
@Entity('refunds')
@Index(['subjectId'])
@Index(['paymentId'])
@Index(['state', 'id'])
export class RefundEntity {
  @Id() id: string;
  @SubjectId() subjectId: string;
  @SubjectId() customerId: string;
  @Refers(() => PaymentEntity) paymentId: string;
  /** Where it goes: cash goes to the wallet, anything else back where it came from. */
  @Text(10) instrument: Instrument;
  @Paise() amountPaise: number;
  @Text(12) state: RefundState;
  @Text(16) origin: RefundOrigin;
  @PiiHere('note') @Text(300) reason: string;
  @Text(16) requestedByKind: string;
  @Text(36) requestedById: string;
  /** The staff member who approved or rejected it; null when nobody had to. */
  @SubjectId({ nullable: true }) decidedById: string | null;
  @PiiHere('note') @Text(300, { nullable: true }) decisionReason: string | null;
  @Instant({ nullable: true }) decidedAt: Date | null;
  /** How often it was begun at the gateway; part of the id by which the gateway tells a repeat. */
  @Int() attempt: number;
  @Text(64, { nullable: true }) gatewayRef: string | null;
  @PiiHere('note') @Text(200, { nullable: true }) failureReason: string | null;
  @Instant() expectedBy: Date;
  @Instant({ nullable: true }) doneAt: Date | null;
  @Instant() createdAt: Date;
  @Instant() updatedAt: Date;
}
