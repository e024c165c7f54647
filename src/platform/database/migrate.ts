import type { DataSource, QueryRunner } from 'typeorm';
import { dialectOf } from './dialect.js';
import { lockName } from './mysql.js';

const lockSeconds = 300;

/**
 * Brings the database to the newest migration. Of several processes that start together one migrates and the others
 * wait for it. On SQLite each migration is a transaction of its own; MySQL commits every change of a table by itself,
 * and `createTable` passes over what an interrupted run has made.
 * @returns the names of the migrations that were run
 */
export function migrate(source: DataSource): Promise<string[]> {
  return alone(source, async () => (await source.runMigrations()).map(({ name }) => name));
}

/** Takes back the newest migration. */
export async function revert(source: DataSource): Promise<void> {
  await alone(source, () => source.undoLastMigration({ transaction: 'each' }));
}

function alone<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
  return dialectOf(source) === 'mysql' ? underLock(source, work) : withForeignKeysOff(source, work);
}

/** The lock belongs to a session, so it ends with the process however that ends. */
async function underLock<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
  const name = lockName('migrate', String(source.options.database));
  const runner = source.createQueryRunner();
  try {
    const [taken]: { taken: number | null }[] = await runner.query('SELECT GET_LOCK(?, ?) AS taken', [
      name,
      lockSeconds,
    ]);
    if (Number(taken?.taken) !== 1)
      throw new Error(`Another process has been migrating the database for ${lockSeconds} s.`);
    try {
      await chooseCollation(runner);
      return await work();
    } finally {
      await runner.query('SELECT RELEASE_LOCK(?)', [name]);
    }
  } finally {
    await runner.release();
  }
}

/**
 * Keys, codes and hashes are compared byte by byte, as on SQLite. Said of the database before its first table is
 * made, so that every table is alike: foreign keys join only columns of one collation.
 */
async function chooseCollation(runner: QueryRunner): Promise<void> {
  const [found]: { tables: number; collation: string; name: string }[] = await runner.query(
    `SELECT (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()) AS tables,
      DEFAULT_COLLATION_NAME AS collation, SCHEMA_NAME AS name
      FROM information_schema.schemata WHERE SCHEMA_NAME = DATABASE()`,
  );
  if (!found || Number(found.tables) > 0 || found.collation === 'utf8mb4_bin') return;
  await runner.query(`ALTER DATABASE \`${found.name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
}

/**
 * Altering a table on SQLite rebuilds it, which foreign keys would stop or, worse, cascade; they are off meanwhile
 * and checked afterwards.
 */
async function withForeignKeysOff<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
  await source.query('PRAGMA foreign_keys = OFF');
  try {
    const result = await work();
    const broken: unknown[] = await source.query('PRAGMA foreign_key_check');
    if (broken.length > 0)
      throw new Error(`After migrating, ${broken.length} rows refer to rows that are not there.`);
    return result;
  } finally {
    await source.query('PRAGMA foreign_keys = ON');
  }
}
