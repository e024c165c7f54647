import type { INestApplicationContext } from '@nestjs/common';
import type { Configuration } from '../src/config/configuration.js';
import { AppConfig, DemoConfig } from '../src/config/sections.js';
import { PincodeEntity } from '../src/features/services/index.js';
import { UserEntity } from '../src/features/users/index.js';
import { SystemClock } from '../src/kernel/clock.js';
import { localDate } from '../src/kernel/calendar.js';
import { Passwords } from '../src/platform/auth/passwords.js';
import { askRows, insertRows, placesFor } from '../src/platform/database/rows.js';
import type { Tx } from '../src/platform/database/transaction.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { findSeededAt } from './seed-steps.js';
import { openSeedingApp } from './seeding-app.js';
import { idKinds, scaledId, scaledOrderNumber, visitAt } from './scale.plan.js';
import { readExamples } from './scale/examples.js';
import type { ExampleVisit } from './scale/examples.js';
import { insertRaw } from './scale/raw-rows.js';
import { addressOf, customerAccounts, customerIdOf, customerOf, joinedAt } from './scale/customers.js';
import { minutesBetween, writeCopies } from './scale/visit-copies.js';
import type { CopyPlace } from './scale/visit-copies.js';

export interface ScaleOptions {
  customers: number;
  bookings: number;
  say: (sentence: string) => void;
}

export class ScaleRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'ScaleRefused';
  }
}

const most = 1_000_000;
/** So many rows that a statement is worth its way, and so few that a transaction ends soon. */
const chunk = 2_000;
const lanes = 2;
const tellEvery = 20_000;

/**
 * Adds many customers and many visits of the past to the seeded marketplace, to see what size costs. Each visit is a
 * copy of one the services themselves have made, with its items, events, payments and journal, at another time and
 * for another customer; so whatever adds up in the original adds up in the copy. Nothing of it lies ahead, so it takes
 * nobody's time. Every id follows from the place in the row: a second run adds nothing, one that was cut short is
 * completed, a longer one goes on where the shorter ended.
 * @throws ScaleRefused in production, without the seeded marketplace, and for numbers out of range
 */
export async function scaleMarketplace(
  configuration: Configuration,
  { customers, bookings, say }: ScaleOptions,
): Promise<void> {
  if (configuration.of(AppConfig).isProduction)
    throw new ScaleRefused('Made-up customers are not added in production.');
  for (const number of [customers, bookings])
    if (!Number.isInteger(number) || number < 1 || number > most)
      throw new ScaleRefused(`Say how many: --customers=N --bookings=N, each from 1 to ${most}.`);
  const app = await openSeedingApp(configuration, new SystemClock());
  try {
    await new Scale(app, customers, say).run(bookings);
  } finally {
    await app.close();
  }
}

class Scale {
  private readonly work: UnitOfWork;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly customers: number,
    private readonly say: (sentence: string) => void,
  ) {
    this.work = app.get(UnitOfWork);
  }

  async run(bookings: number): Promise<void> {
    const seededAt = await this.work.read((reader) => findSeededAt(reader));
    if (!seededAt) throw new ScaleRefused('The marketplace is not seeded yet: npm run seed.');
    const examples = await this.work.read((reader) => readExamples(reader, seededAt));
    if (examples.length === 0) throw new ScaleRefused('There is no finished visit to make copies of.');
    await this.addCustomers(seededAt);
    await this.addVisits(bookings, examples, seededAt);
  }

  private async addCustomers(seededAt: Date): Promise<void> {
    const { password } = this.app.get(DemoConfig);
    const passwordHash = await this.app.get(Passwords).hash(password);
    const places = await this.work.read((reader) =>
      reader.getRepository(PincodeEntity).find({ where: { isServiceable: true }, order: { pincode: 'ASC' } }),
    );
    await this.inChunks('customers', this.customers, async (numbers) => {
      await this.work.run(async (tx) => {
        const ids = numbers.map((number) => customerIdOf(number, seededAt));
        const known = await idsOf(tx, 'users', ids);
        const missing = numbers.filter((_, at) => !known.has(ids[at] ?? ''));
        if (missing.length === 0) return;
        const users = missing.map((number) => customerOf(number, seededAt, passwordHash));
        await insertRows(tx, UserEntity, ...users);
        await insertRaw(
          tx,
          'addresses',
          missing.map((number) => addressOf(number, seededAt, places)),
        );
        await insertRaw(
          tx,
          'ledger_accounts',
          missing.flatMap((number) => customerAccounts(number, seededAt)),
        );
      });
    });
  }

  private async addVisits(
    bookings: number,
    examples: readonly ExampleVisit[],
    seededAt: Date,
  ): Promise<void> {
    const { zone } = this.app.get(AppConfig);
    const plan = { examples, customers: this.customers, today: localDate(seededAt, zone), zone };
    const visitOf = new Map(examples.map((each) => [each.bookingId, each]));
    const copyOf = (number: number): CopyPlace => {
      const { example, customer, startAt } = visitAt(number, plan);
      const visit = visitOf.get(example.bookingId);
      if (!visit) throw new RangeError(`There is no visit ${example.bookingId}.`);
      const byMinutes = minutesBetween(visit, startAt);
      const createdMs = visit.createdAt.getTime() + byMinutes * 60_000;
      return {
        ...{ number, exampleId: visit.bookingId, customer, createdMs, byMinutes },
        id: scaledId(createdMs, idKinds.booking, number),
        orderNumber: scaledOrderNumber(number),
        customerId: customerIdOf(customer, seededAt),
        slotOn: localDate(startAt, zone),
      };
    };
    if (copyOf(bookings - 1).createdMs <= joinedAt(seededAt).getTime())
      throw new ScaleRefused('There are too few examples for so many visits: the oldest would be too old.');
    await this.inChunks('bookings', bookings, async (numbers) => {
      const copies = numbers.map(copyOf);
      await this.work.run(async (tx) => {
        const known = await idsOf(
          tx,
          'bookings',
          copies.map(({ id }) => id),
        );
        const missing = copies.filter(({ id }) => !known.has(id));
        await writeCopies(tx, examples, missing, seededAt);
      });
    });
  }

  /** Several at once where the database can: the rows of two chunks have nothing to do with each other. */
  private async inChunks(
    what: string,
    count: number,
    add: (numbers: readonly number[]) => Promise<void>,
  ): Promise<void> {
    const beganMs = performance.now();
    let [begun, done] = [0, 0];
    const addNext = async (): Promise<void> => {
      while (begun < count) {
        const first = begun;
        const length = Math.min(chunk, count - first);
        begun += length;
        await add(Array.from({ length }, (_, at) => first + at));
        done += length;
        if (done % tellEvery === 0 || done === count)
          this.say(`  ${what} ${done} of ${count}, ${((performance.now() - beganMs) / 1_000).toFixed(1)} s`);
      }
    };
    await Promise.all(Array.from({ length: lanes }, addNext));
  }
}

async function idsOf(tx: Tx, table: 'users' | 'bookings', ids: readonly string[]): Promise<Set<string>> {
  const statement = `SELECT id FROM ${table} WHERE id IN (${placesFor(ids)})`;
  return new Set((await askRows<{ id: string }>(tx, statement, ids)).map(({ id }) => id));
}
