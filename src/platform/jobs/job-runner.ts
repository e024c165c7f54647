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

/**
 * Looks for due jobs and hands them to the carrier. Nothing runs until a root calls `start` or `relay`: a
 * command-line tool writes jobs without running them.
 */
@Injectable()
export class JobRunner implements BeforeApplicationShutdown {
  private loop: Promise<void> | null = null;
  private heartbeat: NodeJS.Timeout | null = null;
  private stopping = false;
  private inTrouble = false;

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

  /** Runs jobs in this process and fires schedules, until `stop`. Calling it again does nothing. */
  start(): void {
    if (this.loop) return;
    this.open();
    this.loop = this.goOn(() => this.schedules.fireDue());
    this.heartbeat = setInterval(() => void this.renewLeases(), this.settings.leaseMs / 3);
    this.heartbeat.unref();
  }

  /**
   * Hands due jobs on to the processes that run them, until `stop`; runs none here and fires no schedule. The jobs
   * of this process's commits are on their way at once that way, and not at a worker's next look.
   */
  relay(): void {
    this.loop ??= this.goOn(() => Promise.resolve());
  }

  /** Hands on no more, and waits for what runs here, at most `SHUTDOWN_MS`. What is left is run again elsewhere. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.signal.wake();
    await this.loop;
    if (!(await this.carrier.close(this.http.shutdownMs)))
      this.log.warn({}, 'Jobs were still running at the end; their leases will run out.');
    if (this.heartbeat) clearInterval(this.heartbeat);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  /** Runs everything that is due now, and what comes due by it, and resolves when nothing is left. */
  async settle(): Promise<void> {
    this.open();
    await this.schedules.fireDue();
    for (;;) {
      await this.carrier.idle();
      if ((await this.takeDue()) === 0) return;
    }
  }

  /** Hands on as many due jobs as there is room for. @returns how many were due. */
  async takeDue(): Promise<number> {
    if (this.stopping || this.carrier.room <= 0) return 0;
    const now = this.clock.now();
    const due = await this.work.read((reader) => this.rows.listDue(reader, now, this.carrier.room));
    if (due.length > 0) await this.carrier.carry(due);
    return due.length;
  }

  private open(): void {
    this.carrier.open(() => this.signal.wake());
  }

  private async goOn(before: () => Promise<void>): Promise<void> {
    while (!this.stopping) {
      try {
        await before();
        await this.takeDue();
        this.tellOfSuccess();
      } catch (error) {
        this.tellOfTrouble(error);
      }
      if (!this.stopping) await this.signal.wait(this.settings.pollMs);
    }
  }

  /** The queue or the database may be away for many looks; one line tells of it all, and one of its end. */
  private tellOfTrouble(error: unknown): void {
    if (this.inTrouble) this.log.debug({ err: error }, 'Due jobs still cannot be handed on.');
    else this.log.error({ err: error }, 'Due jobs cannot be handed on; it is tried again.');
    this.inTrouble = true;
  }

  private tellOfSuccess(): void {
    if (this.inTrouble) this.log.info({}, 'Due jobs are handed on again.');
    this.inTrouble = false;
  }

  private async renewLeases(): Promise<void> {
    try {
      await this.execution.renewLeases();
    } catch (error) {
      this.log.error({ err: error }, 'Leases could not be renewed.');
    }
  }
}
