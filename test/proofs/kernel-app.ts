import { Global, Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { CompositionModule } from '../../src/composition/composition.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { Configuration } from '../../src/config/configuration.js';
import { entities } from '../../src/entities.js';
import { BookingsModule } from '../../src/features/bookings/index.js';
import { DispatchModule } from '../../src/features/dispatch/index.js';
import { BookingFacts, NoticeWriter } from '../../src/features/notifications/index.js';
import { PaymentsModule } from '../../src/features/payments/index.js';
import { PoliciesModule } from '../../src/features/policies/index.js';
import { ServicesModule } from '../../src/features/services/index.js';
import { StaffModule } from '../../src/features/staff/index.js';
import { UsersModule } from '../../src/features/users/index.js';
import type { Clock } from '../../src/kernel/clock.js';
import { ApprovalsModule } from '../../src/platform/approvals/approvals.module.js';
import { AuditModule } from '../../src/platform/audit/audit.module.js';
import { AuthModule } from '../../src/platform/auth/auth.module.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { DomainEvents } from '../../src/platform/events/domain-events.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { TelemetryModule } from '../../src/platform/telemetry/telemetry.module.js';

/** What would follow by a job is a step of its own in a proof, so that it, too, comes at every moment. */
@Global()
@Module({
  providers: [
    {
      provide: DomainEvents,
      useValue: { publish: () => Promise.resolve() } satisfies Pick<DomainEvents, 'publish'>,
    },
    { provide: Jobs, useValue: { add: () => Promise.resolve() } satisfies Pick<Jobs, 'add'> },
    {
      provide: NoticeWriter,
      useValue: { write: () => Promise.resolve() } satisfies Pick<NoticeWriter, 'write'>,
    },
    {
      provide: BookingFacts,
      useValue: { find: () => Promise.resolve(null) } satisfies Pick<BookingFacts, 'find'>,
    },
  ],
  exports: [BookingFacts, DomainEvents, Jobs, NoticeWriter],
})
class NothingFollowsModule {}

@Module({})
class KernelModule {
  static with(configuration: Configuration, clock: Clock): DynamicModule {
    return {
      module: KernelModule,
      imports: [
        ConfigModule.with(configuration),
        TelemetryModule.with({ clock }),
        DatabaseModule.with({ entities, migrations }),
        AuthModule,
        AuditModule,
        ApprovalsModule,
        NothingFollowsModule,
        CompositionModule,
        UsersModule,
        StaffModule,
        ServicesModule,
        PoliciesModule,
        PaymentsModule,
        BookingsModule,
        DispatchModule,
      ],
    };
  }
}

/** The real services of booking and dispatch on a database, with no HTTP and no jobs. */
export class KernelApp {
  private constructor(
    private readonly app: INestApplicationContext,
    readonly work: UnitOfWork,
    /** The writing side: for looking at rows, and for proofs that meddle with the database. */
    readonly source: DataSource,
    readonly clock: Clock,
  ) {}

  static async open(settings: Readonly<Record<string, string>>, clock: Clock): Promise<KernelApp> {
    const env = { ...settings, NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_POOL_SIZE: '20' };
    const app = await NestFactory.createApplicationContext(
      KernelModule.with(Configuration.read(env), clock),
      {
        logger: ['error', 'fatal'],
        abortOnError: false,
      },
    );
    return new KernelApp(app, app.get(UnitOfWork), app.get(DataSource, { strict: false }), clock);
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(token as never, { strict: false });
  }

  close(): Promise<void> {
    return this.app.close();
  }
}
