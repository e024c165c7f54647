import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { JobHandlers } from './job-handlers.js';
import { jobName } from './job-names.js';
import type { Nothing } from './job-names.js';
import type { JobScheduleEntity } from './job-schedule.entity.js';
import { JobSchedulesRepository } from './job-schedules.repository.js';
import { Jobs } from './jobs.js';

/** Adds the scheduled jobs when they come due: each instant once, however many processes look. */
@Injectable()
export class JobSchedules {
  private known = false;

  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: JobSchedulesRepository,
    private readonly handlers: JobHandlers,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Instants missed while nobody ran are not made up for: the schedule fires once and goes on from now. */
  async fireDue(): Promise<void> {
    if (!this.known) await this.makeKnown();
    const due = await this.work.read((reader) => this.rows.listDue(reader, this.clock.now()));
    for (const schedule of due) {
      const everyMs = this.handlers.schedules.get(schedule.name);
      if (everyMs !== undefined) await this.fire(schedule, everyMs);
    }
  }

  private async fire(schedule: JobScheduleEntity, everyMs: number): Promise<void> {
    await this.work.run(async (tx) => {
      const won = await this.rows.advance(tx, schedule, nextOnGrid(this.clock.now(), everyMs));
      if (!won) return;
      const key = `${schedule.name}@${schedule.nextAt.toISOString()}`;
      await this.jobs.add(tx, jobName<Nothing>(schedule.name), {}, { key });
    });
  }

  private async makeKnown(): Promise<void> {
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      for (const [name, everyMs] of this.handlers.schedules) {
        const nextAt = nextOnGrid(now, everyMs);
        const row = await this.rows.find(tx, name);
        if (!row) await this.rows.insert(tx, { name, nextAt });
        // The interval has become shorter since the row was written.
        else if (row.nextAt > nextAt) await this.rows.advance(tx, row, nextAt);
      }
    });
    this.known = true;
  }
}

/** The first multiple of the interval, counted from 1970 in UTC, after `now`. */
export function nextOnGrid(now: Date, everyMs: number): Date {
  return new Date((Math.floor(now.getTime() / everyMs) + 1) * everyMs);
}
