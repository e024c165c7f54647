import { Global, Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { Platform1763700000001 } from '../../migrations/0001-platform.js';
import { People1763700000002 } from '../../migrations/0002-people.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { Configuration } from '../../src/config/configuration.js';
import { AddressEntity } from '../../src/features/users/address.entity.js';
import { UserEntity } from '../../src/features/users/user.entity.js';
import { UsersModule } from '../../src/features/users/index.js';
import { PermissionEntity } from '../../src/features/staff/permission.entity.js';
import { RoleEntity } from '../../src/features/staff/role.entity.js';
import { RolePermissionEntity } from '../../src/features/staff/role-permission.entity.js';
import { RolesService, StaffModule, StaffService } from '../../src/features/staff/index.js';
import { StaffMemberEntity } from '../../src/features/staff/staff-member.entity.js';
import { Clock, FixedClock } from '../../src/kernel/clock.js';
import { roleNames } from '../../src/kernel/permissions.js';
import type { RoleName } from '../../src/kernel/permissions.js';
import { AuthModule } from '../../src/platform/auth/auth.module.js';
import { Passwords } from '../../src/platform/auth/passwords.js';
import { RefreshTokenEntity } from '../../src/platform/auth/refresh-token.entity.js';
import { SessionEntity } from '../../src/platform/auth/session.entity.js';
import { SigningKeyEntity } from '../../src/platform/auth/signing-key.entity.js';
import type { TokenPair } from '../../src/platform/auth/tokens.js';
import { CommandEntity } from '../../src/platform/database/command.entity.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { HttpModule } from '../../src/platform/http/http.module.js';
import { Log, createLog } from '../../src/platform/telemetry/log.js';
import { makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';

export const password = 'Str0ng!Pass';

@Global()
@Module({})
class StillClockModule {
  static at(clock: FixedClock): DynamicModule {
    return {
      module: StillClockModule,
      providers: [
        { provide: Clock, useValue: clock },
        { provide: Log, useValue: createLog('silent') },
      ],
      exports: [Clock, Log],
    };
  }
}

@Module({})
class IdentityModule {}

/** Users, staff and sessions behind real guards, on a database of their own and a clock that stands still. */
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
      ARGON2_MEMORY_KIB: '1024',
      ...settings,
    });
    const root: DynamicModule = {
      module: IdentityModule,
      controllers,
      imports: [
        ConfigModule.with(configuration),
        StillClockModule.at(clock),
        DatabaseModule.with({ entities, migrations: [Platform1763700000001, People1763700000002] }),
        HttpModule,
        AuthModule,
        UsersModule,
        StaffModule,
      ],
    };
    const app = await NestFactory.create<NestExpressApplication>(root, {
      logger: false,
      abortOnError: false,
    });
    app.setGlobalPrefix('api/v1');
    await app.init();
    return new IdentityWorld(app, clock, home);
  }

  get folder(): string {
    return this.home.folder;
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

  async close({ keepData = false }: { keepData?: boolean } = {}): Promise<void> {
    await this.app.close();
    if (!keepData) await this.home.remove();
  }

  private signed(test: request.Test, token?: string): request.Test {
    return token === undefined ? test : test.set('Authorization', `Bearer ${token}`);
  }
}

const entities = [
  CommandEntity,
  SigningKeyEntity,
  SessionEntity,
  RefreshTokenEntity,
  UserEntity,
  AddressEntity,
  RoleEntity,
  PermissionEntity,
  RolePermissionEntity,
  StaffMemberEntity,
];
