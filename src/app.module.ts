import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { migrations } from '../migrations/index.js';
import { BuiltInAssistants } from './composition/built-in-assistants.js';
import { CompositionModule } from './composition/composition.module.js';
import { BookingsBookingFacts } from './composition/booking-facts.js';
import { GuestHoldsAndCarts } from './composition/guest-holds-and-carts.js';
import { UsersConsentBook } from './composition/consent-book.js';
import { UsersContactBook } from './composition/contact-book.js';
import { ReferenceData } from './composition/reference-data.js';
import { ConfigModule } from './config/config.module.js';
import type { Configuration } from './config/configuration.js';
import { JobsConfig, RedisConfig } from './config/sections.js';
import { entities } from './entities.js';
import { AgentsModule } from './features/agents/index.js';
import { ApiKeysModule, AssistantDirectory } from './features/api-keys/index.js';
import { BookingsModule } from './features/bookings/index.js';
import { ChatModule } from './features/chat/index.js';
import { DispatchModule } from './features/dispatch/index.js';
import { GuestsModule } from './features/guests/index.js';
import {
  BookingFacts,
  ConsentBook,
  ContactBook,
  NotificationsModule,
} from './features/notifications/index.js';
import { PricingModule } from './features/pricing/index.js';
import { PrivacyModule } from './features/privacy/index.js';
import { ProviderAccessModule } from './features/provider-access/index.js';
import { ProvidersModule } from './features/providers/index.js';
import { ReviewsModule } from './features/reviews/index.js';
import { ServicesModule } from './features/services/index.js';
import { StaffModule } from './features/staff/index.js';
import { UsersModule } from './features/users/index.js';
import type { Clock } from './kernel/clock.js';
import { ApprovalsModule } from './platform/approvals/approvals.module.js';
import { AuditModule } from './platform/audit/audit.module.js';
import { AuthModule } from './platform/auth/auth.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { EventsModule } from './platform/events/events.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { RedisModule } from './platform/redis/redis.module.js';
import { RateLimitModule } from './platform/rate-limit/rate-limit.module.js';
import { TelemetryModule } from './platform/telemetry/telemetry.module.js';
import type { TelemetryOptions } from './platform/telemetry/telemetry.module.js';

export interface AppOptions {
  /** What tells the time; the system's clock when left out. Tests and seeding bring their own. */
  clock?: Clock;
  /** Where log lines go; standard output when left out. */
  logTo?: TelemetryOptions['logTo'];
}

/** The whole application: platform first, then the features. */
@Module({})
export class AppModule {
  static with(configuration: Configuration, { clock, logTo }: AppOptions = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(configuration),
        TelemetryModule.with({ clock, logTo }),
        DatabaseModule.with({ entities, migrations }),
        HttpModule,
        AuthModule,
        RateLimitModule,
        ...jobsOf(configuration),
        EventsModule,
        AuditModule,
        ApprovalsModule,
        HealthModule,
        CompositionModule,
        UsersModule,
        StaffModule,
        GuestsModule,
        ApiKeysModule.with({ assistants: { provide: AssistantDirectory, useClass: BuiltInAssistants } }),
        ServicesModule,
        PricingModule,
        ProvidersModule,
        ProviderAccessModule,
        BookingsModule,
        DispatchModule,
        ReviewsModule,
        PrivacyModule,
        NotificationsModule.with({
          imports: [UsersModule, BookingsModule, PrivacyModule],
          contacts: { provide: ContactBook, useClass: UsersContactBook },
          consents: { provide: ConsentBook, useClass: UsersConsentBook },
          bookings: { provide: BookingFacts, useClass: BookingsBookingFacts },
        }),
        ChatModule.thinkingWith(AgentsModule),
      ],
      providers: [GuestHoldsAndCarts, ReferenceData],
    };
  }
}

/**
 * Jobs in this process; with Redis, jobs behind a queue. Bull connects when it is made and takes long to load, so
 * without Redis it is not even loaded.
 */
function jobsOf(configuration: Configuration): NonNullable<ModuleMetadata['imports']> {
  if (configuration.of(RedisConfig).url === undefined) return [JobsModule];
  const behindQueue = import('./platform/jobs/bull-jobs.module.js').then(({ BullJobsModule }) =>
    BullJobsModule.on(configuration.of(JobsConfig)),
  );
  return [RedisModule, behindQueue];
}
