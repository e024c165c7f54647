import { Entity } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Platform1763700000001 } from '../../migrations/0001-platform.js';
import { HttpConfig, JobsConfig } from '../../src/config/sections.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { Id, Text } from '../../src/platform/database/columns.js';
import { CommandEntity } from '../../src/platform/database/command.entity.js';
import { columns, createTable, dropTables } from '../../src/platform/database/migration.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import type { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { InProcessCarrier } from '../../src/platform/jobs/in-process-carrier.js';
import type { JobCarrier } from '../../src/platform/jobs/job-carrier.js';
import { JobClaims } from '../../src/platform/jobs/job-claims.js';
import { JobExecution } from '../../src/platform/jobs/job-execution.js';
import { JobHandlers } from '../../src/platform/jobs/job-handlers.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { JobScheduleEntity } from '../../src/platform/jobs/job-schedule.entity.js';
import { JobSchedules } from '../../src/platform/jobs/job-schedules.js';
import { JobSchedulesRepository } from '../../src/platform/jobs/job-schedules.repository.js';
import { JobSignal } from '../../src/platform/jobs/job-signal.js';
import { JobEntity } from '../../src/platform/jobs/job.entity.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { JobsRepository } from '../../src/platform/jobs/jobs.repository.js';
import { Log } from '../../src/platform/telemetry/log.js';
import { openTestDatabase } from '../database.js';
import type { JobHarness, JobRunnerUnderTest } from './job-fact.js';

/** Something a handler writes. */
@Entity('effects')
export class EffectEntity {
  @Id() id: string;
  @Text(100) what: string;
}

class Effects1763700009999 implements MigrationInterface {
  name = 'Effects1763700009999';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'effects', { columns: [columns.id(), columns.text('what', 100)] });
  }

  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, 'effects');
  }
}

export class SilentLog extends Log {
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

/** The parts of a runner; a test of the contract swaps in a broken one. */
export interface RunnerParts {
  rows: () => JobsRepository;
  scheduleRows: () => JobSchedulesRepository;
  jobs: (...parts: ConstructorParameters<typeof Jobs>) => Jobs;
  execution: (...parts: ConstructorParameters<typeof JobExecution>) => JobExecution;
  runner: (...parts: ConstructorParameters<typeof JobRunner>) => JobRunner;
}

const soundParts: RunnerParts = {
  rows: () => new JobsRepository(),
  scheduleRows: () => new JobSchedulesRepository(),
  jobs: (...parts) => new Jobs(...parts),
  execution: (...parts) => new JobExecution(...parts),
  runner: (...parts) => new JobRunner(...parts),
};

/** What a carrier is made of. */
export interface CarrierSeat {
  claims: JobClaims;
  execution: JobExecution;
  clock: FixedClock;
  log: Log;
  settings: JobsConfig;
  work: UnitOfWork;
  rows: JobsRepository;
}

/** A carrier in its seat, and how to see that the jobs it was handed have been taken. */
export interface SeatedCarrier {
  carrier: JobCarrier;
  taken(): Promise<void>;
  /** Ends what it stands on, after the runner has stopped. */
  end(): Promise<void>;
}

const leaseMs = 30_000;

/** Runners in this process on a database of their own, as `JobsModule` puts them together. */
export function inProcessHarness(broken: Partial<RunnerParts> = {}): Promise<JobHarness> {
  return makeHarness(
    ({ claims, execution, settings }) => ({
      carrier: new InProcessCarrier(claims, execution, settings),
      taken: () => Promise.resolve(),
      end: () => Promise.resolve(),
    }),
    broken,
  );
}

/** Two runners, each with a carrier of its own, on one database. */
export async function makeHarness(
  seat: (parts: CarrierSeat) => SeatedCarrier,
  broken: Partial<RunnerParts>,
): Promise<JobHarness> {
  const parts = { ...soundParts, ...broken };
  const database = await openTestDatabase({
    entities: [JobEntity, JobScheduleEntity, CommandEntity, EffectEntity],
    migrations: [Platform1763700000001, Effects1763700009999],
  });
  const { work } = database;
  const clock = new FixedClock('2025-11-21T05:00:00.000Z');
  const handlers = new JobHandlers();
  const settings = new JobsConfig({ JOBS_LEASE_MS: String(leaseMs), JOBS_POLL_MS: '60000' }, []);
  const http = new HttpConfig({ SHUTDOWN_MS: '2000' }, []);
  const rows = parts.rows();
  const signal = new JobSignal();
  const jobs = parts.jobs(work, rows, clock, signal);
  const ends: (() => Promise<void>)[] = [];

  const makeRunner = (wakes: JobSignal): JobRunnerUnderTest => {
    const log = new SilentLog();
    const execution = parts.execution(work, rows, handlers, clock, log, settings);
    const claims = new JobClaims(work, rows, clock, log, settings);
    const { carrier, taken, end } = seat({ claims, execution, clock, log, settings, work, rows });
    const schedules = new JobSchedules(work, parts.scheduleRows(), handlers, jobs, clock);
    const runner = parts.runner(work, rows, schedules, carrier, execution, wakes, clock, log, settings, http);
    ends.push(async () => {
      await runner.stop();
      await end();
    });
    return {
      start: () => runner.start(),
      stop: () => runner.stop(),
      settle: () => runner.settle(),
      take: async () => {
        carrier.open(() => wakes.wake());
        await runner.takeDue();
        await taken();
      },
      renewLeases: () => execution.renewLeases(),
    };
  };

  return {
    work,
    jobs,
    clock,
    handlers,
    leaseMs,
    runner: makeRunner(signal),
    another: makeRunner(new JobSignal()),
    list: (name) =>
      work.read((reader) => reader.getRepository(JobEntity).find({ where: { name }, order: { id: 'ASC' } })),
    effect: (tx: Tx, id: string, what: string) =>
      tx
        .getRepository(EffectEntity)
        .insert({ id, what })
        .then(() => undefined),
    listEffects: async () => {
      const effects = await work.read((reader) =>
        reader.getRepository(EffectEntity).find({ order: { id: 'ASC' } }),
      );
      return effects.map(({ what }) => what);
    },
    close: async () => {
      for (const end of ends) await end();
      await database.close();
    },
  };
}
