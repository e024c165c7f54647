import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Schedule } from './job.decorators.js';
import { JobsRepository } from './jobs.repository.js';

const keptMs = 7 * 86_400_000;
const batch = 2_000;

/** Forgets jobs a week after they were done, and with them their keys; dead letters stay until a person decides. */
@Injectable()
export class JobSweep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: JobsRepository,
    private readonly clock: Clock,
  ) {}

  @Schedule('jobs.sweep', { everyMs: 600_000 })
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptMs);
    await this.work.run((tx) => this.rows.deleteDone(tx, before, batch));
  }
}
