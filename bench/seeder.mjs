// Fills the configured database with the demonstration marketplace as seen from BENCH_NOW.
import 'reflect-metadata';
import { Configuration } from '../dist/src/config/configuration.js';
import { seedMarketplace } from '../dist/seeds/seed.js';

await seedMarketplace(Configuration.read(), { now: new Date(process.env.BENCH_NOW) });
