import { migrations } from '../../migrations/index.js';
import type { Configuration } from '../config/configuration.js';
import { AppConfig, DatabaseConfig } from '../config/sections.js';
import { entities } from '../entities.js';
import { migrate } from '../platform/database/migrate.js';
import { openUnmigrated } from '../platform/database/open-database.js';

/** Brings the configured database to the newest migration and names those it ran. */
export async function migrateDatabase(
  configuration: Configuration,
  say: (line: string) => void,
): Promise<void> {
  const source = await openUnmigrated(configuration.of(AppConfig), configuration.of(DatabaseConfig), {
    entities,
    migrations,
  });
  try {
    const names = await migrate(source);
    for (const name of names) say(name);
    if (names.length === 0) say('The database was at the newest migration.');
  } finally {
    await source.destroy();
  }
}
