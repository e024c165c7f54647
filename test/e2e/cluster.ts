import { randomInt } from 'node:crypto';
import { SystemClock } from '../../src/kernel/clock.js';
import { Api } from '../api.js';
import { contractCheck } from '../contract-check.js';
import { openProduction } from './production.js';
import type { Production } from './production.js';
import { Spoken } from './programs.js';

const settings = {
  PORT: '0',
  HOST: '127.0.0.1',
  RATE_LIMIT_ENABLED: 'true',
  TRUST_PROXY: '1',
  JOBS_CONCURRENCY: '4',
  JOBS_LEASE_MS: '3000',
};

/** A server that is a process. Whoever calls it does so from an address of their own, unless they say otherwise. */
export class Server extends Api {
  readonly clock = new SystemClock();
  private running: Spoken | null = null;

  constructor(private readonly production: Production) {
    super();
  }

  async start(): Promise<void> {
    this.running = new Spoken('../../dist/src/main.js', [], { ...settings, ...this.production.settings });
    await this.running.hears(/Health /);
    this.base = /API +(http:\S+)\/api\/v1/.exec(this.running.text)?.[1] ?? '';
    this.contract = contractCheck();
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    await this.running?.end(signal);
  }

  protected override usualHeaders(): Record<string, string> {
    return { 'X-Forwarded-For': someAddress() };
  }
}

export class Worker {
  private running: Spoken | null = null;

  constructor(private readonly production: Production) {}

  async start(): Promise<void> {
    this.running = new Spoken('../../dist/src/worker.js', [], { ...settings, ...this.production.settings });
    await this.running.hears(/worker is ready/);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    await this.running?.end(signal);
  }
}

/** Two servers and two workers, each a process, on one MySQL and one Redis of their own. */
export class Cluster {
  readonly servers: readonly [Server, Server];
  readonly workers: readonly [Worker, Worker];

  private constructor(readonly production: Production) {
    this.servers = [new Server(production), new Server(production)];
    this.workers = [new Worker(production), new Worker(production)];
  }

  /** The first of them migrates and seeds; the others find that done. */
  static async start(): Promise<Cluster> {
    const cluster = new Cluster(await openProduction());
    try {
      const [one, ...others] = [...cluster.servers, ...cluster.workers];
      await one?.start();
      await Promise.all(others.map((each) => each.start()));
      return cluster;
    } catch (fault) {
      await cluster.close();
      throw fault;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.servers, ...this.workers].map((each) => each.end('SIGKILL')));
    await this.production.close();
  }
}

/** Of the block that is kept for measuring (RFC 2544): 131,072 addresses, so that hardly two are alike. */
export function someAddress(): string {
  return `198.${18 + randomInt(2)}.${randomInt(256)}.${randomInt(256)}`;
}
