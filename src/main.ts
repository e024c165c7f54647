import 'reflect-metadata';
import process from 'node:process';
import { loadEnvFile } from './config/env-file.js';
import { Configuration, ConfigurationInvalid } from './config/configuration.js';
import { AppConfig, DemoConfig, HttpConfig } from './config/sections.js';
import { bootstrap } from './bootstrap.js';
import { JobRunner } from './platform/jobs/job-runner.js';
import { banner } from './banner.js';
import { SecretUnreadable } from './platform/auth/secrets.js';
import { DataDirInUse, claimDataDir } from './platform/database/data-dir.js';
import { UnitOfWork } from './platform/database/unit-of-work.js';
import { isSeeded, seedOnFirstRun } from '../seeds/seed.js';

/** API and worker in one process, on the embedded parts: what `npm start` runs. */
async function main(): Promise<void> {
  loadEnvFile();
  const configuration = Configuration.read();
  const startedAt = performance.now();
  claimDataDir(configuration.of(AppConfig).dataDir);
  const app = await bootstrap(configuration);
  const demo = configuration.of(DemoConfig);
  const isProduction = configuration.of(AppConfig).isProduction;
  if (isProduction && (await isSeeded(app.get(UnitOfWork)))) throw new DemonstrationInProduction();
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

/** Everybody knows its logins (DATA.md). */
class DemonstrationInProduction extends Error {
  constructor() {
    super(
      'This database holds the demonstration marketplace, whose logins everyone knows. Production needs its own.',
    );
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Faults of the surroundings are told in a sentence; anything else is a bug and told whole. */
function tell(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  if ('code' in fault && fault.code === 'EADDRINUSE') return 'The port is taken. Set PORT to another one.';
  const isPlain =
    fault instanceof ConfigurationInvalid ||
    fault instanceof DataDirInUse ||
    fault instanceof SecretUnreadable ||
    fault instanceof DemonstrationInProduction;
  return isPlain ? fault.message : (fault.stack ?? fault.message);
}

main().catch((fault: unknown) => {
  process.stderr.write(`${tell(fault)}\n`);
  process.exit(1);
});
