import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { HttpConfig, JobsConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Log } from '../telemetry/log.js';
import { JobCarrier } from './job-carrier.js';
import { JobExecution } from './job-execution.js';
import { JobSchedules } from './job-schedules.js';
import { JobSignal } from './job-signal.js';
import { JobsRepository } from './jobs.repository.js';
import type { ClaimedJob } from './jobs.repository.js';
import type { JobEntity } from './job.entity.js';

/**
 * Claims due jobs and hands them to the carrier. Nothing runs until a root calls `start`: a command-line tool
 * writes jobs without running them.
 */
@Injectable()
export class JobRunner implements BeforeApplicationShutdown {
  private loop: Promise<void> | null = null;
  private heartbeat: NodeJS.Timeout | null = null;
  private stopping = false;

  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: JobsRepository,
    private readonly schedules: JobSchedules,
    private readonly carrier: JobCarrier,
    private readonly execution: JobExecution,
    private readonly signal: JobSignal,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly settings: JobsConfig,
    private readonly http: HttpConfig,
  ) {}

  /** Goes on until `stop`. Calling it again does nothing. */
  start(): void {
    if (this.loop) return;
    this.loop = this.goOn();
    this.heartbeat = setInterval(() => void this.renewLeases(), this.settings.leaseMs / 3);
    this.heartbeat.unref();
  }

  /** Claims no more, and waits for what runs, at most `SHUTDOWN_MS`. What is left is run again elsewhere. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.signal.wake();
    await this.loop;
    if (!(await this.drained()))
      this.log.warn({}, 'Jobs were still running at the end; their leases will run out.');
    if (this.heartbeat) clearInterval(this.heartbeat);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  /** Runs everything that is due now, and what comes due by it, and resolves when nothing is left. */
  async settle(): Promise<void> {
    await this.schedules.fireDue();
    for (;;) {
      await this.carrier.idle();
      if ((await this.takeDue()) === 0) return;
    }
  }

  /** Claims as many due jobs as there is room for and lets them run. @returns how many were due. */
  async takeDue(): Promise<number> {
    if (this.stopping || this.carrier.room <= 0) return 0;
    const now = this.clock.now();
    const due = await this.work.read((reader) => this.rows.listDue(reader, now, this.carrier.room));
    if (due.length === 0) return 0;
    for (const job of await this.claim(due, now))
      void this.carrier.carry(job).finally(() => this.signal.wake());
    return due.length;
  }

  private async claim(due: readonly JobEntity[], now: Date): Promise<ClaimedJob[]> {
    const claimed: ClaimedJob[] = [];
    const buried: ClaimedJob[] = [];
    await this.work.run(async (tx) => {
      claimed.length = 0;
      buried.length = 0;
      for (const seen of due) {
        const job = await this.rows.claim(tx, seen, now, this.settings.leaseMs);
        if (!job) continue;
        if (!isPoison(seen)) claimed.push(job);
        else if (await this.rows.bury(tx, job, now, 'LeaseLost: its runner ended every time.'))
          buried.push(job);
      }
    });
    for (const job of buried) this.log.error({ jobId: job.id, job: job.name }, 'A job failed for good.');
    return claimed;
  }

  private async goOn(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.schedules.fireDue();
        await this.takeDue();
      } catch (error) {
        this.log.error({ err: error }, 'Jobs could not be claimed.');
      }
      if (!this.stopping) await this.signal.wait(this.settings.pollMs);
    }
  }

  private async renewLeases(): Promise<void> {
    try {
      await this.execution.renewLeases();
    } catch (error) {
      this.log.error({ err: error }, 'Leases could not be renewed.');
    }
  }

  private async drained(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), this.http.shutdownMs);
    });
    const idle = this.carrier.idle().then(() => true);
    const inTime = await Promise.race([idle, late]);
    clearTimeout(timer);
    return inTime;
  }
}

/** Its runner died, or lost it, on every try it had. */
function isPoison(seen: JobEntity): boolean {
  return seen.state === 'running' && seen.attempts >= seen.maxAttempts;
}
