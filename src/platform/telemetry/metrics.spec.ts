import { beginActivity, endActivity, observed, recordActivity } from './activity.js';
import { Metrics } from './metrics.js';

describe('the metrics', () => {
  let metrics: Metrics;
  beforeEach(() => {
    metrics = new Metrics();
  });
  afterEach(() => metrics.close());

  const lineOf = async (start: string): Promise<string | undefined> =>
    (await metrics.text()).split('\n').find((line) => line.startsWith(start));

  it('count requests by method, route and status, and those still open', async () => {
    const facts = { method: 'GET', route: '/api/v1/bookings/:id', status: 404 };
    beginActivity('request', 'request', (open) => {
      beginActivity('request', 'request', (activity) => {
        Object.assign(activity.facts, facts);
        endActivity(activity, 'done');
      });
      return open;
    });
    const labels = '{method="GET",route="/api/v1/bookings/:id",status="404"}';
    await expect(lineOf('nexora_http_requests_total')).resolves.toBe(`nexora_http_requests_total${labels} 1`);
    await expect(lineOf('nexora_http_requests_in_flight')).resolves.toBe('nexora_http_requests_in_flight 1');
    await expect(lineOf('nexora_http_request_duration_seconds_count')).resolves.toMatch(/ 1$/);
  });

  it('count jobs by outcome, retries of units, turns by agent, and cache lookups', async () => {
    await observed('job', 'email.send', async () => undefined);
    await observed('job', 'email.send', () => Promise.reject(new Error('no'))).catch(() => undefined);
    recordActivity('unit', 'run', { durationMs: 30, outcome: 'done', facts: { retries: 2 } });
    await observed('turn', 'chat', async (activity) => void (activity.facts['agent'] = 'booking'));
    metrics.countCacheLookup('hit');
    const text = await metrics.text();
    for (const line of [
      'nexora_job_runs_total{job="email.send",outcome="done"} 1',
      'nexora_job_runs_total{job="email.send",outcome="failed"} 1',
      'nexora_unit_of_work_retries_total 2',
      'nexora_unit_of_work_duration_seconds_bucket{le="0.025",call="run",outcome="done"} 0',
      'nexora_unit_of_work_duration_seconds_bucket{le="0.1",call="run",outcome="done"} 1',
      'nexora_agent_turns_total{agent="booking",outcome="done"} 1',
      'nexora_cache_lookups_total{outcome="hit"} 1',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('ask for a figure when they are read, and go without it when it cannot be had', async () => {
    let waiting = 3;
    const ask = async () => new Map([['waiting', waiting]]);
    metrics.add({ name: 'jobs', help: 'Jobs.', label: 'state', ask });
    metrics.add({ name: 'gone', help: 'Gone.', ask: () => Promise.reject(new Error('no database')) });
    await expect(lineOf('nexora_jobs{')).resolves.toBe('nexora_jobs{state="waiting"} 3');
    waiting = 4;
    await expect(lineOf('nexora_jobs{')).resolves.toBe('nexora_jobs{state="waiting"} 4');
    await expect(lineOf('nexora_gone')).resolves.toBeUndefined();
  });

  it('count nothing once closed', async () => {
    metrics.close();
    await observed('job', 'email.send', async () => undefined);
    await expect(lineOf('nexora_job_runs_total{')).resolves.toBeUndefined();
  });
});
