import { Entity, Index } from 'typeorm';
import { Id, LongText, Text } from '../../platform/database/columns.js';

export type NoticeChannel = 'email' | 'sms' | 'in_app';

/** The wording of a kind of notice, by channel and language (NT-4). */
@Entity('notification_templates')
@Index(['kind', 'channel', 'language'], { unique: true })
export class NotificationTemplateEntity {
  @Id() id: string;
  @Text(60) kind: string;
  @Text(10) channel: NoticeChannel;
  @Text(5) language: string;
  /** The id under which an SMS text is registered; null for other channels. */
  @Text(30, { nullable: true }) dltId: string | null;
  @Text(200, { nullable: true }) subject: string | null;
  /** Text with variables as `{#name#}`; registered with each as `{#var#}`. */
  @LongText() body: string;
  /** The text as the operators have it under `dltId`, each variable as `{#var#}`; null for other channels. */
  @LongText({ nullable: true }) registered: string | null;
}
