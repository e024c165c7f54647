import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppConfig, DatabaseConfig } from '../../config/sections.js';
import { readMysqlUrl } from '../../config/database-url.js';
import type { DatabaseClaim } from './database-claim.js';
import { DataDirInUse } from './database-claim.js';
import { MysqlClaim } from './mysql-claim.js';

/** A database that is not referred to is closed one day, and its lock with it. */
const held = new Set<Database.Database>();

/**
 * Makes this process the only server on a data folder. The claim is a lock of the operating system's, held through
 * an open database, so it ends with the process however that ends; a file with a process id would outlive kill -9.
 * @throws DataDirInUse
 */
export function claimDataDir(folder: string): DatabaseClaim {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new Database(join(folder, 'process.lock'), { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (fault) {
    lock.close();
    if (fault instanceof Database.SqliteError && fault.code.startsWith('SQLITE_BUSY'))
      throw new DataDirInUse(folder);
    throw fault;
  }
  held.add(lock);
  return {
    lost: never,
    release: () => {
      held.delete(lock);
      lock.close();
      return Promise.resolve();
    },
  };
}

/**
 * Makes this process the only one on its database, where that serves one process: the embedded one always, one on a
 * server unless several may share it.
 * @throws DataDirInUse, DatabaseInUse
 */
export async function claimDatabase(
  app: AppConfig,
  database: DatabaseConfig,
  { mayShare }: { mayShare: boolean },
): Promise<DatabaseClaim> {
  if (database.dialect === 'sqlite') return claimDataDir(app.dataDir);
  return mayShare ? nothing : MysqlClaim.take(readMysqlUrl(database.url ?? ''));
}

const never = new Promise<never>(() => undefined);
const nothing: DatabaseClaim = { lost: never, release: () => Promise.resolve() };
