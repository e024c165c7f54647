import { Entity } from 'typeorm';
import { Instant, NaturalKey } from '../database/columns.js';

/** When a scheduled job comes due next; one row for all processes, moved on by whoever fires it. */
@Entity('job_schedules')
export class JobScheduleEntity {
  @NaturalKey(100) name: string;
  @Instant() nextAt: Date;
}
