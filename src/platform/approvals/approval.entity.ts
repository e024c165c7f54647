import { Entity, Index } from 'typeorm';
import { Id, Instant, Json, SubjectId, Text } from '../database/columns.js';
import { PiiHere } from '../telemetry/pii.js';
import type { ApprovalState } from './approval-states.js';

/** An act that one staff member asks for and another lets happen. */
@Entity('approvals')
@Index(['pendingKey'], { unique: true })
@Index(['state', 'id'])
@Index(['requestedById', 'id'])
export class ApprovalEntity {
  @Id() id: string;
  /** Which act: one of the registered kinds. */
  @Text(60) kind: string;
  @Text(40) subjectKind: string;
  @SubjectId() subjectId: string;
  /** What the act takes besides its subject. */
  @Json() payload: Record<string, string>;
  @Text(12) state: ApprovalState;
  /** Kind and subject while it is pending, then null: no act is asked for twice at a time. */
  @Text(100, { nullable: true }) pendingKey: string | null;
  @SubjectId() requestedById: string;
  @PiiHere('note') @Text(300) reason: string;
  @Instant() requestedAt: Date;
  @Instant() expiresAt: Date;
  @SubjectId({ nullable: true }) decidedById: string | null;
  @Instant({ nullable: true }) decidedAt: Date | null;
  @PiiHere('note') @Text(300, { nullable: true }) decisionNote: string | null;
}
