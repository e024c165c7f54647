import { Entity, Index } from 'typeorm';
import { Id, Instant, Int, Json, LongText, Text } from '../database/columns.js';

export type JobState = 'waiting' | 'running' | 'done' | 'dead';

/** Something to be done after a commit: written in that commit, kept until done. The outbox and the queue in one. */
@Entity('jobs')
@Index(['key'], { unique: true })
@Index(['state', 'runAt'])
@Index(['state', 'leaseUntil'])
@Index(['orderKey', 'state'])
@Index(['finishedAt'])
export class JobEntity {
  /** UUIDv7: also the place of the job in its `orderKey`'s line. */
  @Id() id: string;
  @Text(100) name: string;
  @Json() payload: object;
  @Text(191, { nullable: true }) key: string | null;
  @Text(150, { nullable: true }) orderKey: string | null;
  @Text(10) state: JobState;
  /** How many times it was claimed. */
  @Int() attempts: number;
  @Int() maxAttempts: number;
  /** Not before this. */
  @Instant() runAt: Date;
  @Instant({ nullable: true }) leaseUntil: Date | null;
  /** New with every claim; whoever holds an older one may write nothing. */
  @Text(36, { nullable: true }) leaseToken: string | null;
  @LongText({ nullable: true }) lastError: string | null;
  @Text(64) correlationId: string;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) finishedAt: Date | null;
}
