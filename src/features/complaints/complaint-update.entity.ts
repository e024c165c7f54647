import { Entity, Index } from 'typeorm';
import { Flag, Id, Instant, LongText, Refers, SubjectId, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import { ComplaintEntity } from './complaint.entity.js';

export type ComplaintAuthorKind = 'customer' | 'staff' | 'system';

/** Something said on a ticket, to the customer or among staff alone. */
@Entity('complaint_updates')
@Index(['complaintId', 'createdAt'])
export class ComplaintUpdateEntity {
  @Id() id: string;
  @Refers(() => ComplaintEntity) complaintId: string;
  @Text(10) authorKind: ComplaintAuthorKind;
  /** The customer's or staff member's id; null for the system. */
  @SubjectId({ nullable: true }) authorId: string | null;
  @Pii('words') @LongText() comment: string;
  /** For staff only; the customer does not see it. */
  @Flag() isInternal: boolean;
  @Instant() createdAt: Date;
}
