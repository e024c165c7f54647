import { Injectable } from '@nestjs/common';
import { JobsConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Log } from '../telemetry/log.js';
import type { JobEntity } from './job.entity.js';
import { JobsRepository } from './jobs.repository.js';
import type { ClaimedJob } from './jobs.repository.js';

/** Takes jobs for whoever is about to run them. */
@Injectable()
export class JobClaims {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: JobsRepository,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly settings: JobsConfig,
  ) {}

  /**
   * Claims, in one commit, those of the jobs that nobody has claimed since they were seen. A job whose runner ended
   * every time is put among the dead letters instead.
   */
  async claim(seen: readonly JobEntity[]): Promise<ClaimedJob[]> {
    const now = this.clock.now();
    const claimed: ClaimedJob[] = [];
    const buried: ClaimedJob[] = [];
    await this.work.run(async (tx) => {
      claimed.length = 0;
      buried.length = 0;
      for (const each of seen) {
        const job = await this.rows.claim(tx, each, now, this.settings.leaseMs);
        if (!job) continue;
        if (!isPoison(each)) claimed.push(job);
        else if (await this.rows.bury(tx, job, now, 'LeaseLost: its runner ended every time.'))
          buried.push(job);
      }
    });
    for (const job of buried) this.log.error({ jobId: job.id, job: job.name }, 'A job failed for good.');
    return claimed;
  }

  /**
   * Claims a job that was seen after that many attempts.
   * @returns null when it is not due any longer, e.g. because another has claimed it.
   */
  async claimSeen(id: string, attempts: number): Promise<ClaimedJob | null> {
    const seen = await this.work.read((reader) => this.rows.find(reader, id));
    if (seen?.attempts !== attempts || (seen.state !== 'waiting' && seen.state !== 'running')) return null;
    return (await this.claim([seen]))[0] ?? null;
  }
}

/** Its runner died, or lost it, on every try it had. */
function isPoison(seen: JobEntity): boolean {
  return seen.state === 'running' && seen.attempts >= seen.maxAttempts;
}
