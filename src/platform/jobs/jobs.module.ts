import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CommandSweep } from './command-sweep.js';
import { InProcessCarrier, JobCarrier } from './job-carrier.js';
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

/** Jobs kept in the database and run in this process. The root starts the `JobRunner`. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    Jobs,
    JobsRepository,
    JobSchedules,
    JobSchedulesRepository,
    JobHandlers,
    JobExplorer,
    JobExecution,
    JobSignal,
    JobSweep,
    CommandSweep,
    JobRunner,
    { provide: JobCarrier, useClass: InProcessCarrier },
  ],
  exports: [Jobs, JobHandlers, JobRunner, JobExecution, JobsRepository],
})
export class JobsModule {}
