import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource } from 'typeorm';
import type { DatabaseSchema } from './schema.js';

interface Pragmas {
  pragma(statement: string): unknown;
}

export interface SqliteOptions extends DatabaseSchema {
  file: string;
  busyMs: number;
}

/** The one writing connection. WAL lets readers go on while it writes. */
export function sqliteWriter({ file, busyMs, entities, migrations }: SqliteOptions): DataSource {
  mkdirSync(dirname(file), { recursive: true });
  return new DataSource({
    type: 'better-sqlite3',
    database: file,
    timeout: busyMs,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    prepareDatabase: (database: Pragmas) => {
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = NORMAL');
      database.pragma('cache_size = -32000');
    },
  });
}

/** A second connection that cannot write: it sees the last commit, and never half of a running one. */
export function sqliteReader({ file, busyMs, entities }: SqliteOptions): DataSource {
  return new DataSource({
    type: 'better-sqlite3',
    database: file,
    readonly: true,
    timeout: busyMs,
    entities,
    prepareDatabase: (database: Pragmas) => {
      database.pragma('cache_size = -32000');
    },
  });
}
