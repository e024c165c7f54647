import 'reflect-metadata';
import { loadEnvFile } from './config/env-file.js';
import { Configuration } from './config/configuration.js';
import { deploymentOf } from './config/deployment.js';
import { AppConfig, DatabaseConfig, DemoConfig, HttpConfig } from './config/sections.js';
import { bootstrap } from './bootstrap.js';
import { TurnHandler } from './features/chat/index.js';
import { JobRunner } from './platform/jobs/job-runner.js';
import { banner } from './banner.js';
import { claimDatabase } from './platform/database/data-dir.js';
import { DemonstrationInProduction, endWhenLost, refuseUnsound, runRoot, say } from './root.js';
import { UnitOfWork } from './platform/database/unit-of-work.js';
import { isSeeded, seedOnFirstRun } from '../seeds/seed.js';

/**
 * What `npm start` runs: the API, and in the same process the jobs and schedules. With Redis those are done by
 * worker processes (`npm run worker`), and this one only sends its jobs on their way.
 */
async function main(): Promise<void> {
  loadEnvFile();
  const configuration = Configuration.read();
  const deployment = deploymentOf('server', configuration);
  refuseUnsound(deployment);
  const startedAt = performance.now();
  const claim = await claimDatabase(configuration.of(AppConfig), configuration.of(DatabaseConfig), {
    mayShare: deployment.hasRedis,
  });
  const app = await bootstrap(configuration);
  endWhenLost(claim, app);
  const demo = configuration.of(DemoConfig);
  const isProduction = configuration.of(AppConfig).isProduction;
  if (isProduction && (await isSeeded(app.get(UnitOfWork)))) throw new DemonstrationInProduction();
  if (demo.seed && !isProduction) await seedOnFirstRun(app, configuration, say);
  if (deployment.hasRedis) app.get(JobRunner).relay();
  else app.get(JobRunner).start();
  await app.get(TurnHandler, { strict: false }).warmUp();
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

runRoot(main);
