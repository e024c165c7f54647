import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { watchActivities } from './activity.js';
import type { Activity, ActivityOutcome } from './activity.js';

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type CacheOutcome = 'hit' | 'miss' | 'failed';

/** Where a figure is asked for at the moment somebody looks, and not kept. */
export interface AskedGauge {
  /** Without the prefix, snake case, ends in its unit. */
  name: string;
  help: string;
  label?: string;
  /** One value for each label, or a single one under the empty label. Not told when it throws. */
  ask: () => Promise<ReadonlyMap<string, number>>;
}

/**
 * The figures of this process for Prometheus; injection token. Every label has a closed list of values: a route's
 * template, a job's name, an agent. Nothing that somebody sent becomes a label.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requestsInFlight = this.gauge('http_requests_in_flight', 'Requests being answered.', []);
  private readonly requests = this.counter('http_requests_total', 'Requests answered.', [
    'method',
    'route',
    'status',
  ]);
  private readonly requestSeconds = this.histogram(
    'http_request_duration_seconds',
    'Time to answer a request.',
    ['method', 'route'],
  );
  private readonly unitSeconds = this.histogram('unit_of_work_duration_seconds', 'Time of a unit of work.', [
    'call',
    'outcome',
  ]);
  private readonly unitRetries = this.counter(
    'unit_of_work_retries_total',
    'Transactions begun again because the database gave way.',
    [],
  );
  private readonly jobSeconds = this.histogram('job_duration_seconds', 'Time of one try of a job.', ['job']);
  private readonly jobRuns = this.counter('job_runs_total', 'Tries of jobs in this process.', [
    'job',
    'outcome',
  ]);
  private readonly turnSeconds = this.histogram(
    'agent_turn_duration_seconds',
    "Time of an assistant's turn.",
    ['agent'],
  );
  private readonly turns = this.counter('agent_turns_total', 'Turns of the assistant.', ['agent', 'outcome']);
  private readonly cacheLookups = this.counter('cache_lookups_total', 'Values asked of the cache.', [
    'outcome',
  ]);
  private readonly asked: AskedGauge[] = [];
  private countsProcess = false;
  private readonly unwatch: () => void;

  constructor() {
    this.unwatch = watchActivities({
      began: ({ kind }) => kind === 'request' && this.requestsInFlight.inc(),
      ended: (activity, outcome, durationMs) => this.count(activity, outcome, durationMs / 1_000),
    });
  }

  /** For the cache to tell how it did. */
  countCacheLookup(outcome: CacheOutcome): void {
    this.cacheLookups.inc({ outcome });
  }

  /** Adds a figure that is asked for whenever the metrics are read. */
  add(gauge: AskedGauge): void {
    this.asked.push(gauge);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** All figures in Prometheus's text format. */
  async text(): Promise<string> {
    if (!this.countsProcess) {
      this.countsProcess = true;
      collectDefaultMetrics({ register: this.registry });
    }
    const [kept, asked] = await Promise.all([this.registry.metrics(), this.askedText()]);
    return `${kept}${asked}`;
  }

  close(): void {
    this.unwatch();
    this.registry.clear();
  }

  private count(activity: Activity, outcome: ActivityOutcome, seconds: number): void {
    const { kind, name, facts } = activity;
    switch (kind) {
      case 'request': {
        const { method = 'OTHER', route = 'unmatched', status = 0 } = facts;
        this.requestsInFlight.dec();
        this.requests.inc({ method, route, status });
        this.requestSeconds.observe({ method, route }, seconds);
        return;
      }
      case 'unit':
        this.unitSeconds.observe({ call: name, outcome }, seconds);
        this.unitRetries.inc(Number(facts['retries'] ?? 0));
        return;
      case 'job':
        this.jobRuns.inc({ job: name, outcome });
        this.jobSeconds.observe({ job: name }, seconds);
        return;
      case 'turn': {
        const { agent = 'none' } = facts;
        this.turns.inc({ agent, outcome });
        this.turnSeconds.observe({ agent }, seconds);
      }
    }
  }

  private async askedText(): Promise<string> {
    const passing = new Registry();
    for (const { name, help, label, ask } of this.asked) {
      const values = await ask().catch(() => null);
      if (!values) continue;
      const gauge = new Gauge({
        name: `nexora_${name}`,
        help,
        labelNames: label === undefined ? [] : [label],
        registers: [passing],
      });
      for (const [of, value] of values) gauge.set(label === undefined ? {} : { [label]: of }, value);
    }
    return passing.metrics();
  }

  private counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name: `nexora_${name}`, help, labelNames, registers: [this.registry] });
  }

  private gauge<L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> {
    return new Gauge({ name: `nexora_${name}`, help, labelNames, registers: [this.registry] });
  }

  private histogram<L extends string>(name: string, help: string, labelNames: L[]): Histogram<L> {
    const buckets = secondsBuckets;
    return new Histogram({ name: `nexora_${name}`, help, labelNames, buckets, registers: [this.registry] });
  }
}
