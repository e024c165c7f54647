import type { INestApplicationContext } from '@nestjs/common';
import { openSeedingApp } from '../../seeds/seeding-app.js';
import { Configuration } from '../../src/config/configuration.js';
import { BookingsService } from '../../src/features/bookings/index.js';
import { PoliciesService } from '../../src/features/policies/index.js';
import { ProviderCellEntity, ProviderEntity } from '../../src/features/providers/index.js';
import { CatalogueService } from '../../src/features/services/index.js';
import { AddressesService, UsersService } from '../../src/features/users/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { GuestSessions } from '../../src/platform/auth/guest-sessions.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';
import { insertCatalogue, insertProvider, publishPolicies } from './catalogue.js';
import type { Ids } from './catalogue.js';

export interface Householder {
  actor: Actor;
  /** An address in 560001. */
  addressId: string;
}

let people = 0;

/** The services of bookings on a database of their own, with the real catalogue in four pincodes and no HTTP. */
export class BookingsApp {
  private constructor(
    private readonly home: TestHome,
    private readonly app: INestApplicationContext,
    readonly clock: FixedClock,
    readonly work: UnitOfWork,
    readonly ids: Ids,
  ) {}

  static async open(at: string): Promise<BookingsApp> {
    const home = await makeTestHome();
    const clock = new FixedClock(at);
    const app = await openOn(home, clock);
    const work = app.get(UnitOfWork);
    const ids = await work.run(async (tx) => {
      await publishPolicies(tx, app.get(PoliciesService));
      return insertCatalogue(tx);
    });
    await app.get(CatalogueService).refresh();
    return new BookingsApp(home, app, clock, work, ids);
  }

  /** The same database as another process would open it: for servers only. */
  async another(): Promise<BookingsApp> {
    const app = await openOn(this.home, this.clock);
    return new BookingsApp(this.home, app, this.clock, app.get(UnitOfWork), this.ids);
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(token as never, { strict: false });
  }

  async householder(pincode = '560001'): Promise<Householder> {
    const nth = (people += 1);
    const user = await this.work.run((tx) =>
      this.get(UsersService).enrol(tx, {
        email: `someone.${newId()}@example.com`,
        mobile: `+9197${String(nth).padStart(8, '0')}`,
        firstName: 'Asha',
        passwordHash: 'none',
      }),
    );
    const actor: Actor = { kind: 'customer', id: user.id, channel: 'rest' };
    const { id: addressId } = await this.get(AddressesService).add(actor, {
      line1: '12, 5th Cross',
      city: 'Bangalore',
      state: 'Karnataka',
      pincode,
    });
    return { actor, addressId };
  }

  /** Somebody who has not signed in, with a session. */
  async guest(): Promise<Actor> {
    const device = { userAgent: null, ip: null };
    const { id } = await this.work.run((tx) => this.get(GuestSessions).open(tx, newId(), device));
    return { kind: 'guest', id, sessionId: id, channel: 'rest' };
  }

  provider(over: Parameters<typeof insertProvider>[1] = {}): Promise<string> {
    return this.work.run((tx) => insertProvider(tx, over));
  }

  /** Whoever there was takes no more work, so that a test's own providers are all there are. */
  async retireProviders(): Promise<void> {
    await this.work.run((tx) =>
      tx.getRepository(ProviderEntity).update({ isActive: true }, { isActive: false }),
    );
  }

  cells(): Promise<ProviderCellEntity[]> {
    return this.work.read((reader) =>
      reader.getRepository(ProviderCellEntity).find({ order: { providerId: 'ASC', cell: 'ASC' } }),
    );
  }

  view(actor: Actor, bookingId: string) {
    return this.get(BookingsService).get(actor, bookingId);
  }

  async close({ keepHome = false }: { keepHome?: boolean } = {}): Promise<void> {
    await this.app.close();
    if (!keepHome) await this.home.remove();
  }
}

function openOn({ settings }: TestHome, clock: FixedClock): Promise<INestApplicationContext> {
  const env = { ...settings, NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_POOL_SIZE: '16' };
  return openSeedingApp(Configuration.read(env), clock);
}
