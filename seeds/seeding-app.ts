import { Global, Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { migrations } from '../migrations/index.js';
import { CompositionModule } from '../src/composition/composition.module.js';
import { ConfigModule } from '../src/config/config.module.js';
import type { Configuration } from '../src/config/configuration.js';
import { entities } from '../src/entities.js';
import { BookingsModule } from '../src/features/bookings/index.js';
import { NoticeWriter } from '../src/features/notifications/index.js';
import { PaymentsModule } from '../src/features/payments/index.js';
import { PoliciesModule } from '../src/features/policies/index.js';
import { ServicesModule } from '../src/features/services/index.js';
import { StaffModule } from '../src/features/staff/index.js';
import { UsersModule } from '../src/features/users/index.js';
import type { Clock } from '../src/kernel/clock.js';
import { ApprovalsModule } from '../src/platform/approvals/approvals.module.js';
import { AuditModule } from '../src/platform/audit/audit.module.js';
import { AuthModule } from '../src/platform/auth/auth.module.js';
import { DatabaseModule } from '../src/platform/database/database.module.js';
import { DomainEvents } from '../src/platform/events/domain-events.js';
import { Jobs } from '../src/platform/jobs/jobs.js';
import { TelemetryModule } from '../src/platform/telemetry/telemetry.module.js';

/** Events that nobody hears, jobs nobody does, notices nobody gets: what is seeded sends and leaves nothing behind. */
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
  ],
  exports: [DomainEvents, Jobs, NoticeWriter],
})
class UnheardEventsModule {}

/** The part of the application that makes the marketplace's past. */
@Module({})
class SeedingModule {
  static with(configuration: Configuration, clock: Clock): DynamicModule {
    return {
      module: SeedingModule,
      imports: [
        ConfigModule.with(configuration),
        TelemetryModule.with({ clock }),
        DatabaseModule.with({ entities, migrations }),
        AuthModule,
        AuditModule,
        ApprovalsModule,
        UnheardEventsModule,
        CompositionModule,
        UsersModule,
        StaffModule,
        ServicesModule,
        PoliciesModule,
        PaymentsModule,
        BookingsModule,
      ],
    };
  }
}

/** An application on the configured database that serves nobody and lives by the given clock. */
export function openSeedingApp(configuration: Configuration, clock: Clock): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(SeedingModule.with(configuration, clock), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
}
