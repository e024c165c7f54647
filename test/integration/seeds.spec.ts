import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource, Like } from 'typeorm';
import { scaleMarketplace } from '../../seeds/scale.js';
import { scaledIds } from '../../seeds/scale.plan.js';
import { seedMarketplace, seedThrough, isSeeded, SeedingRefused } from '../../seeds/seed.js';
import { openSeedingApp } from '../../seeds/seeding-app.js';
import { findingsOf } from '../../seeds/verify/verify.js';
import { Configuration } from '../../src/config/configuration.js';
import { AvailabilityService, BookingEntity, BookingEventEntity } from '../../src/features/bookings/index.js';
import { reevaluate } from '../../src/features/bookings/cancelling/receipt-evaluation.js';
import { ComplaintEntity } from '../../src/features/complaints/index.js';
import { LedgerEntryEntity } from '../../src/features/payments/index.js';
import { PolicyEntity } from '../../src/features/policies/index.js';
import { cellsOf } from '../../src/features/bookings/slots/cells.js';
import { ReconciliationService } from '../../src/features/bookings/money/reconciliation.service.js';
import { ProviderCellEntity, ProviderSkillEntity } from '../../src/features/providers/index.js';
import { CatalogueService, groupBy } from '../../src/features/services/index.js';
import { StaffMemberEntity } from '../../src/features/staff/index.js';
import { UserEntity } from '../../src/features/users/index.js';
import { addDays, localDate } from '../../src/kernel/calendar.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { Passwords } from '../../src/platform/auth/passwords.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { listTables, makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';

const now = new Date('2026-03-02T05:47:31.250Z');
const zone = 'Asia/Kolkata';

function configurationOf(settings: Record<string, string>, over: Record<string, string> = {}): Configuration {
  return Configuration.read({
    ...settings,
    ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent' },
    ...{ ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' },
    ...over,
  });
}

/** The number of rows of each table, and what is in them as one figure. */
async function contentOf(app: INestApplicationContext): Promise<Record<string, string>> {
  const source = app.get(DataSource);
  const content: Record<string, string> = {};
  for (const name of await listTables(source)) {
    const rows: unknown[] = await source.query(`SELECT * FROM ${name} ORDER BY 1, 2`);
    const digest = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
    content[name] = `${rows.length} rows, ${digest}`;
  }
  return content;
}

class RolledBack extends Error {}

describe('the seeded marketplace', () => {
  let home: TestHome;
  let configuration: Configuration;
  let app: INestApplicationContext;
  let work: UnitOfWork;

  beforeAll(async () => {
    home = await makeTestHome();
    configuration = configurationOf(home.settings);
    await seedMarketplace(configuration, { now });
    app = await openSeedingApp(configuration, new FixedClock(now));
    work = app.get(UnitOfWork);
  }, 180_000);

  afterAll(async () => {
    await app.close();
    await home.remove();
  });

  /** What verifying would find if `tamper` had been done; it is undone. */
  async function failingAfter(tamper: (tx: Tx) => Promise<unknown>): Promise<string[]> {
    let failing: string[] = [];
    const undone = work.run(async (tx) => {
      await tamper(tx);
      failing = (await findingsOf(tx, app))
        .filter(({ faults }) => faults.length > 0)
        .map(({ claim }) => claim);
      throw new RolledBack();
    });
    await expect(undone).rejects.toThrow(RolledBack);
    return failing;
  }

  async function aBooking(tx: Tx, state: BookingEntity['state']): Promise<BookingEntity> {
    return tx.getRepository(BookingEntity).findOneByOrFail({ state });
  }

  it('has the counts of DATA.md and reconciles in every respect', async () => {
    const findings = await work.read((reader) => findingsOf(reader, app));
    expect(findings.filter(({ faults }) => faults.length > 0)).toEqual([]);
    const counts = findings.flatMap(({ claim, count }) =>
      count === undefined ? [] : `${claim}: ${count.split(' ')[0]}`,
    );
    expect(counts).toEqual([
      'roles: 8',
      'permissions: 30',
      'roles with a staff member: 8',
      'categories: 12',
      'subcategories: 76',
      'rate cards: 156',
      'cities: 20',
      'pincodes: 171',
      'prices (156 cards x 20): 3120',
      'offers (156 cards x 171): 26676',
      'users: 150',
      'customers with bookings: 100',
      'addresses: 198',
      'providers: 120',
      'bookings: 139',
      'booking items: 294',
      'chat messages: 1192',
      'priority items: 100',
      'complaints: 120',
      'complaint updates: 180',
      'policies: 9',
      'policy documents: 10',
      'business calendars: 1',
      'holidays: 12',
    ]);
  });

  it.each(['560001', '400001'])(
    'lets a newcomer book each of the 76 services at %s for tomorrow',
    async (pincode) => {
      const tomorrow = addDays(localDate(now, zone), 1);
      const { services } = await app.get(CatalogueService).snapshot();
      expect(services).toHaveLength(76);
      for (const { slug } of services) {
        const slots = await app
          .get(AvailabilityService)
          .listSlots({ service: slug, pincode, from: tomorrow, quantity: 1 });
        const free = slots.filter(({ available, remaining }) => available && remaining >= 3);
        expect([slug, free.length > 0]).toEqual([slug, true]);
      }
    },
  );

  it('has a login for each role in the order of the table, and the demonstration’s customer', async () => {
    const { staff, customer } = await work.read(async (reader) => ({
      staff: await reader.getRepository(StaffMemberEntity).find({ order: { employeeId: 'ASC' }, take: 8 }),
      customer: await reader.getRepository(UserEntity).findOneByOrFail({ mobile: '+919000000001' }),
    }));
    expect(staff.map(({ employeeId }) => employeeId)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `EMP00${number}`),
    );
    expect(new Set(staff.map(({ roleId }) => roleId)).size).toBe(8);
    const passwords = app.get(Passwords);
    for (const { passwordHash } of [staff[0], staff[7], customer].flatMap((each) => each ?? []))
      expect(await passwords.verify(passwordHash, 'Nexora@2026')).toBe(true);
  });

  it('leaves no job and no notice behind', async () => {
    const content = await contentOf(app);
    expect([content['jobs'], content['notifications']].map((each) => each?.split(',')[0])).toEqual([
      '0 rows',
      '0 rows',
    ]);
  });

  it('has receipts that decide the same again, for every booking (PO-4)', async () => {
    const { events, policies } = await work.read(async (reader) => ({
      events: await reader.getRepository(BookingEventEntity).find(),
      policies: await reader.getRepository(PolicyEntity).find(),
    }));
    const body = (id: unknown): unknown => policies.find((each) => each.id === id)?.body;
    const receipts = events.flatMap((event) => event.receipts ?? []);
    const rules = new Set<string>();
    for (const receipt of receipts) {
      const again = reevaluate(receipt, body(receipt.policyId), body(receipt.inputs['taxPolicyId']));
      expect(again).toEqual(receipt.output);
      rules.add(receipt.rule);
    }
    expect([...rules]).toEqual(expect.arrayContaining(['PR-3', 'PR-4', 'CX-1']));
    expect(receipts.length).toBeGreaterThan(139);
  });

  it('is not changed by another run, even days later', async () => {
    const before = await contentOf(app);
    await seedMarketplace(configuration, { now: new Date(now.getTime() + 9 * 86_400_000) });
    expect(await contentOf(app)).toEqual(before);
  }, 180_000);

  it('is found unsound when a total, a posting, a state, a deadline or a count is wrong', async () => {
    const money = (tx: Tx) => tx.getRepository(BookingEntity);
    await expect(
      failingAfter(async (tx) => {
        const { id, totalPaise } = await aBooking(tx, 'completed');
        await money(tx).update({ id }, { totalPaise: totalPaise + 100 });
      }),
    ).resolves.toEqual(['totals equal their lines', 'bookings equal their journal']);
    await expect(
      failingAfter(async (tx) => {
        const { id } = await aBooking(tx, 'completed');
        const entry = await tx.getRepository(LedgerEntryEntity).findOneByOrFail({ bookingId: id });
        await tx.getRepository(LedgerEntryEntity).delete({ id: entry.id });
      }),
    ).resolves.toEqual(['every posting sums to zero', 'bookings equal their journal']);
    await expect(
      failingAfter(async (tx) => {
        const { id } = await aBooking(tx, 'confirmed');
        await tx.getRepository(BookingEventEntity).update({ bookingId: id }, { toState: 'assigned' });
      }),
    ).resolves.toEqual(['states agree with events']);
    await expect(
      failingAfter(async (tx) => {
        const complaint = await tx.getRepository(ComplaintEntity).findOneByOrFail({ priority: 'high' });
        await tx.getRepository(ComplaintEntity).update({ id: complaint.id }, { priority: 'low' });
      }),
    ).resolves.toEqual(['deadlines follow the priority']);
    await expect(
      failingAfter((tx) => tx.getRepository(ProviderSkillEntity).delete({ skill: 'salon-for-men' })),
    ).resolves.toEqual(['three providers a category, city and day']);
  });

  it('still reconciles when many visits are added to it, which are added once', async () => {
    const grow = () =>
      scaleMarketplace(configuration, { customers: 60, bookings: 500, say: () => undefined });
    const reconcile = () => app.get(ReconciliationService).run();
    const before = await reconcile();
    await grow();
    const claims = [
      ...['totals equal their lines', 'every posting sums to zero', 'bookings equal their journal'],
      ...['states agree with events', 'what is past lies in the past', 'live bookings own their cells'],
      'no provider is at two places at once',
    ];
    const findings = await work.read((reader) => findingsOf(reader, app));
    for (const claim of claims)
      expect(findings.find((each) => each.claim === claim)).toEqual({ claim, faults: [] });
    const after = await reconcile();
    expect({ ...after, checkedAt: null, checked: after.checked - before.checked }).toEqual({
      ...{ ...before, checkedAt: null },
      checked: 500,
    });
    const grown = await contentOf(app);
    await grow();
    expect(await contentOf(app)).toEqual(grown);
  }, 120_000);

  it('has each added visit’s time taken as it was when the work was booked (AV-3)', async () => {
    const { bookings, cells } = await work.read(async (reader) => ({
      bookings: await reader.getRepository(BookingEntity).findBy({ id: Like(scaledIds) }),
      cells: await reader.getRepository(ProviderCellEntity).findBy({ ownerId: Like(scaledIds) }),
    }));
    expect(bookings).toHaveLength(500);
    const owned = groupBy(cells, ({ ownerId }) => ownerId);
    for (const { id, providerId, slotStartAt, durationMinutes } of bookings) {
      const own = (owned.get(id) ?? []).toSorted((a, b) => a.cell - b.cell);
      const wanted = cellsOf(slotStartAt, durationMinutes);
      expect(own.map(({ cell }) => cell)).toEqual(wanted);
      expect(own.every((each) => each.providerId === providerId)).toBe(true);
      expect(own.map(({ lastCell }) => lastCell)).toEqual(
        wanted.map((_, at) => (at === 0 ? wanted.at(-1) : null)),
      );
    }
  });
});

describe('seeding that is cut short', () => {
  /** Lets go after a number of steps through time. */
  class FailingClock extends FixedClock {
    private steps = 0;

    constructor(
      at: Date,
      private readonly longest: number,
    ) {
      super(at);
    }

    override set(at: Date | string): void {
      this.steps += 1;
      if (this.steps > this.longest) throw new Error('The power went out.');
      super.set(at);
    }
  }

  it('is completed by the next run, whenever that is', async () => {
    const home = await makeTestHome();
    const configuration = configurationOf(home.settings);
    try {
      for (const steps of [4, 100, 400, 700]) {
        const clock = new FailingClock(now, steps);
        const cut = await openSeedingApp(configuration, clock);
        await expect(seedThrough(cut, clock)).rejects.toThrow('The power went out.');
        expect(await isSeeded(cut.get(UnitOfWork))).toBe(false);
        await cut.close();
      }
      const later = new Date(now.getTime() + 3 * 86_400_000);
      await seedMarketplace(configuration, { now: later });
      const app = await openSeedingApp(configuration, new FixedClock(later));
      const work = app.get(UnitOfWork);
      const findings = await work.read((reader) => findingsOf(reader, app));
      expect(findings.filter(({ faults }) => faults.length > 0)).toEqual([]);
      expect(await isSeeded(work)).toBe(true);
      await app.close();
    } finally {
      await home.remove();
    }
  }, 180_000);

  it('is refused in production', async () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const configuration = configurationOf(
      { DATA_DIR: '/nonexistent' },
      { NODE_ENV: 'production', ENCRYPTION_KEY: key },
    );
    await expect(seedMarketplace(configuration, { now })).rejects.toThrow(SeedingRefused);
  });
});
