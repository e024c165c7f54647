import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { isUniqueViolation } from '../database/database-errors.js';
import type { Reader, Tx } from '../database/transaction.js';
import { JobScheduleEntity } from './job-schedule.entity.js';

@Injectable()
export class JobSchedulesRepository {
  find(reader: Reader, name: string): Promise<JobScheduleEntity | null> {
    return reader.getRepository(JobScheduleEntity).findOneBy({ name });
  }

  listDue(reader: Reader, now: Date): Promise<JobScheduleEntity[]> {
    return reader.getRepository(JobScheduleEntity).findBy({ nextAt: LessThanOrEqual(now) });
  }

  /** Does nothing when another process was first. */
  async insert(tx: Tx, schedule: JobScheduleEntity): Promise<void> {
    try {
      await tx.getRepository(JobScheduleEntity).insert(schedule);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }

  /** Moves the schedule on, unless another process has. @returns whether this caller moved it. */
  async advance(tx: Tx, seen: JobScheduleEntity, nextAt: Date): Promise<boolean> {
    const { affected } = await tx
      .getRepository(JobScheduleEntity)
      .update({ name: seen.name, nextAt: seen.nextAt }, { nextAt });
    return affected === 1;
  }
}
