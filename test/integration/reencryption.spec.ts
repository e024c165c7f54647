import { randomBytes } from 'node:crypto';
import { getMetadataArgsStorage } from 'typeorm';
import { reencrypt } from '../../src/cli/reencrypt.js';
import { sealedColumns } from '../../src/cli/sealed-columns.js';
import { Configuration } from '../../src/config/configuration.js';
import { entities } from '../../src/entities.js';
import { ApiKeyEntity } from '../../src/features/api-keys/index.js';
import { totpCode } from '../../src/features/staff/totp.rule.js';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
import { AuditVerification } from '../../src/platform/audit/audit-verification.service.js';
import { Secrets } from '../../src/platform/auth/secrets.js';
import { IdentityWorld, password } from './identity-world.js';

const [former, next] = [randomBytes(32), randomBytes(32)];
const [formerKey, nextKey] = [former.toString('base64'), next.toString('base64')];
const before = { ENCRYPTION_KEY: formerKey };
const prepared = { ENCRYPTION_KEY: formerKey, ENCRYPTION_OTHER_KEYS: nextKey };
const changed = { ENCRYPTION_KEY: nextKey, ENCRYPTION_OTHER_KEYS: formerKey };
const after = { ENCRYPTION_KEY: nextKey };

const cell = (row: object, column: string): unknown => Reflect.get(row, column);

describe('the sealed columns of the schema', () => {
  it('are every one known to the command that seals them anew', () => {
    const storage = getMetadataArgsStorage();
    const listed = new Set(sealedColumns.map(({ entity, column }) => `${entity.name}.${column}`));
    const found = storage.columns
      .filter(
        ({ target, propertyName }) =>
          (entities as readonly unknown[]).includes(target) && /^sealed/.test(propertyName),
      )
      .map(({ target, propertyName }) => `${(target as { name: string }).name}.${propertyName}`);
    expect(new Set(found)).toEqual(listed);
  });
});

