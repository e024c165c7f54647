import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { Configuration } from '../../src/config/configuration.js';
import {
  BookingCancellationService,
  BookingCreationService,
  BookingEntity,
} from '../../src/features/bookings/index.js';
import {
  DispatchEntity,
  DispatchOfferEntity,
  ProviderRecordEntity,
} from '../../src/features/dispatch/index.js';
import { PoliciesService } from '../../src/features/policies/index.js';
import { ProviderCellEntity, ProviderEntity } from '../../src/features/providers/index.js';
import { CatalogueService } from '../../src/features/services/index.js';
import { AddressesService, UsersService } from '../../src/features/users/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { JobEntity } from '../../src/platform/jobs/job.entity.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';
import { insertCatalogue, insertProvider, publishPolicies } from './catalogue.js';
import type { Ids } from './catalogue.js';

let people = 0;

/**
 * The whole application without HTTP, on a database of its own: the real catalogue in four pincodes and whatever
 * providers a test hires. Its clock stands still, and jobs run only when a test lets them.
 */
export class DispatchApp {
  private constructor(
    private readonly home: TestHome,
    private readonly app: INestApplicationContext,
    readonly clock: FixedClock,
    readonly work: UnitOfWork,
    readonly ids: Ids,
  ) {}

  static async open(at: string): Promise<DispatchApp> {
    const home = await makeTestHome();
    const clock = new FixedClock(at);
    const app = await openOn(home, clock);
    const work = app.get(UnitOfWork);
    const ids = await work.run(async (tx) => {
      await publishPolicies(tx, app.get(PoliciesService));
      return insertCatalogue(tx);
    });
    await app.get(CatalogueService).refresh();
    return new DispatchApp(home, app, clock, work, ids);
  }

  /** The same marketplace as another process sees it: for servers only. */
  async another(): Promise<DispatchApp> {
    const app = await openOn(this.home, this.clock);
    return new DispatchApp(this.home, app, this.clock, app.get(UnitOfWork), this.ids);
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(token as never, { strict: false });
  }

  /** Lets everything that is due happen. */
  settle(): Promise<void> {
    return this.get(JobRunner).settle();
  }

  /** Lets time pass, and then what has come due by it. */
  async pass(seconds: number): Promise<void> {
    this.clock.advance(seconds * 1_000);
    await this.settle();
  }

  /** Plumbers of Bangalore, so many, with nobody besides. The first is rated best, the last least. */
  async hire(count: number, over: Parameters<typeof insertProvider>[1] = {}): Promise<string[]> {
    return this.work.run(async (tx) => {
      await tx.getRepository(ProviderEntity).update({ isActive: true }, { isActive: false });
      const hired: string[] = [];
      for (let nth = 0; nth < count; nth += 1) {
        const stars = { ratingCount: 1_000, ratingSum: 5_000 - Math.round((3_000 * nth) / count) };
        hired.push(await insertProvider(tx, { skills: ['plumbing'], ...stars, ...over }));
      }
      return hired;
    });
  }

  /** Another plumber, besides those there are. */
  hireOneMore(over: Parameters<typeof insertProvider>[1] = {}): Promise<string> {
    return this.work.run((tx) => insertProvider(tx, { skills: ['plumbing'], ...over }));
  }

  async householder(): Promise<{ actor: Actor; addressId: string }> {
    const user = await this.work.run((tx) =>
      this.get(UsersService).enrol(tx, {
        email: `someone.${newId()}@example.com`,
        mobile: `+9196${String((people += 1)).padStart(8, '0')}`,
        firstName: 'Asha',
        passwordHash: 'none',
      }),
    );
    const actor: Actor = { kind: 'customer', id: user.id, channel: 'rest' };
    const where = { line1: '12, 5th Cross', city: 'Bangalore', state: 'Karnataka', pincode: '560001' };
    const { id: addressId } = await this.get(AddressesService).add(actor, where);
    return { actor, addressId };
  }

  /** A tap repaired, for a new customer. */
  async book(startAt: Date): Promise<{ id: string; customer: Actor; addressId: string }> {
    const { actor, addressId } = await this.householder();
    return this.bookAgain(actor, addressId, startAt);
  }

  /** A tap repaired, for somebody known. */
  async bookAgain(
    customer: Actor,
    addressId: string,
    startAt: Date,
  ): Promise<{ id: string; customer: Actor; addressId: string }> {
    const items = [{ rateCardId: this.ids.rateCard('tap-repair-repair'), quantity: 1 }];
    const order = { addressId, startAt, items, paymentMethod: 'cash' } as const;
    const { id } = await this.get(BookingCreationService).create(customer, order);
    return { id, customer, addressId };
  }

  async cancel(customer: Actor, bookingId: string): Promise<void> {
    await this.get(BookingCancellationService).cancelFree(customer, bookingId);
  }

  bookingWithin(tx: Tx, id: string): Promise<BookingEntity> {
    return tx.getRepository(BookingEntity).findOneByOrFail({ id });
  }

  booking(id: string): Promise<BookingEntity> {
    return this.work.read((reader) => reader.getRepository(BookingEntity).findOneByOrFail({ id }));
  }

  /** Every offer of a booking, in the order in which they were made. */
  offers(bookingId: string): Promise<DispatchOfferEntity[]> {
    return this.work.read((reader) =>
      reader.getRepository(DispatchOfferEntity).find({ where: { bookingId }, order: { id: 'ASC' } }),
    );
  }

  searches(bookingId: string): Promise<DispatchEntity[]> {
    return this.work.read((reader) =>
      reader.getRepository(DispatchEntity).find({ where: { bookingId }, order: { id: 'ASC' } }),
    );
  }

  record(providerId: string): Promise<ProviderRecordEntity | null> {
    return this.work.read((reader) => reader.getRepository(ProviderRecordEntity).findOneBy({ providerId }));
  }

  cells(): Promise<ProviderCellEntity[]> {
    return this.work.read((reader) =>
      reader.getRepository(ProviderCellEntity).find({ order: { providerId: 'ASC', cell: 'ASC' } }),
    );
  }

  /** Whose time the booking owns. */
  async holders(ownerId: string): Promise<string[]> {
    const cells = await this.work.read((reader) =>
      reader.getRepository(ProviderCellEntity).findBy({ ownerId }),
    );
    return [...new Set(cells.map(({ providerId }) => providerId))];
  }

  /** Jobs that have failed for good. */
  deadJobs(): Promise<JobEntity[]> {
    return this.work.read((reader) => reader.getRepository(JobEntity).findBy({ state: 'dead' }));
  }

  async close({ keepHome = false }: { keepHome?: boolean } = {}): Promise<void> {
    await this.app.close();
    if (!keepHome) await this.home.remove();
  }
}

/** A provider at their own telephone. */
export function providerActor(id: string): Actor {
  return { kind: 'provider', id, channel: 'rest' };
}

function openOn({ settings }: TestHome, clock: FixedClock): Promise<INestApplicationContext> {
  const env = { ...settings, NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_POOL_SIZE: '24' };
  return NestFactory.createApplicationContext(AppModule.with(Configuration.read(env), { clock }), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
}
