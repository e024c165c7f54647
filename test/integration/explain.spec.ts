import type { DataSource } from 'typeorm';
import {
  AvailabilityService,
  BookingCreationService,
  BookingsService,
} from '../../src/features/bookings/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { BookingsApp } from '../factories/bookings-app.js';
import type { Householder } from '../factories/bookings-app.js';
import { describeOn } from '../database.js';

/** A Tuesday, 11:30 in India. */
const now = '2026-03-10T06:00:00.000Z';
const rows = 4_000;
const providers = 30;

/** Tables that grow with every booking, customer or day, with enough rows for the server to care how it finds them. */
const growing = [
  'bookings',
  'booking_items',
  'booking_events',
  'payments',
  'provider_cells',
  'users',
  'addresses',
  'ledger_accounts',
  'ledger_entries',
] as const;
type Growing = (typeof growing)[number];

interface Step {
  table: string | null;
  type: string | null;
  key: string | null;
  rows: number | string | null;
}

interface Asked {
  sql: string;
  values: unknown[];
}

describeOn('mysql')('a hot path finds its rows by an index, however many there are', () => {
  let world: BookingsApp;
  let writer: DataSource;
  let someone: Householder;
  let bookingId: string;
  const asked: Asked[] = [];

  beforeAll(async () => {
    world = await BookingsApp.open(now);
    for (let nth = 0; nth < providers; nth += 1) await world.provider({ skills: ['plumbing'] });
    someone = await world.householder();
    bookingId = (await create()).id;
    writer = await world.work.run((tx) => Promise.resolve(tx.dataSource));
    await fill();
    listen(writer);
    listen(await world.work.read((reader) => Promise.resolve(reader.dataSource)));
  });
  beforeEach(() => {
    asked.length = 0;
  });
  afterAll(() => world.close());

  const create = (hour = 10) =>
    world.get(BookingCreationService).create(someone.actor, {
      addressId: someone.addressId,
      startAt: new Date(Date.UTC(2026, 2, 12, hour) - 5.5 * 3_600_000),
      items: [{ rateCardId: world.ids.rateCard('tap-repair-repair'), quantity: 1 }],
      paymentMethod: 'cash',
    });
  const page = { limit: 20 };
  const operations: Actor = {
    kind: 'staff',
    id: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10',
    channel: 'rest',
    permissions: new Set(['bookings.view']),
  };

  /** The hot paths. */
  const paths: Readonly<Record<string, () => Promise<unknown>>> = {
    'GET /services/{id}/slots': () =>
      world.get(AvailabilityService).listSlots({
        ...{ service: 'tap-repair', pincode: '560001', quantity: 1 },
        ...{ from: '2026-03-11', to: '2026-03-17', customerId: someone.actor.id },
      }),
    'POST /bookings': () => create(14),
    'GET /bookings': () => world.get(BookingsService).list(someone.actor, page, {}),
    'GET /bookings, of one status': () =>
      world.get(BookingsService).list(someone.actor, page, { status: 'completed' }),
    'GET /bookings/{id}': () => world.get(BookingsService).get(someone.actor, bookingId),
    'GET /bookings/{id}/events': () => world.get(BookingsService).listEvents(someone.actor, bookingId),
    'GET /ops/bookings': () => world.get(BookingsService).listForStaff(operations, page, {}),
    'GET /ops/bookings, of one status': () =>
      world.get(BookingsService).listForStaff(operations, page, { status: 'completed' }),
    'GET /ops/bookings, of a customer': () =>
      world.get(BookingsService).listForStaff(operations, page, { customerId: someone.actor.id }),
    'GET /ops/bookings, nobody to do them': () =>
      world.get(BookingsService).listForStaff(operations, page, { unplaced: true }),
  };

  it.each(Object.keys(paths))('%s', async (name) => {
    await paths[name]?.();
    const looked = asked.filter(({ sql }) => /^(select|update|delete)\b/i.test(sql.trim()));
    expect(looked.length).toBeGreaterThan(0);
    const faults: string[] = [];
    for (const { sql, values } of looked)
      for (const step of await explained(sql, values)) if (isScan(step, sql)) faults.push(told(step, sql));
    expect(faults).toEqual([]);
  });

  it('is told from one that reads the whole table', async () => {
    const sql = "SELECT * FROM bookings WHERE instructions = 'none'";
    const [step] = await explained(sql, []);
    expect(step && isScan(step, sql)).toBe(true);
  });

  async function explained(sql: string, values: readonly unknown[]): Promise<Step[]> {
    const steps: Step[] = await writer.query(`EXPLAIN ${sql}`, [...values]);
    return steps;
  }

  function isScan({ table, type, key, rows: read }: Step, sql: string): boolean {
    const name = growing.find((each) => each === tableOf(table, sql));
    if (name === undefined || type === null) return false;
    // A walk along an index is fine as far as a page goes.
    return type === 'ALL' || key === null || (type === 'index' && Number(read) > rows / 4);
  }

  /** The server names a table by the alias it has in the statement. */
  function tableOf(alias: string | null, sql: string): string | undefined {
    if (alias === null) return undefined;
    const named = new RegExp(`\`?(\\w+)\`?\\s+(?:as\\s+)?\`?${alias}\`?(?=\\s|,|$)`, 'i').exec(sql)?.[1];
    return growing.find((each) => each === named) ?? alias;
  }

  function told({ table, type, key, rows: read }: Step, sql: string): string {
    return `${String(table)}: ${String(type)}, key ${String(key)}, ${String(read)} rows: ${sql}`;
  }

  function listen(source: DataSource): void {
    const make = source.createQueryRunner.bind(source);
    source.createQueryRunner = (mode) => {
      const runner = make(mode);
      const ask = runner.query.bind(runner) as (...all: unknown[]) => Promise<never>;
      runner.query = (sql: string, ...rest: unknown[]) => {
        if (!sql.startsWith('EXPLAIN')) asked.push({ sql, values: (rest[0] as unknown[] | undefined) ?? [] });
        return ask(sql, ...rest);
      };
      return runner;
    };
  }

  /** Many rows like the ones there are, each with an id of its own and spread over people, providers and time. */
  async function fill(): Promise<void> {
    await multiply('users', {
      mobile: "CONCAT('+9170', LPAD(n, 8, '0'))",
      email: "CONCAT('many.', n, '@example.com')",
      referralCode: "CONCAT('M', LPAD(n, 8, '0'))",
    });
    await writer.query(
      'CREATE TABLE crowd AS SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM users',
    );
    await writer.query('ALTER TABLE crowd ADD PRIMARY KEY (place)');
    const anybody = '(SELECT c.id FROM crowd c WHERE c.place = 1 + n % 400)';
    await multiply('addresses', { userId: anybody });
    await multiply('bookings', {
      orderNumber: "CONCAT('NX-M', LPAD(n, 7, '0'))",
      customerId: anybody,
      providerId: `(SELECT p.id FROM providers p ORDER BY p.id LIMIT 1)`,
      slotStartAt: 'DATE_SUB(slotStartAt, INTERVAL n HOUR)',
      state: "'completed'",
    });
    await writer.query(
      `UPDATE bookings b JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM providers) p
       ON p.place = 1 + CONV(SUBSTR(b.orderNumber, 5), 10, 10) % ${providers} SET b.providerId = p.id
       WHERE b.state = 'completed'`,
    );
    await writer.query(
      "CREATE TABLE past AS SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM bookings WHERE state = 'completed'",
    );
    await writer.query('ALTER TABLE past ADD PRIMARY KEY (place)');
    const past = '(SELECT b.id FROM past b WHERE b.place = 1 + n)';
    await multiply('booking_items', { bookingId: past });
    await multiply('booking_events', { bookingId: past });
    await multiply('payments', { subjectId: past, payerId: anybody });
    await multiply('provider_cells', { cell: 'cell - 100 - n', ownerId: past });
    await writer.query('DROP TABLE past');
    await writer.query(
      `INSERT INTO ledger_accounts (id, kind, subject, createdAt)
       SELECT UUID(), 'customer_dues', c.id, '2026-01-01' FROM crowd c`,
    );
    await writer.query(
      `INSERT INTO ledger_entries (id, postingId, accountId, amountPaise, reason, bookingId, at)
       SELECT UUID(), UUID(), a.id, 0, 'many', NULL, '2026-01-01' FROM ledger_accounts a`,
    );
    await writer.query('DROP TABLE crowd');
    await writer.query(`ANALYZE TABLE ${growing.join(', ')}`);
    for (const table of growing) {
      const [{ count } = { count: 0 }]: { count: number }[] = await writer.query(
        `SELECT COUNT(*) AS count FROM ${table}`,
      );
      expect({ table, isFull: Number(count) >= rows }).toEqual({ table, isFull: true });
    }
  }

  async function multiply(table: Growing, other: Readonly<Record<string, string>>): Promise<void> {
    const columns: { Field: string }[] = await writer.query(`SHOW COLUMNS FROM ${table}`);
    const names = columns.map(({ Field }) => `\`${Field}\``).join(', ');
    const chosen = columns.map(({ Field }) =>
      Field === 'id' ? 'UUID()' : (other[Field] ?? `model.\`${Field}\``),
    );
    const digit =
      '(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';
    const numbers = `(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n FROM ${digit} a, ${digit} b, ${digit} c, ${digit} e)`;
    await writer.query(
      `INSERT INTO ${table} (${names}) SELECT ${chosen.join(', ')}
       FROM (SELECT * FROM ${table} LIMIT 1) model, ${numbers} numbers WHERE n < ${rows}`,
    );
  }
});
