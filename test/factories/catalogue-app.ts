import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Platform1763700000001 } from '../../migrations/0001-platform.js';
import { People1763700000002 } from '../../migrations/0002-people.js';
import { Catalogue1763700000003 } from '../../migrations/0003-catalogue.js';
import { Bookings1763700000004 } from '../../migrations/0004-bookings.js';
import { ProviderSide1763700000015 } from '../../migrations/0015-provider-side.js';
import { Claims1763700000028 } from '../../migrations/0028-claims.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { Configuration } from '../../src/config/configuration.js';
import { PoliciesModule, PoliciesService } from '../../src/features/policies/index.js';
import { AddressBook, DuesBook, PricingModule } from '../../src/features/pricing/index.js';
import {
  CityHolidayEntity,
  ProviderExceptionEntity,
  ProvidersModule,
} from '../../src/features/providers/index.js';
import { ServicesModule } from '../../src/features/services/index.js';
import { Clock, FixedClock } from '../../src/kernel/clock.js';
import { Sessions } from '../../src/platform/auth/sessions.js';
import { CommandEntity } from '../../src/platform/database/command.entity.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { DomainEvents } from '../../src/platform/events/domain-events.js';
import { HouseAdapter } from '../../src/platform/http/house-adapter.js';
import { HttpModule } from '../../src/platform/http/http.module.js';
import { Log, createLog } from '../../src/platform/telemetry/log.js';
import { makeTestHome } from '../database.js';
import { catalogueEntities, insertCatalogue, publishPolicies } from './catalogue.js';
import type { Ids } from './catalogue.js';

/** One customer with one address. */
export const customer = {
  id: '01900000-0000-7000-8000-000000000001',
  addressId: '01900000-0000-7000-8000-0000000000a1',
};

class OneAddress extends AddressBook {
  findPincode(_reader: unknown, customerId: string, addressId: string): Promise<string | null> {
    return Promise.resolve(customerId === customer.id && addressId === customer.addressId ? '560001' : null);
  }
}

@Global()
@Module({})
class SurroundingsModule {
  static at(clock: FixedClock): DynamicModule {
    return {
      module: SurroundingsModule,
      providers: [
        { provide: Clock, useValue: clock },
        { provide: Log, useValue: createLog('silent') },
        { provide: AddressBook, useClass: OneAddress },
        { provide: DuesBook, useValue: { openPaise: () => Promise.resolve(0) } satisfies DuesBook },
        { provide: DomainEvents, useValue: { publish: () => Promise.resolve() } },
        {
          provide: Sessions,
          useValue: { revokeAll: () => Promise.resolve() } satisfies Pick<Sessions, 'revokeAll'>,
        },
      ],
      exports: [Clock, Log, AddressBook, DuesBook, DomainEvents, Sessions],
    };
  }
}

@Module({})
class CatalogueAppModule {}

export interface CatalogueApp {
  app: NestExpressApplication;
  clock: FixedClock;
  work: UnitOfWork;
  ids: Ids;
  close(): Promise<void>;
}

/** Policies, catalogue, prices and providers over HTTP, filled with the seed material; nobody is signed in. */
export async function openCatalogueApp(at: string): Promise<CatalogueApp> {
  const home = await makeTestHome();
  const clock = new FixedClock(at);
  const root: DynamicModule = {
    module: CatalogueAppModule,
    imports: [
      ConfigModule.with(Configuration.read({ ...home.settings, NODE_ENV: 'test' })),
      SurroundingsModule.at(clock),
      DatabaseModule.with({
        entities: [...catalogueEntities, CityHolidayEntity, ProviderExceptionEntity, CommandEntity],
        migrations: [
          Platform1763700000001,
          People1763700000002,
          Catalogue1763700000003,
          Bookings1763700000004,
          ProviderSide1763700000015,
          Claims1763700000028,
        ],
      }),
      HttpModule,
      PoliciesModule,
      ServicesModule,
      PricingModule,
      ProvidersModule,
    ],
  };
  const app = await NestFactory.create<NestExpressApplication>(root, new HouseAdapter(), {
    logger: false,
    abortOnError: false,
  });
  app.setGlobalPrefix('api/v1');
  app.set('query parser', 'simple');
  await app.init();
  const work = app.get(UnitOfWork);
  const ids = await work.run(async (tx) => {
    await publishPolicies(tx, app.get(PoliciesService));
    return insertCatalogue(tx);
  });
  return {
    app,
    clock,
    work,
    ids,
    close: async () => {
      await app.close();
      await home.remove();
    },
  };
}
