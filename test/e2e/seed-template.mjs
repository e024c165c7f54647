// Fills DATA_DIR with the demonstration marketplace as seen from the instant given: node seed-template.mjs INSTANT
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Configuration } from '../../dist/src/config/configuration.js';
import { AppConfig } from '../../dist/src/config/sections.js';
import { seedMarketplace } from '../../dist/seeds/seed.js';

const now = new Date(process.argv[2] ?? '');
const configuration = Configuration.read();
await seedMarketplace(configuration, { now });
writeFileSync(join(configuration.of(AppConfig).dataDir, 'seeded-at'), now.toISOString());
