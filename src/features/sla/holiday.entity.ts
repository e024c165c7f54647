import { Entity, Index } from 'typeorm';
import { Day, Id, Refers, Text } from '../../platform/database/columns.js';
import { BusinessCalendarEntity } from './business-calendar.entity.js';

/** A local date on which a calendar's clocks stand still. */
@Entity('holidays')
@Index(['calendarId', 'onDay'], { unique: true })
export class HolidayEntity {
  @Id() id: string;
  @Refers(() => BusinessCalendarEntity) calendarId: string;
  /** `YYYY-MM-DD`. */
  @Day() onDay: string;
  @Text(80) name: string;
  @Text(120) nameHi: string;
}
