import { DataSource } from 'typeorm';
import { verifyAudit } from '../../src/cli/verify-audit.js';
import { Configuration } from '../../src/config/configuration.js';
import { systemActor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
import { AuditVerification } from '../../src/platform/audit/audit-verification.service.js';
import { IdentityWorld } from './identity-world.js';

describe('the audit log (ID-5)', () => {
  let world: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await sql('DELETE FROM audit_log');
    await sql('DELETE FROM audit_heads');
  });

  const sql = (text: string, parameters: unknown[] = []) => world.app.get(DataSource).query(text, parameters);
  const verify = () => world.app.get(AuditVerification).verify();
  const seal = () => world.app.get(AuditSealer).seal();
  const write = (subjectId: string) =>
    world.work.run((tx) =>
      world.app.get(AuditLog).write(tx, systemActor, {
        action: 'test.done',
        subjectKind: 'thing',
        subjectId,
        before: { level: 1, email: 'asha.canary@example.com' },
        after: { level: 2, note: 'call +919876543210' },
      }),
    );
  const writeMany = async (many: number) => {
    for (let at = 1; at <= many; at += 1) await write(`thing-${at}`);
  };

  it('is sealed in order, and what is not sealed yet is told apart', async () => {
    await writeMany(5);
    expect(await verify()).toEqual({ ok: true, entries: 0, unsealed: 5, firstFault: null });
    expect(await seal()).toBe(5);
    await writeMany(2);
    expect(await verify()).toEqual({ ok: true, entries: 5, unsealed: 2, firstFault: null });
    expect(await seal()).toBe(2);
    expect(await seal()).toBe(0);
    expect(await verify()).toEqual({ ok: true, entries: 7, unsealed: 0, firstFault: null });
  });

  it('holds over more entries than one batch', async () => {
    await world.work.run(async (tx) => {
      for (let at = 0; at < 1_003; at += 1)
        await world.app
          .get(AuditLog)
          .write(tx, systemActor, { action: 'test.done', subjectKind: 'thing', subjectId: newId() });
    });
    expect([await seal(), await seal(), await seal(), await seal()]).toEqual([500, 500, 3, 0]);
    expect(await verify()).toEqual({ ok: true, entries: 1_003, unsealed: 0, firstFault: null });
  });

  it('keeps no personal value', async () => {
    await write('thing-1');
    const [row] = await sql('SELECT stateBefore, stateAfter FROM audit_log');
    expect(row).toEqual({
      stateBefore: '{"email":"[email]","level":1}',
      stateAfter: '{"level":2,"note":"call [mobile]"}',
    });
  });

  it('is not written when the act fails', async () => {
    const failing = world.work.run(async (tx) => {
      await world.app
        .get(AuditLog)
        .write(tx, systemActor, { action: 'test.done', subjectKind: 'thing', subjectId: 'x' });
      throw new Error('The act fails.');
    });
    await expect(failing).rejects.toThrow('The act fails.');
    expect(await verify()).toMatchObject({ entries: 0, unsealed: 0 });
  });

  it('is sealed once by sealers that come at the same time', async () => {
    await writeMany(20);
    const sealed = await Promise.all([seal(), seal(), seal(), seal()]);
    expect(sealed.toSorted()).toEqual([0, 0, 0, 20]);
    expect(await verify()).toMatchObject({ ok: true, entries: 20, unsealed: 0 });
  });

  it('is sealed once by two applications on the same data, in turns', async () => {
    const beside = await IdentityWorld.open({ beside: world });
    try {
      const sealers = [world, beside].map(({ app }) => app.get(AuditSealer));
      for (const each of [4, 7]) {
        await writeMany(each);
        const sealed = await Promise.all([...sealers, ...sealers].map((sealer) => sealer.seal()));
        expect(sealed.toSorted()).toEqual([0, 0, 0, each]);
      }
      expect(await beside.app.get(AuditVerification).verify()).toMatchObject({ ok: true, entries: 11 });
    } finally {
      await beside.close({ keepData: true });
    }
  });

  it('goes on being written while it is sealed, and no entry is left out of the chain', async () => {
    const writing = Array.from({ length: 30 }, (_, at) => write(`thing-${at}`));
    const sealing = Array.from({ length: 5 }, () => seal());
    await Promise.all([...writing, ...sealing]);
    await seal();
    expect(await verify()).toEqual({ ok: true, entries: 30, unsealed: 0, firstFault: null });
  });

  const swap = async (column: string, a: number, b: number) => {
    const [{ value: first }] = await sql(`SELECT ${column} AS value FROM audit_log WHERE sequence = ?`, [a]);
    const [{ value: second }] = await sql(`SELECT ${column} AS value FROM audit_log WHERE sequence = ?`, [b]);
    await sql(`UPDATE audit_log SET ${column} = ? WHERE sequence = ?`, [second, a]);
    await sql(`UPDATE audit_log SET ${column} = ? WHERE sequence = ?`, [first, b]);
  };
  const insertAt = (sequence: number) =>
    sql(
      `INSERT INTO audit_log (id, occurredAt, actorKind, actorId, channel, action, subjectKind, subjectId, sequence,
        prevHash, hash) SELECT ?, occurredAt, actorKind, actorId, channel, action, subjectKind, subjectId, ?, prevHash,
        hash FROM audit_log WHERE sequence = 4`,
      [newId(), sequence],
    );

  const tamperings: [string, () => Promise<unknown>, { sequence: number; fault: string }][] = [
    ...[
      "action = 'test.undone'",
      "actorId = 'somebody'",
      "actorKind = 'staff'",
      "subjectId = 'thing-9'",
      "subjectKind = 'other'",
      "sessionId = 'another'",
      "correlationId = 'another'",
      "channel = 'chat'",
      `stateAfter = '{"level":3}'`,
      'stateBefore = NULL',
      "occurredAt = '2026-03-01 05:30:00.000'",
      "prevHash = ''",
      "hash = ''",
    ].map((change): [string, () => Promise<unknown>, { sequence: number; fault: string }] => [
      `an edit: ${change}`,
      () => sql(`UPDATE audit_log SET ${change} WHERE sequence = 4`),
      { sequence: 4, fault: 'altered' },
    ]),
    [
      'a deleted entry',
      () => sql('DELETE FROM audit_log WHERE sequence = 4'),
      { sequence: 4, fault: 'missing' },
    ],
    [
      'a deleted first entry',
      () => sql('DELETE FROM audit_log WHERE sequence = 1'),
      { sequence: 1, fault: 'missing' },
    ],
    ['a cut end', () => sql('DELETE FROM audit_log WHERE sequence > 5'), { sequence: 6, fault: 'missing' }],
    ['everything gone', () => sql('DELETE FROM audit_log'), { sequence: 1, fault: 'missing' }],
    [
      'an entry unsealed again',
      () => sql('UPDATE audit_log SET sequence = NULL WHERE sequence = 4'),
      { sequence: 4, fault: 'missing' },
    ],
    ['an entry before the first', () => insertAt(0), { sequence: 1, fault: 'out_of_order' }],
    ['an entry after the last', () => insertAt(9), { sequence: 9, fault: 'beyond_head' }],
    [
      'an entry in place of another',
      async () => {
        await sql('DELETE FROM audit_log WHERE sequence = 5');
        await insertAt(5);
      },
      { sequence: 5, fault: 'altered' },
    ],
    [
      'two entries that change places',
      async () => {
        const [{ id: a }] = await sql('SELECT id FROM audit_log WHERE sequence = 3');
        const [{ id: b }] = await sql('SELECT id FROM audit_log WHERE sequence = 4');
        await sql('UPDATE audit_log SET sequence = 99 WHERE id = ?', [a]);
        await sql('UPDATE audit_log SET sequence = 3 WHERE id = ?', [b]);
        await sql('UPDATE audit_log SET sequence = 4 WHERE id = ?', [a]);
      },
      { sequence: 3, fault: 'altered' },
    ],
    ['two acts that change places', () => swap('subjectId', 3, 6), { sequence: 3, fault: 'altered' }],
    [
      'a head moved back with the end cut off',
      async () => {
        await sql('DELETE FROM audit_log WHERE sequence > 5');
        const [{ hash }] = await sql('SELECT hash FROM audit_log WHERE sequence = 5');
        await sql('UPDATE audit_heads SET sequence = 5, hash = ?', [hash]);
      },
      { sequence: 5, fault: 'head_altered' },
    ],
    ['a head that is gone', () => sql('DELETE FROM audit_heads'), { sequence: 1, fault: 'beyond_head' }],
  ];

  it.each(tamperings)('finds %s', async (_what, tamper, fault) => {
    await writeMany(8);
    await seal();
    expect(await verify()).toMatchObject({ ok: true, entries: 8 });
    await tamper();
    expect(await verify()).toMatchObject({ ok: false, firstFault: fault });
  });

  it('is verified from the command line, which fails when it was tampered with', async () => {
    await writeMany(8);
    await seal();
    await writeMany(1);
    const configuration = Configuration.read({ NODE_ENV: 'test', LOG_LEVEL: 'silent', ...world.settings });
    const said: string[] = [];
    const run = () => verifyAudit(configuration, (line) => said.push(line));
    expect(await run()).toBe(true);
    await sql("UPDATE audit_log SET action = 'test.undone' WHERE sequence = 4");
    expect(await run()).toBe(false);
    expect(said).toEqual([
      '8 sealed entries follow one another.',
      '1 are not sealed yet: nothing can be said of them.',
      '3 sealed entries follow one another.',
      '1 are not sealed yet: nothing can be said of them.',
      expect.stringMatching(/^Tampered with at place 4: altered, entry [0-9a-f-]{36}\.$/),
    ]);
  });

  it('is read and verified by those who manage settings', async () => {
    await world.employEveryRole();
    const chief = (await world.signInStaff('super_admin')).accessToken;
    const manager = (await world.signInStaff('manager')).accessToken;
    for (const path of ['/ops/audit-log', '/ops/audit-log/verify']) {
      expect((await world.get(path)).status).toBe(401);
      expect((await world.get(path, manager)).body.code).toBe('auth.permission_missing');
    }
    await writeMany(3);
    await seal();
    const { body } = await world.get('/ops/audit-log?subjectKind=thing&limit=2', chief);
    expect(body.data.map(({ subjectId }: { subjectId: string }) => subjectId)).toEqual([
      'thing-3',
      'thing-2',
    ]);
    const rest = await world.get(`/ops/audit-log?subjectKind=thing&limit=2&cursor=${body.page.next}`, chief);
    expect(rest.body.data).toMatchObject([
      { subjectId: 'thing-1', before: { level: 1, email: '[email]' }, action: 'test.done' },
    ]);
    const elsewhere = await world.get(`/ops/audit-log?cursor=${body.page.next}`, chief);
    expect(elsewhere.body.code).toBe('page.cursor_invalid');
    for (const bad of ['limit=0', 'actorId=me', 'from=yesterday', 'action=%27', 'nonsense=1'])
      expect([bad, (await world.get(`/ops/audit-log?${bad}`, chief)).status]).toEqual([bad, 422]);
    expect((await world.get('/ops/audit-log?action=session.opened', chief)).body.data).toHaveLength(2);
    const verdict = await world.get('/ops/audit-log/verify', chief);
    expect(verdict.body).toEqual({ ok: true, entries: 5, unsealed: 0 });
  });
});
