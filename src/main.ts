import 'reflect-metadata';
import process from 'node:process';
import { loadEnvFile } from './config/env-file.js';
import { Configuration, ConfigurationInvalid } from './config/configuration.js';
import { AppConfig, DemoConfig, HttpConfig } from './config/sections.js';
import { bootstrap } from './bootstrap.js';
import { JobRunner } from './platform/jobs/job-runner.js';
import { banner } from './banner.js';
import { claimDataDir } from './platform/database/data-dir.js';
import { seedOnFirstRun } from '../seeds/seed.js';

/** API and worker in one process, on the embedded parts: what `npm start` runs. */
async function main(): Promise<void> {
  loadEnvFile();
  const configuration = Configuration.read();
  const startedAt = performance.now();
  claimDataDir(configuration.of(AppConfig).dataDir);
  const app = await bootstrap(configuration);
  const demo = configuration.of(DemoConfig);
  const isProduction = configuration.of(AppConfig).isProduction;
  if (demo.seed && !isProduction) await seedOnFirstRun(app, configuration, say);
  app.get(JobRunner).start();
  const { port, host } = configuration.of(HttpConfig);
  await app.listen(port, host);
  say(
    banner({
      address: await app.getUrl(),
      demo: isProduction ? null : demo,
      startedMs: performance.now() - startedAt,
    }),
  );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((fault: unknown) => {
  const isPlain = fault instanceof ConfigurationInvalid;
  process.stderr.write(
    `${isPlain ? fault.message : fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`,
  );
  process.exit(1);
});
