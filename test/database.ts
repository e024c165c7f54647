import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createConnection } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { AppConfig, DatabaseConfig } from '../src/config/sections.js';
import { openDatabase, openUnmigrated } from '../src/platform/database/open-database.js';
import type { DatabaseSchema } from '../src/platform/database/schema.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import type { ObservedUnit } from '../src/platform/database/unit-of-work.js';

/** The server the test command started for this run; without one the tests use the embedded database. */
const server = process.env['TEST_DATABASE_URL'];

/** Which database this run is on. */
export const testDialect = server === undefined ? 'sqlite' : 'mysql';

/** A suite that says something about one kind of database only. */
export const describeOn = (dialect: typeof testDialect): typeof describe | (() => void) =>
  dialect === testDialect ? describe : () => undefined;

export interface TestHome {
  /** A temporary folder, for DATA_DIR. */
  folder: string;
  /** DATA_DIR, and DATABASE_URL when the run is on a server. */
  settings: Record<string, string>;
  remove(): Promise<void>;
}

/** A folder and an empty database of one's own, for whoever opens an application on them. */
export async function makeTestHome(): Promise<TestHome> {
  const folder = mkdtempSync(join(tmpdir(), 'nexora-test-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (server === undefined)
    return { folder, settings: { DATA_DIR: folder }, remove: () => Promise.resolve(removeFolder()) };
  const name = `nexora_${randomBytes(8).toString('hex')}`;
  const url = new URL(server);
  const [{ version } = { version: '' }] = await onServer<{ version: string }>('SELECT VERSION() AS version');
  await onServer(`CREATE DATABASE ${name}`);
  const scheme = version.includes('MariaDB') ? 'mariadb' : 'mysql';
  const user = url.password ? `${url.username}:${url.password}` : url.username;
  return {
    folder,
    settings: { DATA_DIR: folder, DATABASE_URL: `${scheme}://${user}@${url.host}/${name}` },
    remove: async () => {
      removeFolder();
      await onServer(`DROP DATABASE ${name}`);
    },
  };
}

async function onServer<Row>(statement: string): Promise<Row[]> {
  const connection = await createConnection({ uri: server ?? '' });
  try {
    const [rows] = await connection.query(statement);
    return Array.isArray(rows) ? (rows as Row[]) : [];
  } finally {
    await connection.end();
  }
}

export interface TestDatabase {
  work: UnitOfWork;
  writer: DataSource;
  /** Sentences the unit of work's watchdog said. */
  reports: string[];
  /** Every unit of work that has ended. */
  units: ObservedUnit[];
  /** The same database as another process would open it. */
  another(): Promise<TestDatabase>;
  close(): Promise<void>;
}

interface TestOptions extends DatabaseSchema {
  slowMs?: number;
  settings?: Record<string, string>;
}

/** A migrated database of its own, on the embedded database or on the server of the run. */
export async function openTestDatabase(options: TestOptions): Promise<TestDatabase> {
  const home = await makeTestHome();
  const opened = await openOn(home, options);
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await home.remove();
    },
  };
}

async function openOn(home: TestHome, options: TestOptions): Promise<TestDatabase> {
  const { writer, reader, close } = await openDatabase(...sectionsOf(home, options.settings), options);
  const reports: string[] = [];
  const units: ObservedUnit[] = [];
  const work = new UnitOfWork({
    writer,
    reader,
    slowMs: options.slowMs ?? 10_000,
    report: (sentence) => reports.push(sentence),
    observe: (unit) => units.push(unit),
  });
  return { work, writer, reports, units, another: () => openOn(home, options), close };
}

export interface TestSource {
  source: DataSource;
  close(): Promise<void>;
}

/** A database of its own in which no migration has been run. */
export async function openTestSource(schema: DatabaseSchema): Promise<TestSource> {
  const home = await makeTestHome();
  const source = await openUnmigrated(...sectionsOf(home), schema);
  return {
    source,
    close: async () => {
      await source.destroy();
      await home.remove();
    },
  };
}

function sectionsOf({ settings }: TestHome, more: Record<string, string> = {}): [AppConfig, DatabaseConfig] {
  const environment = { ...settings, DATABASE_POOL_SIZE: '12', ...more };
  const faults: string[] = [];
  const sections: [AppConfig, DatabaseConfig] = [
    new AppConfig(environment, faults),
    new DatabaseConfig(environment, faults),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return sections;
}

/** The names of the tables, in order. */
export async function listTables(source: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await source.query(
    testDialect === 'mysql'
      ? "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"
      : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  return rows.map(({ name }) => name).toSorted();
}
