import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { AppConfig, DatabaseConfig } from '../../config/sections.js';
import { dialectOf } from './dialect.js';
import type { Dialect } from './dialect.js';
import { migrate } from './migrate.js';
import { readMysqlUrl } from '../../config/database-url.js';
import { mysqlReader, mysqlWriter } from './mysql.js';
import type { DatabaseSchema } from './schema.js';
import { sqliteReader, sqliteWriter } from './sqlite.js';

/** An open, migrated database. */
export interface OpenDatabase {
  writer: DataSource;
  /** Sees the last commit, and cannot write. */
  reader: DataSource;
  dialect: Dialect;
  close(): Promise<void>;
}

/** Opens the configured database and brings it to the newest migration. */
export async function openDatabase(
  app: AppConfig,
  database: DatabaseConfig,
  schema: DatabaseSchema,
): Promise<OpenDatabase> {
  const sources = sourcesOf(app, database, schema);
  const writer = await sources.writer().initialize();
  try {
    await migrate(writer);
    const reader = await sources.reader().initialize();
    return {
      writer,
      reader,
      dialect: dialectOf(writer),
      close: async () => {
        await reader.destroy();
        await writer.destroy();
      },
    };
  } catch (fault) {
    await writer.destroy();
    throw fault;
  }
}

/** Opens the configured database as it is, to migrate it. */
export function openUnmigrated(
  app: AppConfig,
  database: DatabaseConfig,
  schema: DatabaseSchema,
): Promise<DataSource> {
  return sourcesOf(app, database, schema).writer().initialize();
}

/** Where the embedded database's file lies; null when the data is on a server. */
export function databaseFile(app: AppConfig, { url, dialect }: DatabaseConfig): string | null {
  if (dialect !== 'sqlite') return null;
  return url === undefined ? join(app.dataDir, 'nexora.sqlite') : url.slice('sqlite:'.length);
}

interface Sources {
  writer: () => DataSource;
  reader: () => DataSource;
}

function sourcesOf(app: AppConfig, database: DatabaseConfig, schema: DatabaseSchema): Sources {
  const file = databaseFile(app, database);
  if (file !== null) {
    const options = { file, busyMs: database.busyMs, ...schema };
    return { writer: () => sqliteWriter(options), reader: () => sqliteReader(options) };
  }
  const { poolSize, lockWaitSeconds } = database;
  const options = { address: readMysqlUrl(database.url ?? ''), poolSize, lockWaitSeconds, ...schema };
  return { writer: () => mysqlWriter(options), reader: () => mysqlReader(options) };
}
