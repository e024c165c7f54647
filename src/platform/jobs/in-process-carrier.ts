import { Injectable } from '@nestjs/common';
import { JobsConfig } from '../../config/sections.js';
import { JobCarrier } from './job-carrier.js';
import { JobClaims } from './job-claims.js';
import { JobExecution } from './job-execution.js';
import type { JobEntity } from './job.entity.js';
import type { ClaimedJob } from './jobs.repository.js';
import { endsWithin } from './patience.js';

/** Runs the jobs here, `JOBS_CONCURRENCY` at a time. */
@Injectable()
export class InProcessCarrier extends JobCarrier {
  private readonly carried = new Set<Promise<void>>();
  private freed = (): void => undefined;

  constructor(
    private readonly claims: JobClaims,
    private readonly execution: JobExecution,
    private readonly settings: JobsConfig,
  ) {
    super();
  }

  get room(): number {
    return this.settings.concurrency - this.carried.size;
  }

  open(freed: () => void): void {
    this.freed = freed;
  }

  async carry(due: readonly JobEntity[]): Promise<void> {
    for (const job of await this.claims.claim(due)) this.run(job);
  }

  async idle(): Promise<void> {
    while (this.carried.size > 0) await Promise.all(this.carried);
  }

  close(patienceMs: number): Promise<boolean> {
    return endsWithin(this.idle(), patienceMs);
  }

  private run(job: ClaimedJob): void {
    const run: Promise<void> = this.execution.run(job).finally(() => {
      this.carried.delete(run);
      this.freed();
    });
    this.carried.add(run);
  }
}
