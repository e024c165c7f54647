import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { LessThanOrEqual } from 'typeorm';
import { bootstrap } from '../src/bootstrap.js';
import { bootstrapWorker } from '../src/bootstrap-worker.js';
import type { AppOptions } from '../src/app.module.js';
import { Configuration } from '../src/config/configuration.js';
import { deploymentOf } from '../src/config/deployment.js';
import { FixedClock } from '../src/kernel/clock.js';
import { newId } from '../src/kernel/ids.js';
import { Sessions } from '../src/platform/auth/sessions.js';
import { Tokens } from '../src/platform/auth/tokens.js';
import { JobEntity } from '../src/platform/jobs/job.entity.js';
import { JobRunner } from '../src/platform/jobs/job-runner.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { rightsOf } from '../src/cli/rights-page.js';
import type { RouteRights } from '../src/cli/rights-page.js';
import { Api } from './api.js';
import { contractCheck, contractDocument } from './contract-check.js';
import type { TestHome } from './database.js';
import { makeSeededHome } from './seeded-home.js';

interface WorldOptions extends AppOptions {
  env?: Record<string, string>;
}

/** Far more than any jobs of a test take; what is not done by then never will be. */
const longestSettlingMs = 25_000;

/**
 * A running server on a copy of the seeded marketplace, spoken to over HTTP; every answer is held to the contract. In
 * a run on MySQL and Redis a worker stands beside it and does the jobs, as in production, though in this process.
 * Its clock stands still at the instant the marketplace was seeded, unless a test moves it or brings its own.
 */
export class World extends Api {
  readonly clock: FixedClock;
  private app: NestExpressApplication | null = null;
  private worker: INestApplicationContext | null = null;

  private constructor(
    private readonly home: TestHome,
    private readonly options: WorldOptions,
  ) {
    super();
    this.clock = new FixedClock(readFileSync(join(home.folder, 'seeded-at'), 'utf8'));
  }

  static async open(options: WorldOptions = {}): Promise<World> {
    const world = new World(await makeSeededHome(), options);
    try {
      await world.start();
      return world;
    } catch (fault) {
      await world.close();
      throw fault;
    }
  }

  async start(): Promise<void> {
    const configuration = Configuration.read({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      PORT: '0',
      RATE_LIMIT_ENABLED: 'false',
      ...this.home.settings,
      ...this.options.env,
    });
    const { clock = this.clock, logTo } = this.options;
    const options = { clock, ...(logTo && { logTo }) };
    this.app = await bootstrap(configuration, options);
    this.contract = contractCheck();
    if (deploymentOf('server', configuration).hasRedis) {
      this.worker = await bootstrapWorker(configuration, options);
      this.app.get(JobRunner).relay();
    } else this.app.get(JobRunner).start();
    await this.app.listen(0, '127.0.0.1');
    this.base = await this.app.getUrl();
  }

  /** Stops the server and starts another on the same data. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.home.remove();
  }

  private async stop(): Promise<void> {
    await this.app?.close();
    await this.worker?.close();
    this.app = this.worker = null;
  }

  get hasRedis(): boolean {
    return this.worker !== null;
  }

  /** Who runs the jobs: the worker where there is one, else the server. */
  get jobs(): JobRunner {
    if (!this.app) throw new Error('The world is not open.');
    return (this.worker ?? this.app).get(JobRunner, { strict: false });
  }

  /** Resolves when every job that is due by the world's clock has been done, or has failed for good. */
  async settle(): Promise<void> {
    const givenUpAt = performance.now() + longestSettlingMs;
    for (;;) {
      await this.jobs.settle();
      // What the worker has drawn by itself is running, and no longer due.
      const unfinished = await this.unfinished();
      if (unfinished.length === 0) return;
      if (performance.now() > givenUpAt)
        throw new Error(
          `Jobs are not done at ${this.clock.now().toISOString()}: ${JSON.stringify(unfinished)}`,
        );
      await pause(10);
    }
  }

  private unfinished(): Promise<JobEntity[]> {
    return this.get(UnitOfWork).read((reader) =>
      reader
        .getRepository(JobEntity)
        .findBy([{ state: 'running' }, { state: 'waiting', runAt: LessThanOrEqual(this.clock.now()) }]),
    );
  }

  /** Where it listens, for whoever sends what `call` would not. */
  get url(): string {
    return this.base;
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    if (!this.app) throw new Error('The world is not open.');
    return this.app.get<T>(token as never, { strict: false });
  }

  /** What the guards of each of these routes say. */
  get rights(): RouteRights[] {
    if (!this.app) throw new Error('The world is not open.');
    return rightsOf(this.app, contractDocument);
  }

  /** Whether a door opens: the status and the code of the refusal, if it is one. The answer is not read to its end. */
  async knock(
    method: string,
    path: string,
    token: string | undefined,
    body: unknown,
    isKeyed: boolean,
  ): Promise<{ status: number; code: string }> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(isKeyed && { 'Idempotency-Key': newId() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
    if (!isProblem) await response.body?.cancel();
    const code = isProblem ? ((await response.json()) as { code: string }).code : '';
    return { status: response.status, code };
  }

  /** A provider at their own telephone, signed in. */
  async provider(id: string): Promise<string> {
    const { session, refreshToken } = await this.get(UnitOfWork).run((tx) =>
      this.get(Sessions).open(tx, { audience: 'provider', id }, { userAgent: null, ip: null }),
    );
    return (await this.get(Tokens).pairFor(session, refreshToken)).accessToken;
  }
}
