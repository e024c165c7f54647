import { Entity, Index } from 'typeorm';
import type { WeeklyHours } from '../../kernel/calendar.js';
import { Id, Instant, Json, Text } from '../../platform/database/columns.js';

/** When support works: the hours of each weekday in a zone; `holidays` take days out of it (section 10). */
@Entity('business_calendars')
@Index(['code'], { unique: true })
export class BusinessCalendarEntity {
  @Id() id: string;
  @Text(40) code: string;
  @Text(80) name: string;
  /** An IANA zone. */
  @Text(60) zone: string;
  @Json() hours: WeeklyHours[];
  @Instant() createdAt: Date;
}
