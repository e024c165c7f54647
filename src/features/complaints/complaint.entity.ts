import { Entity, Index } from 'typeorm';
import { Id, Instant, LongText, Refers, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import { BookingEntity } from '../bookings/index.js';
import type { SlaPriority } from '../policies/index.js';
import { StaffMemberEntity } from '../staff/index.js';
import { UserEntity } from '../users/index.js';
import type { ComplaintType } from './complaint-priority.rule.js';

export const complaintStatuses = [
  'open',
  'in_progress',
  'waiting_customer',
  'waiting_provider',
  'resolved',
  'closed',
] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

/** A ticket. Its due times are copied when its clock starts, so that later policies do not move them (SL-5). */
@Entity('complaints')
@Index(['ticketNumber'], { unique: true })
@Index(['customerId', 'id'])
@Index(['status', 'priority', 'createdAt'])
@Index(['assignedToId', 'status'])
@Index(['bookingId'])
export class ComplaintEntity {
  @Id() id: string;
  /** `TK-` and eight characters of Crockford base32. */
  @Text(16) ticketNumber: string;
  @Refers(() => UserEntity) customerId: string;
  @Refers(() => BookingEntity, { nullable: true }) bookingId: string | null;
  @Text(30) type: ComplaintType;
  @Text(10) priority: SlaPriority;
  @Text(20) status: ComplaintStatus;
  @Pii('words') @Text(200) subject: string;
  @Pii('words') @LongText() description: string;
  @Refers(() => StaffMemberEntity, { nullable: true }) assignedToId: string | null;
  @Instant() firstReplyDueAt: Date;
  @Instant() resolutionDueAt: Date;
  @Instant() legalAckDueAt: Date;
  @Instant() legalResolveDueAt: Date;
  /** When a person first answered in public: nothing else meets the target (SL-1). */
  @Instant({ nullable: true }) firstRepliedAt: Date | null;
  @Instant({ nullable: true }) resolvedAt: Date | null;
  @Instant({ nullable: true }) closedAt: Date | null;
  @Instant() createdAt: Date;
  @Instant() updatedAt: Date;
}
