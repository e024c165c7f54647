import { Injectable } from '@nestjs/common';
import { JobsConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { commandContext } from '../database/command-context.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { observed } from '../telemetry/activity.js';
import { Log } from '../telemetry/log.js';
import { maskedError } from '../telemetry/masking.js';
import { requestContext } from '../telemetry/request-context.js';
import { JobCommand } from './job-command.js';
import { JobHandlers } from './job-handlers.js';
import { afterFailure } from './job-retry.policy.js';
import { LeaseLost } from './jobs.errors.js';
import { JobsRepository } from './jobs.repository.js';
import type { ClaimedJob } from './jobs.repository.js';

const longestErrorLength = 2_000;

/** Runs a claimed job in this process and writes what became of it, wherever it was claimed. */
@Injectable()
export class JobExecution {
  private readonly running = new Map<string, ClaimedJob>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: JobsRepository,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly settings: JobsConfig,
  ) {}

  /** Never rejects. When even the outcome cannot be written, the lease runs out and the job is run again. */
  async run(job: ClaimedJob): Promise<void> {
    this.running.set(job.leaseToken, job);
    try {
      await requestContext.run({ correlationId: job.correlationId, principal: 'system:jobs' }, () =>
        this.attempt(job),
      );
    } catch (error) {
      this.log.error(
        { err: error, jobId: job.id, job: job.name },
        'The outcome of a job could not be written.',
      );
    } finally {
      this.running.delete(job.leaseToken);
    }
  }

  /** Keeps the jobs of long handlers from being taken for lost. */
  async renewLeases(): Promise<void> {
    if (this.running.size === 0) return;
    const until = new Date(this.clock.now().getTime() + this.settings.leaseMs);
    await this.work.run(async (tx) => {
      for (const job of this.running.values()) await this.rows.renew(tx, job, until);
    });
  }

  private async attempt(job: ClaimedJob): Promise<void> {
    const command = new JobCommand(job, this.rows, this.clock);
    try {
      const act = this.handlers.get(job.name);
      await commandContext.run(command, () =>
        observed('job', job.name, () => act(job.payload, { jobId: job.id, attempt: job.attempts })),
      );
    } catch (error) {
      await this.fail(job, command, error);
      return;
    }
    if (!command.isDone) await this.work.run((tx) => this.rows.finish(tx, job, this.clock.now()));
  }

  private async fail(job: ClaimedJob, command: JobCommand, error: unknown): Promise<void> {
    const facts = { err: error, jobId: job.id, job: job.name, attempt: job.attempts };
    if (command.isDone) return this.log.error(facts, 'A job failed after its effect was committed.');
    if (error instanceof LeaseLost) return this.log.warn(facts, 'A job was taken over by another runner.');
    const next = afterFailure({ error, attempts: job.attempts, maxAttempts: job.maxAttempts }, Math.random());
    const now = this.clock.now();
    const reason = describe(error);
    await this.work.run((tx) =>
      next.outcome === 'retry'
        ? this.rows.retry(tx, job, new Date(now.getTime() + next.delayMs), reason)
        : this.rows.bury(tx, job, now, reason),
    );
    if (next.outcome === 'retry')
      this.log.warn({ ...facts, delayMs: next.delayMs }, 'A job failed and will be tried again.');
    else this.log.error(facts, 'A job failed for good.');
  }
}

function describe(error: unknown): string {
  return maskedError(error).slice(0, longestErrorLength);
}
