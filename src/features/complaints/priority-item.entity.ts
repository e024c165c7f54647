import { Entity, Index } from 'typeorm';
import { Id, Instant, Int, Json, Refers, SubjectId, Text } from '../../platform/database/columns.js';
import { StaffMemberEntity } from '../staff/index.js';

export const priorityItemKinds = ['complaint', 'chat', 'refund', 'booking'] as const;
export type PriorityItemKind = (typeof priorityItemKinds)[number];

/** What a score is the sum of, each part at most the figure SL-7 names for it. */
export interface PriorityParts {
  severity: number;
  sentiment: number;
  money: number;
  repeat: number;
  value: number;
  clock: number;
}

/** Something staff should look at, with how urgent it is (SL-7). One row for each subject. */
@Entity('priority_items')
@Index(['kind', 'subjectId'], { unique: true })
@Index(['status', 'score', 'createdAt'])
export class PriorityItemEntity {
  @Id() id: string;
  @Text(12) kind: PriorityItemKind;
  /** The complaint's, thread's or booking's id. */
  @SubjectId() subjectId: string;
  /** 0 to 100. */
  @Int() score: number;
  @Json() parts: PriorityParts;
  @Text(10) status: 'open' | 'reviewed';
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) reviewedAt: Date | null;
  @Refers(() => StaffMemberEntity, { nullable: true }) reviewedById: string | null;
}
