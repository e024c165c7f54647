import type { INestApplicationContext } from '@nestjs/common';
import type { Configuration } from '../src/config/configuration.js';
import { AppConfig, DemoConfig } from '../src/config/sections.js';
import { CatalogueService } from '../src/features/services/index.js';
import { FixedClock } from '../src/kernel/clock.js';
import { Passwords } from '../src/platform/auth/passwords.js';
import { Commands } from '../src/platform/database/commands.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { seedBookings } from './parts/bookings.js';
import { seedCatalogue } from './parts/catalogue.js';
import { seedChats } from './parts/chats.js';
import { seedComplaints } from './parts/complaints.js';
import { seedCustomers, seedStaff } from './parts/people.js';
import { seedCalendar, seedDocuments, seedNoticeTemplates, seedPolicies } from './parts/policies.js';
import { seedPriorityItems } from './parts/priority-items.js';
import { seedProviders } from './parts/providers.js';
import { SeedDays } from './seed-days.js';
import { SeedSteps, isSeeded } from './seed-steps.js';
import type { Seeding } from './seeding.js';
import { openSeedingApp } from './seeding-app.js';

export { isSeeded } from './seed-steps.js';

export class SeedingRefused extends Error {
  constructor() {
    super('The demonstration marketplace has logins that everyone knows, so it is not made in production.');
    this.name = 'SeedingRefused';
  }
}

export interface SeedOptions {
  /** The instant the demonstration is seen from; an earlier run that was cut short has settled it already. */
  now: Date;
  /** Tells a person what is being done. */
  say?: (sentence: string) => void;
}

/**
 * Fills the configured database with the demonstration marketplace (DATA.md). A second run changes nothing, and one
 * that was cut short is completed. It opens an application of its own, whose clock it moves through the past.
 * @throws SeedingRefused in production
 */
export async function seedMarketplace(
  configuration: Configuration,
  { now, say }: SeedOptions,
): Promise<void> {
  if (configuration.of(AppConfig).isProduction) throw new SeedingRefused();
  const clock = new FixedClock(now);
  const app = await openSeedingApp(configuration, clock);
  try {
    await seedThrough(app, clock, say);
  } finally {
    await app.close();
  }
}

/**
 * Seeds unless it has been done, for a server about to listen. The catalogue of the server is read afresh.
 * @param app the server's application
 */
export async function seedOnFirstRun(
  app: INestApplicationContext,
  configuration: Configuration,
  say: (sentence: string) => void,
): Promise<void> {
  if (await isSeeded(app.get(UnitOfWork))) return;
  say('Making the demonstration marketplace; this takes some seconds, once.');
  await seedMarketplace(configuration, { now: new Date(), say });
  await app.get(CatalogueService).refresh();
}

/**
 * Makes the marketplace part by part.
 * @param app an application that lives by the clock, as `openSeedingApp` gives it
 * @param clock stands at the instant the demonstration is seen from
 */
export async function seedThrough(
  app: INestApplicationContext,
  clock: FixedClock,
  say: SeedOptions['say'] = () => undefined,
): Promise<void> {
  const work = app.get(UnitOfWork);
  const steps = new SeedSteps(work, app.get(Commands));
  const { password } = app.get(DemoConfig);
  const { zone } = app.get(AppConfig);
  const days = new SeedDays(await steps.begin(clock.now()), zone);
  const seeding: Seeding = { work, steps, clock, days, get: (type) => app.get(type) };
  const passwordHash = await app.get(Passwords).hash(password);
  const parts: readonly [name: string, seed: () => Promise<void>][] = [
    ['policies', () => seedPolicies(seeding)],
    ['support calendar', () => seedCalendar(seeding)],
    ['documents', () => seedDocuments(seeding)],
    ['notice templates', () => seedNoticeTemplates(seeding)],
    ['staff', () => seedStaff(seeding, passwordHash)],
    ['catalogue', () => seedCatalogue(seeding)],
    ['providers', () => seedProviders(seeding)],
    ['customers', () => seedCustomers(seeding, passwordHash)],
    ['bookings', () => seedBookings(seeding)],
    ['chats', () => seedChats(seeding)],
    ['complaints', () => seedComplaints(seeding)],
    ['priority items', () => seedPriorityItems(seeding)],
  ];
  for (const [name, seed] of parts) {
    const startedMs = performance.now();
    await seed();
    say(`  ${name.padEnd(18)}${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
  }
  clock.set(days.seededAt);
  await steps.finish();
}
