import { Entity, Index } from 'typeorm';
import { Id, Instant, Int, LongText, SubjectId, Text } from '../database/columns.js';

/**
 * One act, written in the transaction of the act and never changed after (ID-5). The sealer alone fills in the last
 * three columns, once.
 */
@Entity('audit_log')
@Index(['sequence'], { unique: true })
@Index(['subjectKind', 'subjectId', 'id'])
@Index(['actorId', 'id'])
@Index(['action', 'id'])
export class AuditEntryEntity {
  @Id() id: string;
  @Instant() occurredAt: Date;
  @Text(16) actorKind: string;
  @SubjectId() actorId: string;
  @SubjectId({ nullable: true }) sessionId: string | null;
  @Text(8) channel: string;
  /** `area.what_was_done`. */
  @Text(60) action: string;
  @Text(40) subjectKind: string;
  @Text(64) subjectId: string;
  /** Canonical JSON without personal values; text, so that every byte of it is under the seal. */
  @LongText({ nullable: true }) stateBefore: string | null;
  @LongText({ nullable: true }) stateAfter: string | null;
  @Text(64, { nullable: true }) correlationId: string | null;
  /** Place in the chain, from 1; null until sealed. */
  @Int({ nullable: true }) sequence: number | null;
  @Text(64, { nullable: true }) prevHash: string | null;
  @Text(64, { nullable: true }) hash: string | null;
}