describe('a change of the key of the secrets at rest (ID-8)', () => {
  let world: IdentityWorld;
  let others: IdentityWorld[];
  beforeEach(async () => {
    world = await IdentityWorld.open({ settings: before });
    others = [];
  });
  afterEach(async () => {
    for (const each of others) await each.close({ keepData: true });
    await world.close();
  });

  const open = async (settings: Record<string, string>): Promise<IdentityWorld> => {
    const opened = await IdentityWorld.open({ beside: world, settings });
    others.push(opened);
    return opened;
  };
  const run = async (settings: Record<string, string>, say: (line: string) => void = () => undefined) =>
    reencrypt(Configuration.read({ ...world.settings, NODE_ENV: 'test', LOG_LEVEL: 'silent', ...settings }), {
      say,
      batchSize: 2,
    });
  const issueKey = async (at: IdentityWorld, token: string) => {
    const body = { name: 'Till', scopes: ['addresses.read'], isSigned: true };
    const issued = await at.post('/api-keys', body, token);
    expect(issued.status).toBe(201);
  };

  /** Every secret as the keys of the ring open it, by table, column and row. */
  async function opened(secrets: Secrets): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const { entity, column, purposeOf } of sealedColumns)
      await world.work.read(async (reader) => {
        const rows = await reader.getRepository(entity).find();
        const [key] = reader.dataSource.getMetadata(entity).primaryColumns;
        for (const row of rows) {
          const [id, sealed] = [
            String(cell(row, key?.propertyName ?? '')),
            cell(row, column) as string | null,
          ];
          if (sealed !== null) found.set(`${column} ${id}`, secrets.unseal(sealed, purposeOf(id)));
        }
      });
    return found;
  }
  const sealedByNext = async () => {
    const mark = new Secrets(next).currentMark;
    let count = 0;
    for (const { entity, column } of sealedColumns)
      await world.work.read(async (reader) => {
        for (const row of await reader.getRepository(entity).find())
          if (String(cell(row, column)).startsWith(mark)) count += 1;
      });
    return count;
  };

  /** Somebody with signed keys, staff with a second factor, a letter that waits with its link, a sealed audit log. */
  async function furnish() {
    const person = await world.register();
    for (let count = 0; count < 5; count += 1) await issueKey(world, person.tokens.accessToken);
    await world.employEveryRole();
    const { accessToken } = await world.signInStaff('ops_lead');
    const { body } = await world.post('/ops/auth/totp', {}, accessToken);
    const secret = new URL(body.uri).searchParams.get('secret') ?? '';
    const code = () => totpCode(secret, world.clock.now());
    const confirmed = await world.post('/ops/auth/totp/confirm', { code: code() }, accessToken);
    expect(confirmed.status).toBe(200);
    await world.post('/auth/forgot-password', { email: person.email });
    await world.app.get(AuditSealer).seal();
    return { person, code, recoveryCodes: confirmed.body.recoveryCodes as string[] };
  }

  it('goes through beside running servers, is broken off and goes on, and then the former key is not needed', async () => {
    const { person, code, recoveryCodes } = await furnish();
    const plain = await opened(new Secrets(former));
    expect(new Set([...plain.keys()].map((each) => each.split(' ')[0])).size).toBeGreaterThanOrEqual(4);
    const [one, two] = [await open(prepared), await open(changed)];
    await issueKey(one, person.tokens.accessToken);
    await issueKey(two, person.tokens.accessToken);
    let lines = 0;
    const breakOff = run(changed, () => {
      lines += 1;
      if (lines === 2) throw new Error('The process ends here.');
    });
    await expect(breakOff).rejects.toThrow('The process ends here.');
    const half = await sealedByNext();
    expect(half).toBeGreaterThan(1);
    expect(half).toBeLessThan(plain.size);
    for (const each of [one, two])
      expect((await each.get('/users/me', person.tokens.accessToken)).status).toBe(200);
    const [isDone] = await Promise.all([run(changed), issueKey(two, person.tokens.accessToken)]);
    expect(isDone).toBe(true);
    const now = await opened(new Secrets(next));
    expect(now.size).toBe(plain.size + 3);
    for (const [name, secret] of plain) expect([name, now.get(name)]).toEqual([name, secret]);

    const three = await open(after);
    expect((await three.get('/users/me', person.tokens.accessToken)).status).toBe(200);
    expect((await three.app.get(AuditVerification).verify()).ok).toBe(true);
    world.clock.advance(30_000);
    const signIn = (totp: string, at: IdentityWorld) =>
      at.post('/ops/auth/login', { identifier: 'EMP004', password, totp });
    expect((await signIn(code(), three)).status).toBe(200);
    expect((await signIn(recoveryCodes[0] ?? '', two)).status).toBe(200);
    const refreshed = await three.post('/auth/refresh', { refreshToken: person.tokens.refreshToken });
    expect(refreshed.status).toBe(200);
  });

  it('lets a token be refreshed twice at once across the change (ID-2)', async () => {
    const { tokens } = await world.register();
    const [one, two] = [await open(prepared), await open(changed)];
    const answers = [];
    for (const each of [one, two, one])
      answers.push(await each.post('/auth/refresh', { refreshToken: tokens.refreshToken }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
  });

  it('lets a link that was sent before be used after it', async () => {
    const person = await world.register();
    await world.post('/auth/forgot-password', { email: person.email });
    const letter = (await world.inbox()).find(({ kind }) => kind === 'auth.password_reset');
    const token = /token=([\w-]+)/.exec(letter?.body ?? '')?.[1];
    const two = await open(changed);
    const reset = await two.post('/auth/reset-password', { token, newPassword: 'An0ther!Passw0rd' });
    expect(reset.status).toBeLessThan(300);
  });

  it('names a secret that no key opens, and goes on with the rest', async () => {
    const { tokens } = await world.register();
    await issueKey(world, tokens.accessToken);
    const said: string[] = [];
    await world.work.run(async (tx) => {
      const keys = tx.getRepository(ApiKeyEntity);
      await keys.update(
        { name: 'Till' },
        { sealedFormerSigningSecret: new Secrets(randomBytes(32)).seal('x', 'y') },
      );
    });
    expect(await run(changed, (line) => said.push(line))).toBe(false);
    expect(said.join('\n')).toMatch(/No key opens api_keys\.sealedFormerSigningSecret [0-9a-f-]{36}\./);
    await world.work.run(async (tx) => {
      await tx.getRepository(ApiKeyEntity).update({ name: 'Till' }, { sealedFormerSigningSecret: null });
    });
    expect(await run(changed)).toBe(true);
    await issueKey(world, tokens.accessToken);
    expect(await run(changed)).toBe(true);
    await expect(open({ ENCRYPTION_KEY: formerKey })).rejects.toThrow(/ENCRYPTION_KEY/);
  });
});
