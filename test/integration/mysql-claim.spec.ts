import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { missingServices, startMariadb } from '../../scripts/services.mjs';
import type { Service } from '../../scripts/services.mjs';
import { readMysqlUrl } from '../../src/config/database-url.js';
import { DatabaseInUse } from '../../src/platform/database/database-claim.js';
import { lockName } from '../../src/platform/database/mysql.js';
import { MysqlClaim } from '../../src/platform/database/mysql-claim.js';
import { until } from '../contracts/cache.contract.js';

/** A server of its own, which it stops. */
const describeOnMariadb = missingServices().includes('mariadbd') ? () => undefined : describe;
const pace = { everyMs: 50, doubtMs: 1_000 };

describeOnMariadb('the claim on a MySQL database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nexora-claim-'));
  const claims: MysqlClaim[] = [];
  let mariadb: Service;
  const address = (database = 'nexora') => readMysqlUrl(`${mariadb.url}/${database}`);
  const take = async (database?: string): Promise<MysqlClaim> => {
    const claim = await MysqlClaim.take(address(database), pace);
    claims.push(claim);
    return claim;
  };
  const say = async (statement: string): Promise<object[]> => {
    const connection = await createConnection({ uri: mariadb.url });
    try {
      const [rows] = await connection.query(statement);
      return Array.isArray(rows) ? (rows as object[]) : [];
    } finally {
      await connection.end();
    }
  };
  /** The session that has the lock of `nexora`. */
  const holder = async (): Promise<number | null> => {
    const [found] = await say(`SELECT IS_USED_LOCK('${lockName('serve', 'nexora')}') AS id`);
    return (found as { id: number | null }).id;
  };
  const sessions = () => say("SELECT id FROM information_schema.processlist WHERE db = 'nexora'");

  beforeAll(async () => {
    mariadb = await startMariadb(folder);
    await say('CREATE DATABASE nexora');
    await say('CREATE DATABASE another');
  }, 90_000);
  afterEach(() => Promise.all(claims.splice(0).map((each) => each.release())));
  afterAll(async () => {
    await mariadb.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('is one process’s until it gives it up, and that of each database is another', async () => {
    const claim = await take();
    await expect(take()).rejects.toThrow(DatabaseInUse);
    await expect(take()).rejects.toThrow(/^Another Nexora process is using the database nexora\./);
    await take('another');
    await claim.release();
    await take();
  }, 20_000);

  it('leaves no session behind, neither taken, refused nor given up', async () => {
    const claim = await take();
    await expect(take()).rejects.toThrow(DatabaseInUse);
    await until(async () => (await sessions()).length === 1);
    await claim.release();
    await until(async () => (await sessions()).length === 0);
  }, 20_000);

  it('is taken again when its session was lost', async () => {
    await take();
    const session = await holder();
    await say(`KILL ${session}`);
    await until(async () => ![null, session].includes(await holder()));
    await expect(take()).rejects.toThrow(DatabaseInUse);
  }, 20_000);

  it('outlives an absence of the server', async () => {
    const claim = await take();
    let isLost = false;
    void claim.lost.then(() => (isLost = true));
    await mariadb.stop('SIGKILL');
    mariadb = await startMariadb(folder, { port: mariadb.port });
    await until(async () => (await holder()) !== null);
    await expect(take()).rejects.toThrow(DatabaseInUse);
    expect(isLost).toBe(false);
  }, 60_000);

  it('is lost to a process that was quicker to take it, and tells so', async () => {
    const claim = await take();
    // It stands in line for the lock when its session is ended, and so has it first.
    const quicker = take();
    const inLine = "SELECT id FROM information_schema.processlist WHERE info LIKE 'SELECT GET_LOCK%'";
    await until(async () => (await say(inLine)).length === 1);
    await say(`KILL ${await holder()}`);
    await quicker;
    expect((await claim.lost).message).toContain('Another Nexora process is using the database nexora.');
  }, 30_000);
});
