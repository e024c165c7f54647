import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppConfig, DatabaseConfig } from '../../config/sections.js';

export class DataDirInUse extends Error {
  constructor(folder: string) {
    super(
      `Another Nexora process is using ${folder}. The embedded database serves one process: stop the other one, ` +
        'or set DATA_DIR to another folder.',
    );
    this.name = 'DataDirInUse';
  }
}

let claim: Database.Database | undefined;

/**
 * Makes this process the only server on a data folder. The claim is a lock of the operating system's, held through
 * an open database, so it ends with the process however that ends; a file with a process id would outlive kill -9.
 * @throws DataDirInUse
 */
export function claimDataDir(folder: string): void {
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
  claim = lock;
}

/** Claims the data folder when the data lies in it; a server serves many processes. @throws DataDirInUse */
export function claimDatabase(app: AppConfig, database: DatabaseConfig): void {
  if (database.dialect === 'sqlite') claimDataDir(app.dataDir);
}

/** Gives the folder up; the end of the process does so too. */
export function releaseDataDir(): void {
  claim?.close();
  claim = undefined;
}
