import { Entity, Index } from 'typeorm';
import { Id, Instant, LongText, SubjectId, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import type { NoticeChannel } from './notification-template.entity.js';

export type NotificationState = 'queued' | 'sent';

/** One notice to one person by one channel, as it was worded when it was due. */
@Entity('notifications')
@Index(['dedupKey'], { unique: true })
@Index(['userId', 'channel', 'id'])
@Index(['userId', 'channel', 'readAt'])
export class NotificationEntity {
  @Id() id: string;
  @SubjectId() userId: string;
  @Text(60) kind: string;
  @Text(10) channel: NoticeChannel;
  /** E-mail address or mobile; null in the app. */
  @Pii('email') @Text(254, { nullable: true }) to: string | null;
  @Pii('words') @Text(255, { nullable: true }) subject: string | null;
  @Pii('words') @LongText() body: string;
  @Text(30, { nullable: true }) dltId: string | null;
  @Text(10) state: NotificationState;
  /** NT-3. */
  @Text(191) dedupKey: string;
  /** What the provider calls it. */
  @Text(100, { nullable: true }) reference: string | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) sentAt: Date | null;
  @Instant({ nullable: true }) readAt: Date | null;
}
