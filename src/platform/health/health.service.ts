import { Inject, Injectable, Optional } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import process from 'node:process';
import { TelemetryConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { DatabaseHealth } from '../database/database-health.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Metrics } from '../telemetry/metrics.js';
import { maskedText } from '../telemetry/masking.js';
import { QueueView } from './queue.view.js';

export interface Check {
  name: string;
  ok: boolean;
  detail?: string;
}

export interface Readiness {
  /** `degraded` still serves: what is behind would not catch up if requests went elsewhere. */
  status: 'ok' | 'degraded' | 'unavailable';
  checks: Check[];
}

export interface Detail extends Readiness {
  uptimeSeconds: number;
  node: string;
  memoryMib: number;
  queue: Readonly<Record<string, number>> | null;
}

const patienceMs = 3_000;

/** Whether this process can serve (PF-8). A probe that does not answer in time has failed. */
@Injectable()
export class HealthService implements OnModuleInit {
  constructor(
    private readonly database: DatabaseHealth,
    private readonly work: UnitOfWork,
    private readonly queue: QueueView,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly settings: TelemetryConfig,
    @Optional() @Inject(Redis) private readonly redis: Redis | null,
  ) {}

  onModuleInit(): void {
    this.metrics.add({
      name: 'jobs',
      help: 'Jobs that are not done, by state.',
      label: 'state',
      ask: () => this.work.read((reader) => this.queue.countByState(reader)),
    });
    this.metrics.add({
      name: 'job_queue_lag_seconds',
      help: 'How long the job that is due for longest has been waiting.',
      ask: async () => new Map([['', (await this.lagMs()) / 1_000]]),
    });
  }

  uptimeSeconds(): number {
    return process.uptime();
  }

  async readiness(): Promise<Readiness> {
    const essential = [
      await this.check('database', () => this.database.answers()),
      await this.check('migrations', () => this.database.isCurrent()),
      ...(this.redis ? [await this.check('redis', () => this.answersOf(this.redis))] : []),
    ];
    const queue = await this.check('queue', () => this.refuseLag());
    if (essential.some(({ ok }) => !ok)) return { status: 'unavailable', checks: [...essential, queue] };
    return { status: queue.ok ? 'ok' : 'degraded', checks: [...essential, queue] };
  }

  /** For everybody: why a check failed may name hosts and accounts, and is left out. */
  async publicReadiness(): Promise<Readiness> {
    const { status, checks } = await this.readiness();
    return { status, checks: checks.map(({ name, ok }) => ({ name, ok })) };
  }

  async detail(): Promise<Detail> {
    const counts = await this.work.read((reader) => this.queue.countByState(reader)).catch(() => null);
    return {
      ...(await this.readiness()),
      uptimeSeconds: Math.floor(this.uptimeSeconds()),
      node: process.version,
      memoryMib: Math.round(process.memoryUsage().rss / 1_048_576),
      queue: counts && Object.fromEntries(counts),
    };
  }

  private lagMs(): Promise<number> {
    return this.work.read((reader) => this.queue.lagMs(reader, this.clock.now()));
  }

  private async refuseLag(): Promise<void> {
    const lagSeconds = Math.floor((await this.lagMs()) / 1_000);
    if (lagSeconds > this.settings.queueLagLimitSeconds)
      throw new Error(`the oldest due job waits for ${lagSeconds} s`);
  }

  private async answersOf(redis: Redis | null): Promise<void> {
    await redis?.ping();
  }

  private async check(name: string, probe: () => Promise<unknown>): Promise<Check> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
    });
    try {
      await Promise.race([probe(), late]);
      return { name, ok: true };
    } catch (fault) {
      return { name, ok: false, detail: fault instanceof Error ? maskedText(fault.message) : 'failed' };
    } finally {
      clearTimeout(timer);
    }
  }
}
