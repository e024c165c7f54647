import type { HealthService, Readiness } from './platform/health/health.service.js';
import { Metrics } from './platform/telemetry/metrics.js';
import { WorkerHealth } from './worker-health.js';

describe('the door of a worker', () => {
  const metrics = new Metrics();
  let status: Readiness['status'] = 'ok';
  const health: Pick<HealthService, 'publicReadiness'> = {
    publicReadiness: async () => ({ status, checks: [{ name: 'database', ok: status !== 'unavailable' }] }),
  };
  const door = new WorkerHealth(health as HealthService, metrics, {
    token: 'a-scraper-token-1',
    isProduction: true,
  });
  let base: string;
  beforeAll(async () => {
    base = `http://127.0.0.1:${await door.listen(0, '127.0.0.1')}`;
  });
  afterAll(async () => {
    await door.close();
    metrics.close();
  });

  const statusOf = async (path: string, token?: string): Promise<number> =>
    (await fetch(`${base}${path}`, { headers: token ? { Authorization: `Bearer ${token}` } : {} })).status;

  it('says that the worker lives, and whether it can work', async () => {
    const answers: number[] = [];
    for (const each of ['ok', 'degraded', 'unavailable'] as const) {
      status = each;
      answers.push(await statusOf('/health/ready'));
    }
    expect(answers).toEqual([200, 200, 503]);
    expect(await statusOf('/health/live')).toBe(200);
  });

  it('gives its figures to the holder of the token alone', async () => {
    expect(await statusOf('/metrics')).toBe(404);
    expect(await statusOf('/metrics', 'a-scraper-token-2')).toBe(404);
    const answer = await fetch(`${base}/metrics`, { headers: { Authorization: 'Bearer a-scraper-token-1' } });
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toContain('nexora_job_runs_total');
  });

  it('opens nothing else', async () => {
    expect(await statusOf('/api/v1/categories')).toBe(404);
  });
});
