import { rmSync } from 'node:fs';
import type { Configuration } from '../src/config/configuration.js';
import { AppConfig, DatabaseConfig } from '../src/config/sections.js';
import { claimDataDir, releaseDataDir } from '../src/platform/database/data-dir.js';
import { databaseFile } from '../src/platform/database/database.module.js';
import { SeedingRefused, seedMarketplace } from './seed.js';
import type { SeedOptions } from './seed.js';

/**
 * Throws the embedded database away and makes the demonstration marketplace anew.
 * @throws SeedingRefused in production, DataDirInUse while a server is running on it
 */
export async function resetMarketplace(configuration: Configuration, options: SeedOptions): Promise<void> {
  const app = configuration.of(AppConfig);
  if (app.isProduction) throw new SeedingRefused();
  claimDataDir(app.dataDir);
  try {
    const file = databaseFile(app, configuration.of(DatabaseConfig));
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    await seedMarketplace(configuration, options);
  } finally {
    releaseDataDir();
  }
}
