import { rmSync } from 'node:fs';
import type { AppConfig, DatabaseConfig } from '../../config/sections.js';
import { databaseFile, openUnmigrated } from './open-database.js';

/** Throws away everything in the configured database: the embedded one's file, or every table on a server. */
export async function clearDatabase(app: AppConfig, database: DatabaseConfig): Promise<void> {
  const file = databaseFile(app, database);
  if (file !== null) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    return;
  }
  const source = await openUnmigrated(app, database, { entities: [], migrations: [] });
  const runner = source.createQueryRunner();
  try {
    const tables: { name: string }[] = await runner.query(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
    );
    await runner.query('SET FOREIGN_KEY_CHECKS = 0');
    for (const { name } of tables) await runner.query(`DROP TABLE \`${name}\``);
    await runner.query('SET FOREIGN_KEY_CHECKS = 1');
  } finally {
    await runner.release();
    await source.destroy();
  }
}
