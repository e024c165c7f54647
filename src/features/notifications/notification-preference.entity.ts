import { Entity, Index } from 'typeorm';
import { Flag, Id, Instant, SubjectId, Text } from '../../platform/database/columns.js';
import type { NoticeCategory } from './notice-kinds.js';
import type { NoticeChannel } from './notification-template.entity.js';

/** What a person has chosen for one category on one channel; without a row the default holds (NT-5). */
@Entity('notification_preferences')
@Index(['userId', 'category', 'channel'], { unique: true })
export class NotificationPreferenceEntity {
  @Id() id: string;
  @SubjectId() userId: string;
  @Text(20) category: NoticeCategory;
  @Text(10) channel: NoticeChannel;
  @Flag() isOn: boolean;
  @Instant() updatedAt: Date;
}
