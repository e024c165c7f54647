import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createConnection } from 'mysql2/promise';
import type { RowDataPacket } from 'mysql2/promise';
import { findProgram, missingServices, startMariadb } from '../../scripts/services.mjs';
import { openTestRedis, ownPrefix } from '../redis.js';

const server = process.env['TEST_DATABASE_URL'];

/** A suite that needs MySQL and Redis: there when the run brings them or they can be started. */
export const describeInProduction: typeof describe | (() => void) =
  (server !== undefined && findProgram('redis-server') !== null) || missingServices().length === 0
    ? describe
    : () => undefined;

/** A database and a queue of their own, for the processes of one suite. */
export interface Production {
  settings: Record<string, string>;
  rows<T>(statement: string): Promise<T[]>;
  /** Keeps everybody else off a table, who waits for it, until the function it gives is called. */
  hold(table: string): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export async function openProduction(): Promise<Production> {
  const folder = mkdtempSync(join(tmpdir(), 'nexora-production-'));
  const mariadb = server === undefined ? await startMariadb(folder) : null;
  const base = (mariadb?.url ?? server ?? '').replace(/\/$/, '');
  const redis = await openTestRedis();
  const name = `nexora_${randomBytes(8).toString('hex')}`;
  const connection = await createConnection({ uri: base, timezone: 'Z' });
  await connection.query(`CREATE DATABASE ${name}`);
  await connection.query(`USE ${name}`);
  return {
    settings: {
      DATABASE_URL: `${base}/${name}`,
      REDIS_URL: redis.url,
      REDIS_PREFIX: ownPrefix(),
      DATA_DIR: folder,
    },
    rows: async <T>(statement: string) => (await connection.query<(RowDataPacket & T)[]>(statement))[0],
    hold: async (table) => {
      const holder = await createConnection({ uri: base, database: name });
      await holder.query(`LOCK TABLES ${table} WRITE`);
      return () => holder.end();
    },
    close: async () => {
      await connection.query(`DROP DATABASE ${name}`);
      await connection.end();
      await redis.close();
      await mariadb?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
