import type { Configuration } from '../src/config/configuration.js';
import { deploymentOf } from '../src/config/deployment.js';
import { AppConfig, DatabaseConfig } from '../src/config/sections.js';
import { clearDatabase } from '../src/platform/database/clear-database.js';
import { claimDatabase } from '../src/platform/database/data-dir.js';
import { SeedingRefused, seedMarketplace } from './seed.js';
import type { SeedOptions } from './seed.js';

/**
 * Throws the configured database away and makes the demonstration marketplace anew.
 * @throws SeedingRefused in production, DatabaseInUse while a server is running on it
 */
export async function resetMarketplace(configuration: Configuration, options: SeedOptions): Promise<void> {
  const app = configuration.of(AppConfig);
  if (app.isProduction) throw new SeedingRefused();
  const database = configuration.of(DatabaseConfig);
  const { hasRedis } = deploymentOf('server', configuration);
  const claim = await claimDatabase(app, database, { mayShare: hasRedis });
  try {
    await clearDatabase(app, database);
    await seedMarketplace(configuration, options);
  } finally {
    await claim.release();
  }
}
