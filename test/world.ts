import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { bootstrap } from '../src/bootstrap.js';
import type { AppOptions } from '../src/app.module.js';
import { Configuration } from '../src/config/configuration.js';
import { FixedClock } from '../src/kernel/clock.js';
import { newId } from '../src/kernel/ids.js';
import { JobRunner } from '../src/platform/jobs/job-runner.js';
import { describeApi } from '../src/platform/http/openapi.js';
import { ContractCheck } from './contract-check.js';
import type { DescribedRoute } from './contract-check.js';

export const demoPassword = 'Nexora@2026';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Call {
  token?: string;
  body?: unknown;
  /** Idempotency-Key; true makes one. */
  key?: string | true;
  headers?: Record<string, string>;
}

export interface Turn {
  threadId: string;
  turnId: string;
  reply: string;
  language: string;
  agent: string;
  awaiting: string | null;
  options: { id: string; label: string }[];
  proposal: { id: string; details: Record<string, unknown>; pricePaise?: number } | null;
  action: { kind: string; id: string; summary: string } | null;
}

interface WorldOptions extends AppOptions {
  env?: Record<string, string>;
}

/** The seeded marketplace the whole run copies from; made once by test/e2e/global-setup.mjs. */
function templateFolder(): string {
  const folder = process.env['NEXORA_TEMPLATE'];
  if (!folder || !existsSync(folder))
    throw new Error('The seeded template is missing: run the tests by npm test.');
  return folder;
}

/**
 * A running server on a copy of the seeded marketplace, spoken to over HTTP; every answer is held to the contract.
 * Its clock stands still at the instant the marketplace was seeded, unless a test moves it or brings its own.
 */
export class World {
  readonly clock: FixedClock;
  private app: NestExpressApplication | null = null;
  private base = '';
  private contract: ContractCheck | null = null;

  private constructor(
    private readonly folder: string,
    private readonly options: WorldOptions,
  ) {
    this.clock = new FixedClock(readFileSync(join(folder, 'seeded-at'), 'utf8'));
  }

  static async open(options: WorldOptions = {}): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'nexora-world-'));
    cpSync(templateFolder(), folder, { recursive: true });
    const world = new World(folder, options);
    await world.start();
    return world;
  }

  async start(): Promise<void> {
    const env = {
      NODE_ENV: 'test',
      DATA_DIR: this.folder,
      LOG_LEVEL: 'silent',
      PORT: '0',
      RATE_LIMIT_ENABLED: 'false',
      ...this.options.env,
    };
    const { clock = this.clock, logTo } = this.options;
    this.app = await bootstrap(Configuration.read(env), { clock, ...(logTo && { logTo }) });
    this.contract ??= new ContractCheck(describeApi(this.app));
    this.app.get(JobRunner).start();
    await this.app.listen(0, '127.0.0.1');
    this.base = await this.app.getUrl();
  }

  /** Stops the server and starts another on the same data. */
  async restart(): Promise<void> {
    await this.app?.close();
    await this.start();
  }

  async close(): Promise<void> {
    await this.app?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    if (!this.app) throw new Error('The world is not open.');
    return this.app.get<T>(token as never, { strict: false });
  }

  /** Every route of the API's description. */
  get routes(): readonly DescribedRoute[] {
    return this.contract?.described ?? [];
  }

  /** @param path under /api/v1, or a whole path that begins with `//` for the root */
  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    { token, body, key, headers }: Call = {},
  ): Promise<Answer<T>> {
    const target = path.startsWith('//') ? path.slice(1) : `/api/v1${path}`;
    const response = await fetch(`${this.base}${target}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(key && { 'Idempotency-Key': key === true ? newId() : key }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    const parsed: unknown = contentType.includes('json') ? JSON.parse(text) : text;
    const fault = this.contract?.fault(
      method,
      target.split('?')[0] ?? '',
      response.status,
      contentType,
      parsed,
    );
    if (fault) throw new Error(`${fault}\n${text.slice(0, 2_000)}`);
    return { status: response.status, body: parsed as T, headers: response.headers };
  }

  /** A customer who has just registered: no address, no history. */
  async newCustomer(): Promise<{
    id: string;
    token: string;
    refreshToken: string;
    mobile: string;
    email: string;
  }> {
    const mobile = `+9198${String(randomInt(100_000_000)).padStart(8, '0')}`;
    const email = `someone.${newId()}@example.com`;
    const body = { email, mobile, password: 'Str0ng!Passw0rd', firstName: 'Asha' };
    const answer = await this.call<{ user: { id: string }; tokens: Record<string, string> }>(
      'POST',
      '/auth/register',
      { body },
    );
    if (answer.status !== 201) throw new Error(`Could not register: ${JSON.stringify(answer.body)}`);
    const { user, tokens } = answer.body;
    return {
      id: user.id,
      token: tokens['accessToken'] ?? '',
      refreshToken: tokens['refreshToken'] ?? '',
      mobile,
      email,
    };
  }

  /** @param employeeId EMP001 (super_admin) to EMP008 (support_staff) */
  async staff(employeeId: string): Promise<string> {
    const body = { identifier: employeeId, password: demoPassword };
    const answer = await this.call<{ tokens: { accessToken: string } }>('POST', '/ops/auth/login', { body });
    if (answer.status !== 200) throw new Error(`Could not sign in: ${JSON.stringify(answer.body)}`);
    return answer.body.tokens.accessToken;
  }

  async addAddress(token: string, pincode = '560001'): Promise<string> {
    const body = { line1: '12, 5th Cross', city: 'Bangalore', state: 'Karnataka', pincode, isDefault: true };
    return (await this.call<{ id: string }>('POST', '/addresses', { token, body })).body.id;
  }

  async say(token: string, message: string, threadId?: string): Promise<Turn> {
    const answer = await this.call<Turn>('POST', '/chat/message', {
      token,
      body: { message, ...(threadId && { threadId }) },
    });
    if (answer.status !== 200) throw new Error(`The turn failed: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
