import { Injectable } from '@nestjs/common';
import { JobsConfig } from '../../config/sections.js';
import { JobExecution } from './job-execution.js';
import type { ClaimedJob } from './jobs.repository.js';

/**
 * Takes claimed jobs to where their handlers run: this process, or workers behind a queue. It only carries; what
 * becomes of a job is written by `JobExecution` at the place where it runs, under the lease of its claim.
 */
export abstract class JobCarrier {
  /** How many more jobs it takes now. */
  abstract get room(): number;
  /** Takes a job over; resolves when there is room for another in its place. Never rejects. */
  abstract carry(job: ClaimedJob): Promise<void>;
  /** Resolves when it carries nothing. */
  abstract idle(): Promise<void>;
}

/** Runs the jobs here, `JOBS_CONCURRENCY` at a time. */
@Injectable()
export class InProcessCarrier extends JobCarrier {
  private readonly carried = new Set<Promise<void>>();

  constructor(
    private readonly execution: JobExecution,
    private readonly settings: JobsConfig,
  ) {
    super();
  }

  get room(): number {
    return this.settings.concurrency - this.carried.size;
  }

  carry(job: ClaimedJob): Promise<void> {
    const run: Promise<void> = this.execution.run(job).finally(() => this.carried.delete(run));
    this.carried.add(run);
    return run;
  }

  async idle(): Promise<void> {
    while (this.carried.size > 0) await Promise.all(this.carried);
  }
}
