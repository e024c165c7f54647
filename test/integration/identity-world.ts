import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { AppModule } from '../../src/app.module.js';
import { Configuration } from '../../src/config/configuration.js';
import { RolesService, StaffService } from '../../src/features/staff/index.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { roleNames } from '../../src/kernel/permissions.js';
import type { RoleName } from '../../src/kernel/permissions.js';
import { Passwords } from '../../src/platform/auth/passwords.js';
import type { TokenPair } from '../../src/platform/auth/tokens.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';

export const password = 'Str0ng!Pass';

@Module({})
class IdentityModule {}

/** The whole application on a database of its own, with nobody in it, and a clock that stands still. */
export class IdentityWorld {
  private customers = 0;

  private constructor(
    readonly app: NestExpressApplication,
    readonly clock: FixedClock,
    private readonly home: TestHome,
  ) {}

  /**
   * @param beside another world, to run as a second application on the same data.
   */
  static async open({
    controllers = [],
    beside,
    settings = {},
  }: {
    controllers?: Type[];
    beside?: IdentityWorld;
    settings?: Record<string, string>;
  } = {}): Promise<IdentityWorld> {
    const home = beside?.home ?? (await makeTestHome());
    const clock = beside?.clock ?? new FixedClock('2026-03-02T05:30:00.000Z');
    const configuration = Configuration.read({
      ...home.settings,
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      ARGON2_MEMORY_KIB: '1024',
      EVEN_ANSWER_MS: '0',
      RATE_LIMIT_ENABLED: 'false',
      ...settings,
    });
    const root: DynamicModule = {
      module: IdentityModule,
      controllers,
      imports: [AppModule.with(configuration, { clock })],
    };
    const app = await NestFactory.create<NestExpressApplication>(root, {
      logger: false,
      abortOnError: false,
    });
    app.setGlobalPrefix('api/v1', { exclude: ['health', 'health/*rest', 'dev/*rest', '.well-known/*rest'] });
    try {
      await app.init();
    } catch (fault) {
      await app.close();
      throw fault;
    }
    return new IdentityWorld(app, clock, home);
  }

  get folder(): string {
    return this.home.folder;
  }

  /** Where the data is, for whoever opens it by another door. */
  get settings(): Record<string, string> {
    return this.home.settings;
  }

  get work(): UnitOfWork {
    return this.app.get(UnitOfWork);
  }

  get http() {
    return request(this.app.getHttpServer());
  }

  post(path: string, body: object = {}, token?: string) {
    return this.signed(this.http.post(`/api/v1${path}`), token).send(body);
  }

  put(path: string, body: object, token?: string) {
    return this.signed(this.http.put(`/api/v1${path}`), token).send(body);
  }

  patch(path: string, body: object, token?: string) {
    return this.signed(this.http.patch(`/api/v1${path}`), token).send(body);
  }

  get(path: string, token?: string) {
    return this.signed(this.http.get(`/api/v1${path}`), token);
  }

  delete(path: string, token?: string) {
    return this.signed(this.http.delete(`/api/v1${path}`), token);
  }

  /** What a person nobody has seen yet would register with. */
  person() {
    this.customers += 1;
    const number = String(this.customers).padStart(4, '0');
    return {
      email: `person${number}@example.com`,
      mobile: `+91980000${number}`,
      password,
      firstName: 'Asha',
    };
  }

  async register(): Promise<{ id: string; email: string; mobile: string; tokens: TokenPair }> {
    const { body, status } = await this.post('/auth/register', this.person());
    if (status !== 201) throw new Error(`Registering was answered ${status}.`);
    return { ...body.user, tokens: body.tokens };
  }

  /** One staff member per role, EMP001 to EMP008, with the roles and permissions of the catalogue. */
  async employEveryRole(): Promise<void> {
    const passwordHash = await this.app.get(Passwords).hash(password);
    await this.work.run(async (tx) => {
      await this.app.get(RolesService).ensureRoles(tx);
      for (const [at, roleName] of roleNames.entries())
        await this.app.get(StaffService).employ(tx, {
          employeeId: `EMP00${at + 1}`,
          roleName,
          firstName: 'Meera',
          email: `${roleName}@nexora.example`,
          mobile: `+91970000000${at + 1}`,
          passwordHash,
        });
    });
  }

  async signInStaff(role: RoleName): Promise<TokenPair> {
    const { body } = await this.post('/ops/auth/login', { identifier: `${role}@nexora.example`, password });
    return body.tokens;
  }

  /** Lets the jobs that are due run, and what they call for. */
  settle(): Promise<void> {
    return this.app.get(JobRunner).settle();
  }

  /** What was sent, the newest first, codes and links among it. */
  async inbox(): Promise<{ kind: string; channel: string; to: string | null; body: string }[]> {
    await this.settle();
    return (await this.http.get('/dev/inbox')).body.data;
  }

  async close({ keepData = false }: { keepData?: boolean } = {}): Promise<void> {
    await this.app.close();
    if (!keepData) await this.home.remove();
  }

  private signed(test: request.Test, token?: string): request.Test {
    return token === undefined ? test : test.set('Authorization', `Bearer ${token}`);
  }
}
