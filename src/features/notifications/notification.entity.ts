import { Entity, Index } from 'typeorm';
import { Id, Instant, Int, LongText, SubjectId, Text } from '../../platform/database/columns.js';
import { Pii } from '../../platform/telemetry/pii.js';
import type { NoticeChannel } from './notification-template.entity.js';

/**
 * `failed`: it could not be sent and is not tried again. `void`: nobody wants it any more, or it may not be sent.
 * Both say why in `failure`.
 */
export type NotificationState = 'queued' | 'sent' | 'failed' | 'void';

/** One notice to one person by one channel, as it was worded when it was due. */
@Entity('notifications')
@Index(['dedupKey'], { unique: true })
@Index(['userId', 'channel', 'id'])
@Index(['userId', 'channel', 'readAt'])
@Index(['state', 'id'])
export class NotificationEntity {
  @Id() id: string;
  /** Null for somebody who is no user: then `to` is all that is known of them. */
  @SubjectId({ nullable: true }) userId: string | null;
  @Text(60) kind: string;
  @Text(10) channel: NoticeChannel;
  /** E-mail address or mobile; null in the app. */
  @Pii('email') @Text(254, { nullable: true }) to: string | null;
  @Pii('words') @Text(255, { nullable: true }) subject: string | null;
  /** A secret stands in it as its variable, `{#code#}`. */
  @Pii('words') @LongText() body: string;
  /** The secret variables, sealed; wiped once sent. */
  @LongText({ nullable: true }) sealed: string | null;
  @Text(30, { nullable: true }) dltId: string | null;
  @Text(10) state: NotificationState;
  /** NT-3. */
  @Text(191) dedupKey: string;
  /** What the provider calls it. */
  @Text(100, { nullable: true }) reference: string | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) sentAt: Date | null;
  @Instant({ nullable: true }) readAt: Date | null;
  /** After this it is of no use and is not sent. */
  @Instant({ nullable: true }) validUntil: Date | null;
  /** The booking it goes with: when that has moved on or ended, it is void (NT-3). */
  @SubjectId({ nullable: true }) bookingId: string | null;
  @Int({ nullable: true }) scheduleVersion: number | null;
  /** The code of what stood in the way. */
  @Text(100, { nullable: true }) failure: string | null;
  /** When the person put it away; the row stays, so that it is not written again. */
  @Instant({ nullable: true }) deletedAt: Date | null;
}
