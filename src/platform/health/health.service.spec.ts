import type { Redis } from 'ioredis';
import { TelemetryConfig } from '../../config/sections.js';
import { FixedClock } from '../../kernel/clock.js';
import type { DatabaseHealth } from '../database/database-health.js';
import type { Reader } from '../database/transaction.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Metrics } from '../telemetry/metrics.js';
import { HealthService } from './health.service.js';
import type { QueueView } from './queue.view.js';

/** The parts a process leans on, each of which can be taken away. */
class Parts {
  readonly broken = new Set<'database' | 'migrations' | 'redis'>();
  lagSeconds = 0;
  readonly metrics = new Metrics();

  service({ hasRedis }: { hasRedis: boolean }): HealthService {
    const refuse = async (part: 'database' | 'migrations' | 'redis'): Promise<void> => {
      if (this.broken.has(part)) throw new Error(`${part} at 10.0.0.5 refuses`);
    };
    const database: Pick<DatabaseHealth, 'answers' | 'isCurrent'> = {
      answers: () => refuse('database'),
      isCurrent: () => refuse('migrations'),
    };
    const work: Pick<UnitOfWork, 'read'> = {
      read: async (ask) => {
        await refuse('database');
        return ask({} as Reader);
      },
    };
    const queue: QueueView = {
      countByState: async () => new Map([['waiting', 3]] as const),
      lagMs: async () => this.lagSeconds * 1_000,
    };
    const redis: Pick<Redis, 'ping'> = {
      ping: async (): Promise<'PONG'> => {
        await refuse('redis');
        return 'PONG';
      },
    };
    return new HealthService(
      database as DatabaseHealth,
      work as UnitOfWork,
      queue,
      new FixedClock('2025-11-21T05:00:00.000Z'),
      this.metrics,
      new TelemetryConfig({ QUEUE_LAG_LIMIT_SECONDS: '60' }, []),
      hasRedis ? (redis as Redis) : null,
    );
  }
}

describe('readiness', () => {
  let parts: Parts;
  beforeEach(() => {
    parts = new Parts();
  });
  afterEach(() => parts.metrics.close());

  it('names what it looked at, Redis only where there is one', async () => {
    const names = async (hasRedis: boolean) =>
      (await parts.service({ hasRedis }).readiness()).checks.map(({ name }) => name);
    expect(await names(false)).toEqual(['database', 'migrations', 'queue']);
    expect(await names(true)).toEqual(['database', 'migrations', 'redis', 'queue']);
  });

  it('is refused without database, current migrations or Redis, and names the one that fails', async () => {
    for (const part of ['database', 'migrations', 'redis'] as const) {
      parts.broken.clear();
      parts.broken.add(part);
      const { status, checks } = await parts.service({ hasRedis: true }).readiness();
      expect([part, status]).toEqual([part, 'unavailable']);
      expect(checks.find(({ name }) => name === part)).toMatchObject({
        ok: false,
        detail: `${part} at 10.0.0.5 refuses`,
      });
    }
  });

  it('is degraded by a queue that lags beyond the limit, not by one at the limit', async () => {
    const service = parts.service({ hasRedis: false });
    parts.lagSeconds = 60;
    expect((await service.readiness()).status).toBe('ok');
    parts.lagSeconds = 61;
    expect((await service.readiness()).status).toBe('degraded');
  });

  it('keeps the reasons from the public', async () => {
    parts.broken.add('redis');
    const answer = await parts.service({ hasRedis: true }).publicReadiness();
    expect(answer.status).toBe('unavailable');
    expect(JSON.stringify(answer)).not.toContain('10.0.0.5');
  });

  it('gives the queue to the metrics, and none when the database does not answer', async () => {
    const service = parts.service({ hasRedis: false });
    service.onModuleInit();
    parts.lagSeconds = 7;
    const figures = (await parts.metrics.text()).split('\n');
    expect(figures).toContain('nexora_jobs{state="waiting"} 3');
    expect(figures).toContain('nexora_job_queue_lag_seconds 7');
    parts.broken.add('database');
    expect(await parts.metrics.text()).not.toContain('nexora_jobs{');
    expect((await service.detail()).queue).toBeNull();
  });
});
