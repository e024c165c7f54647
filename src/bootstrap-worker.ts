import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import type { AppOptions } from './app.module.js';
import type { Configuration } from './config/configuration.js';
import { JobRunner } from './platform/jobs/job-runner.js';
import { WorkerModule } from './worker.module.js';

/** Builds a worker and lets it run jobs and schedules. The root and the tests start here. */
export async function bootstrapWorker(
  configuration: Configuration,
  options: AppOptions = {},
): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(WorkerModule.with(configuration, options), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  app.enableShutdownHooks();
  app.get(JobRunner, { strict: false }).start();
  return app;
}
