import process from 'node:process';
import { DataSource } from 'typeorm';
import { listTables, testDialect } from '../database.js';
import { World } from '../world.js';

interface Letters {
  data: { to: string; kind: string; state: string }[];
}

describe('a world', () => {
  const worlds: World[] = [];
  beforeAll(async () => {
    worlds.push(await World.open(), await World.open());
  });
  afterAll(() => Promise.all(worlds.map((each) => each.close())));
  const world = (at: number): World => {
    const found = worlds[at];
    if (!found) throw new Error('There are two.');
    return found;
  };

  it('begins with everything that was seeded: each table of it, its keys and its rows', async () => {
    const copy = world(0).get(DataSource);
    const tables = await listTables(copy);
    expect(tables.length).toBeGreaterThan(40);
    const [booked] = await copy.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM bookings');
    expect(Number(booked?.n)).toBeGreaterThan(50);
    if (testDialect === 'sqlite') {
      expect(await copy.query('PRAGMA foreign_key_check')).toEqual([]);
      return;
    }
    const template = process.env['NEXORA_TEMPLATE_DATABASE'] ?? '';
    for (const [what, column] of [
      ['key_column_usage', "CONCAT_WS('.', table_name, constraint_name, column_name, referenced_table_name)"],
      ['statistics', "CONCAT_WS('.', table_name, index_name, seq_in_index, column_name)"],
      ['columns', "CONCAT_WS('.', table_name, ordinal_position, column_name, column_type, collation_name)"],
    ]) {
      const of = async (schema: string) =>
        (
          await copy.query<{ it: string }[]>(
            `SELECT ${column} AS it FROM information_schema.${what} WHERE table_schema = ${schema} ORDER BY 1`,
          )
        ).map(({ it }) => it);
      const copied = await of('DATABASE()');
      expect(copied.length).toBeGreaterThan(tables.length);
      expect(copied).toEqual(await of(`'${template}'`));
    }
    const untouched = ['users', 'bookings', 'rate_card_versions', 'rate_card_pincodes', 'ledger_entries'];
    for (const table of untouched) {
      const [row] = await copy.query<{ here: number; there: number }[]>(
        `SELECT (SELECT COUNT(*) FROM ${table}) AS here, (SELECT COUNT(*) FROM ${template}.${table}) AS there`,
      );
      expect([table, Number(row?.here)]).toEqual([table, Number(row?.there)]);
    }
    await expect(copy.query("UPDATE addresses SET userId = 'nobody' LIMIT 1")).rejects.toThrow(
      /foreign key/i,
    );
  });

  it('shares nothing with another', async () => {
    const { token } = await world(0).newCustomer();
    expect((await world(0).call('GET', '/users/me', { token })).status).toBe(200);
    expect((await world(1).call('GET', '/users/me', { token })).status).toBe(401);
  });

  it('has somebody who does the jobs: a customer is told of the booking without anybody asking', async () => {
    const { token, email } = await world(0).newCustomer();
    await world(0).addAddress(token);
    let { threadId, awaiting } = await world(0).say(
      token,
      'my AC is not cooling, can someone come tomorrow at 11am?',
    );
    for (const answer of ['split AC', 'yes']) {
      if (awaiting === null) break;
      ({ threadId, awaiting } = await world(0).say(token, answer, threadId));
    }
    // Registering has sent a letter of its own.
    const letters = async () =>
      (await world(0).call<Letters>('GET', '//dev/inbox')).body.data.filter(
        ({ to, kind }) => to === email && kind === 'booking.confirmed',
      );
    const givenUpMs = performance.now() + 10_000;
    while ((await letters()).length === 0 && performance.now() < givenUpMs) continue;
    await world(0).settle();
    expect(await letters()).toMatchObject([{ state: 'sent' }]);
  });
});
