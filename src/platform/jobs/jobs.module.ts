import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CommandSweep } from './command-sweep.js';
import { InProcessCarrier } from './in-process-carrier.js';
import { JobCarrier } from './job-carrier.js';
import { JobClaims } from './job-claims.js';
import { JobExecution } from './job-execution.js';
import { JobExplorer } from './job-explorer.js';
import { JobHandlers } from './job-handlers.js';
import { JobRunner } from './job-runner.js';
import { JobSchedules } from './job-schedules.js';
import { JobSchedulesRepository } from './job-schedules.repository.js';
import { JobSweep } from './job-sweep.js';
import { JobSignal } from './job-signal.js';
import { Jobs } from './jobs.js';
import { JobsRepository } from './jobs.repository.js';

/** What jobs are made of wherever they run; a `JobCarrier` makes it complete. */
export const jobsParts = {
  imports: [DiscoveryModule],
  providers: [
    Jobs,
    JobsRepository,
    JobSchedules,
    JobSchedulesRepository,
    JobHandlers,
    JobExplorer,
    JobClaims,
    JobExecution,
    JobSignal,
    JobSweep,
    CommandSweep,
    JobRunner,
  ],
  exports: [Jobs, JobHandlers, JobRunner, JobExecution, JobsRepository],
};

/** Jobs kept in the database and run in this process. The root starts the `JobRunner`. */
@Global()
@Module({
  ...jobsParts,
  providers: [...jobsParts.providers, { provide: JobCarrier, useClass: InProcessCarrier }],
})
export class JobsModule {}
