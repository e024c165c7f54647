import type { DataSource } from 'typeorm';

/**
 * Brings the database to the newest migration, each in a transaction of its own. Altering a table on SQLite
 * rebuilds it, which foreign keys would stop or, worse, cascade; they are off meanwhile and checked afterwards.
 */
export async function migrate(source: DataSource): Promise<string[]> {
  return withForeignKeysOff(source, async () => (await source.runMigrations()).map(({ name }) => name));
}

/** Takes back the newest migration. */
export async function revert(source: DataSource): Promise<void> {
  await withForeignKeysOff(source, () => source.undoLastMigration({ transaction: 'each' }));
}

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
