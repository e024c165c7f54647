import { createPublicKey, verify } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { DataSource } from 'typeorm';
import { isPersonal } from '../../src/features/privacy/registry/table-decision.js';
import { personalTables, tableRegistry } from '../../src/features/privacy/registry/table-registry.js';
import { RetentionService, retentionEnd } from '../../src/features/privacy/retention.service.js';
import { PrivacyConfig } from '../../src/config/privacy-section.js';
import { newId } from '../../src/kernel/ids.js';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import { IdentityWorld } from './identity-world.js';
import { Planter } from './planted-rows.js';
import type { PlantedRow } from './planted-rows.js';

interface Export {
  tables: Record<string, Record<string, unknown>[]>;
}

/** Their rows are made by registering, and by the erasure itself. */
const madeElsewhere = new Set(['users', 'erasure_requests']);

describe('what is stored about people', () => {
  let world: IdentityWorld;
  let database: DataSource;

  beforeAll(async () => {
    world = await IdentityWorld.open();
    database = world.app.get(DataSource);
  });
  afterAll(() => world.close());

  async function newPerson() {
    const person = world.person();
    const { body } = await world.post('/auth/register', person);
    return { ...person, id: body.user.id as string, token: body.tokens.accessToken as string };
  }

  async function planted(userId: string): Promise<Map<string, PlantedRow>> {
    const planter = new Planter(database.manager, userId, world.clock.now());
    const rows = new Map<string, PlantedRow>();
    for (const [table] of personalTables)
      if (!madeElsewhere.has(table)) rows.set(table, await planter.plant(table));
    const refund = rows.get('refunds');
    if (refund) await change('refunds', refund, { state: 'done' });
    return rows;
  }

  async function change(table: string, row: PlantedRow, to: PlantedRow): Promise<void> {
    await database.getRepository(table).update({ id: row['id'] }, to);
    Object.assign(row, to);
  }

  /** The row as it is stored now, or null. */
  function stored(table: string, row: PlantedRow) {
    const keys = database.getMetadata(table).primaryColumns.map(({ propertyName }) => propertyName);
    return database.getRepository(table).findOneBy(Object.fromEntries(keys.map((key) => [key, row[key]])));
  }

  async function everythingStored(): Promise<string> {
    const texts: string[] = [];
    for (const { tableName } of database.entityMetadatas)
      texts.push(JSON.stringify(await database.getRepository(tableName).find()));
    return texts.join('\n');
  }

  it('is exported whole, every row of every table, but for secrets (ID-9)', async () => {
    const { id, token, email } = await newPerson();
    const rows = await planted(id);
    const { status, body } = await world.get('/users/me/export', token);
    expect(status).toBe(200);
    const { tables } = body as Export;
    expect(tables['users']?.[0]).toMatchObject({ id, email });
    for (const [table, row] of rows) {
      const decision = tableRegistry[table];
      const hidden = decision && isPersonal(decision) ? (decision.hidden ?? []) : [];
      const shown = Object.fromEntries(Object.entries(row).filter(([column]) => !hidden.includes(column)));
      expect({ table, rows: tables[table] }).toEqual({
        table,
        rows: expect.arrayContaining([expect.objectContaining(asJson(shown))]),
      });
      for (const exported of tables[table] ?? [])
        expect(Object.keys(exported).filter((column) => hidden.includes(column))).toEqual([]);
    }
    expect(JSON.stringify(body)).not.toContain('argon2');
  });

  it('includes what staff did to it and read of it, but not who they are (ID-5, ID-9)', async () => {
    const { id, token } = await newPerson();
    const staff = { kind: 'staff', id: newId(), channel: 'rest' } as const;
    const act = { action: 'customers.read', subjectKind: 'customers', subjectId: id };
    await world.work.run((tx) => world.app.get(AuditLog).write(tx, staff, act));
    const { body } = await world.get('/users/me/export', token);
    const entries = (body as Export).tables['audit_log'] ?? [];
    expect(entries).toContainEqual(expect.objectContaining({ action: 'customers.read', subjectId: id }));
    expect(JSON.stringify(body)).not.toContain(staff.id);
  });

  it('is nobody else’s: the export of another customer has none of it', async () => {
    const [first, second] = [await newPerson(), await newPerson()];
    const rows = await planted(first.id);
    const { body } = await world.get('/users/me/export', second.token);
    const text = JSON.stringify(body);
    expect(text).toContain(second.id);
    for (const row of rows.values()) expect(text).not.toContain(row['id'] ?? first.id);
    expect(text).not.toContain(first.email);
  });

  it('is gone after the erasure, or kept by a law that is named (ID-9)', async () => {
    const person = await newPerson();
    const bystander = await newPerson();
    const rows = await planted(person.id);
    const { status, body } = await world.post('/users/me/erasure', {}, person.token);
    expect([status, body]).toEqual([200, expect.objectContaining({ receipt: expect.any(String) as string })]);
    const everything = await everythingStored();
    for (const [table, decision] of personalTables) {
      const row = rows.get(table);
      if (!row) continue;
      const left = await stored(table, row);
      expect({ table, isThere: left !== null }).toEqual({
        table,
        isThere: decision.erasure.act !== 'delete',
      });
      if (decision.erasure.act !== 'delete') expect(body.kept[table].law).toMatch(/Act|Rules/);
      for (const [column, what] of Object.entries(decision.columns))
        if (what === 'exported' && typeof row[column] !== 'number')
          expect({ table, column, isLeft: everything.includes(wordOf(row[column] ?? null)) }).toEqual({
            ...{ table, column },
            isLeft: false,
          });
    }
    const traces = [person.email, person.mobile, bystander.email];
    expect(traces.filter((trace) => everything.includes(trace))).toEqual([bystander.email]);
    expect((await world.get('/users/me', person.token)).status).toBe(401);
    expect((await world.get('/users/me', bystander.token)).status).toBe(200);
  });

  it('leaves a receipt that anybody can check by the published keys', async () => {
    const { id, token } = await newPerson();
    const { body } = await world.post('/users/me/erasure', {}, token);
    const [header = '', payload = '', signature = ''] = (body.receipt as string).split('.');
    const read = (part: string) =>
      JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    const { keys } = (await world.http.get('/.well-known/jwks.json')).body as {
      keys: ({ kid: string } & JsonWebKey)[];
    };
    const jwk = keys.find(({ kid }) => kid === read(header)['kid']);
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const check = (what: string) =>
      verify(
        'sha256',
        Buffer.from(what),
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      );
    expect(check(`${header}.${payload}`)).toBe(true);
    expect(check(`${header}.${payload}x`)).toBe(false);
    expect(read(payload)).toMatchObject({
      sub: id,
      jti: body.requestId,
      erased: { anonymised: { users: 1 } },
    });
  });

  it('frees email and mobile for a new account, which has none of the old one’s things (ID-7)', async () => {
    const { id, email, mobile, token } = await newPerson();
    await planted(id);
    await world.post('/users/me/erasure', {}, token);
    const again = await world.post('/auth/register', { ...world.person(), email, mobile });
    expect(again.status).toBe(201);
    expect(again.body.user.id).not.toBe(id);
    const { body } = await world.get('/users/me/export', again.body.tokens.accessToken);
    expect((body as Export).tables['bookings']).toEqual([]);
  });

  it('is not erased while a booking is live or money is owed, and nothing of it has happened then', async () => {
    const { id, token, email } = await newPerson();
    const rows = await planted(id);
    await database
      .getRepository('bookings')
      .update({ id: rows.get('bookings')?.['id'] }, { state: 'confirmed' });
    const { status, body } = await world.post('/users/me/erasure', {}, token);
    expect([status, body.code, body.obligations]).toEqual([409, 'user.obligations_open', ['live_bookings']]);
    expect((await world.get('/users/me', token)).body).toMatchObject({ email });
  });

  it('erases a person once, of several requests at the same time', async () => {
    const { token } = await newPerson();
    const answers = await Promise.all([1, 2, 3, 4].map(() => world.post('/users/me/erasure', {}, token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => ![200, 401, 404].includes(status))).toEqual([]);
  });

  it('is corrected under audit, which says what was changed and never to what', async () => {
    const { id, token } = await newPerson();
    await world.put('/users/me', { firstName: 'Corrected' }, token);
    const entries = await database
      .getRepository('audit_log')
      .findBy({ subjectId: id, action: 'user.corrected' });
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).toContain('firstName');
    expect(JSON.stringify(entries)).not.toContain('Corrected');
  });

  it('is forgotten when its time is over, and not a millisecond before', async () => {
    const { id } = await newPerson();
    const rows = await planted(id);
    const plantedAt = world.clock.now();
    const retention = world.app.get(RetentionService, { strict: false });
    const config = world.app.get(PrivacyConfig, { strict: false });
    const clocks = Object.entries(tableRegistry).flatMap(([table, { retention: clock }]) => {
      const row = rows.get(table);
      return clock && row ? [{ table, row, period: clock.period, column: clock.empties?.column }] : [];
    });
    expect(clocks.length).toBeGreaterThan(10);
    const periods = new Set(clocks.map(({ period }) => period));
    expect([...periods].toSorted()).toEqual([
      ...['books', 'carts', 'chat', 'codes', 'notices', 'offers', 'sessions'],
    ]);
    const dayMs = 86_400_000;
    const ends = [...periods].map((period) => {
      let days = 1;
      while (retentionEnd(period, new Date(plantedAt.getTime() + days * dayMs), config) < plantedAt)
        days += 1;
      return { period, atMs: plantedAt.getTime() + days * dayMs };
    });
    for (const { period, atMs } of ends.toSorted((a, b) => a.atMs - b.atMs)) {
      const due = clocks.filter((each) => each.period === period);
      const left = async () => {
        const there: string[] = [];
        for (const { table, row, column } of due) {
          const kept = await stored(table, row);
          const whole = JSON.stringify(asJson(row)[column ?? '']);
          if (kept && (column === undefined || JSON.stringify(kept[column]) === whole)) there.push(table);
        }
        return there;
      };
      world.clock.set(new Date(atMs));
      await retention.retain();
      expect({ period, left: await left() }).toEqual({ period, left: due.map(({ table }) => table) });
      world.clock.set(new Date(atMs + 1));
      await retention.retain();
      expect({ period, left: await left() }).toEqual({ period, left: [] });
    }
  });

  describe('consent', () => {
    const give = { purpose: 'marketing', isGiven: true, textVersion: '2026-03' };

    it('is given to a text, kept with proof, and taken back as easily (ID-9)', async () => {
      const { id, token } = await newPerson();
      const standing = async () =>
        (
          (await world.get('/users/me/consents', token)).body.data as { purpose: string; isGiven: boolean }[]
        ).find(({ purpose }) => purpose === 'marketing')?.isGiven;
      expect(await standing()).toBe(false);
      const given = await world.post('/users/me/consents', give, token);
      expect([given.status, given.body.proofHash]).toEqual([
        201,
        expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      ]);
      expect(await standing()).toBe(true);
      world.clock.set(new Date(world.clock.now().getTime() + 1));
      await world.post('/users/me/consents', { ...give, isGiven: false, textVersion: 'any' }, token);
      expect(await standing()).toBe(false);
      expect(await database.getRepository('consents').countBy({ userId: id })).toBe(2);
    });

    it('is not given to a text that is no longer shown', async () => {
      const { token } = await newPerson();
      const { status, body } = await world.post(
        '/users/me/consents',
        { ...give, textVersion: '2020-01' },
        token,
      );
      expect([status, body.code]).toEqual([409, 'consent.text_outdated']);
    });
  });
});

/** The row as an answer tells it. */
function asJson(row: PlantedRow): Record<string, unknown> {
  return JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
}

/** The word that was planted. */
function wordOf(value: PlantedRow[string]): string {
  const text = JSON.stringify(value);
  return typeof value === 'string' ? value : (/c\d+-[\w-]+/.exec(text)?.[0] ?? text);
}
