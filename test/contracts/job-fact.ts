import type { FixedClock } from '../../src/kernel/clock.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import type { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { JobHandlers } from '../../src/platform/jobs/job-handlers.js';
import type { JobEntity } from '../../src/platform/jobs/job.entity.js';
import type { Jobs } from '../../src/platform/jobs/jobs.js';

export interface JobRunnerUnderTest {
  start(): void;
  stop(): Promise<void>;
  /** Runs everything that is due, schedules included, until nothing is. */
  settle(): Promise<void>;
  /** Claims what is due and lets it run, without waiting for its end. */
  take(): Promise<void>;
  renewLeases(): Promise<void>;
}

/** Two runners on one store, under a clock that the facts move. */
export interface JobHarness {
  work: UnitOfWork;
  jobs: Jobs;
  clock: FixedClock;
  handlers: JobHandlers;
  leaseMs: number;
  runner: JobRunnerUnderTest;
  another: JobRunnerUnderTest;
  list(name: string): Promise<JobEntity[]>;
  /** Writes something that a handler does. */
  effect(tx: Tx, id: string, what: string): Promise<void>;
  listEffects(): Promise<string[]>;
  close(): Promise<void>;
}

export interface JobFact {
  name: string;
  /** Rejects when the runner breaks it. */
  prove(harness: JobHarness): Promise<void>;
}
