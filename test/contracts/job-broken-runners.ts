import { newId } from '../../src/kernel/ids.js';
import type { Reader, Tx } from '../../src/platform/database/transaction.js';
import { JobExecution } from '../../src/platform/jobs/job-execution.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { JobScheduleEntity } from '../../src/platform/jobs/job-schedule.entity.js';
import { JobSchedulesRepository } from '../../src/platform/jobs/job-schedules.repository.js';
import { JobEntity } from '../../src/platform/jobs/job.entity.js';
import { JobsRepository } from '../../src/platform/jobs/jobs.repository.js';
import type { ClaimedJob, NewJob } from '../../src/platform/jobs/jobs.repository.js';
import type { RunnerParts } from './job-harness.js';

/** Forgets whose job it is. */
class WithoutFencing extends JobsRepository {
  override async finish(tx: Tx, { id }: ClaimedJob, now: Date): Promise<boolean> {
    await tx.getRepository(JobEntity).update({ id }, { state: 'done', finishedAt: now, leaseUntil: null });
    return true;
  }

  override async retry(tx: Tx, { id }: ClaimedJob, runAt: Date, lastError: string): Promise<boolean> {
    await tx.getRepository(JobEntity).update({ id }, { state: 'waiting', runAt, lastError });
    return true;
  }
}

/** Takes what it has seen, though another may have taken it since. */
class WithoutCompare extends JobsRepository {
  override async claim(tx: Tx, seen: JobEntity, now: Date, leaseMs: number): Promise<ClaimedJob> {
    const claim = { attempts: seen.attempts + 1, leaseToken: newId() };
    const leaseUntil = new Date(now.getTime() + leaseMs);
    await tx.getRepository(JobEntity).update({ id: seen.id }, { ...claim, state: 'running', leaseUntil });
    return { ...seen, ...claim };
  }
}

/** Knows nothing of lines. */
class WithoutOrder extends JobsRepository {
  override insert(tx: Tx, job: NewJob): Promise<boolean> {
    return super.insert(tx, { ...job, orderKey: null });
  }
}

class WithoutKeys extends JobsRepository {
  override insert(tx: Tx, job: NewJob): Promise<boolean> {
    return super.insert(tx, { ...job, key: null });
  }
}

/** Takes a running job for its own forever. */
class WithoutTakingOver extends JobsRepository {
  override async listDue(reader: Reader, now: Date, limit: number): Promise<JobEntity[]> {
    return (await super.listDue(reader, now, limit)).filter(({ state }) => state === 'waiting');
  }
}

/** Tells the database after the fact, in a transaction of its own. */
class AfterTheFact extends JobsRepository {
  private readonly pending: NewJob[] = [];

  override insert(_tx: Tx, job: NewJob): Promise<boolean> {
    this.pending.push(job);
    return Promise.resolve(true);
  }

  override async listDue(reader: Reader, now: Date, limit: number): Promise<JobEntity[]> {
    const shape = {
      state: 'waiting',
      attempts: 0,
      leaseUntil: null,
      leaseToken: null,
      lastError: null,
    } as const;
    const late = this.pending.splice(0).map((job) => ({ ...job, ...shape, id: newId(), finishedAt: null }));
    return [...late, ...(await super.listDue(reader, now, limit))];
  }

  override claim(tx: Tx, seen: JobEntity, now: Date, leaseMs: number): Promise<ClaimedJob | null> {
    return tx
      .getRepository(JobEntity)
      .insert(seen)
      .then(() => super.claim(tx, seen, now, leaseMs));
  }
}

/** Gives up at the first failure, whatever it was. */
class WithoutRetry extends JobsRepository {
  override retry(tx: Tx, job: ClaimedJob, runAt: Date, lastError: string): Promise<boolean> {
    return this.bury(tx, job, runAt, lastError);
  }
}

/** Tries again at once, whatever it was, forever. */
class WithoutDeadLetters extends JobsRepository {
  override bury(tx: Tx, job: ClaimedJob, now: Date, lastError: string): Promise<boolean> {
    return this.retry(tx, job, new Date(now.getTime() + 1), lastError);
  }
}

/** Fires when it has looked, though another may have fired. */
class WithoutWinner extends JobSchedulesRepository {
  override async advance(tx: Tx, { name }: JobScheduleEntity, nextAt: Date): Promise<boolean> {
    await tx.getRepository(JobScheduleEntity).update({ name }, { nextAt });
    return true;
  }
}

/** Lets nobody wait for it. */
class WithoutDrain extends JobRunner {
  override stop(): Promise<void> {
    void super.stop();
    return Promise.resolve();
  }
}

class WithoutRenewal extends JobExecution {
  override renewLeases(): Promise<void> {
    return Promise.resolve();
  }
}

export type BrokenRunner<P> = [name: string, parts: Partial<P>, breaks: string[]];

const rows = (Broken: new () => JobsRepository): Partial<RunnerParts> => ({ rows: () => new Broken() });

/** Runners that break the contract, and the facts by which that is seen. */
export const brokenRunners: readonly BrokenRunner<RunnerParts>[] = [
  [
    'forgets whose job it is',
    rows(WithoutFencing),
    [
      'an effect happens once, though the job is run twice',
      'a late runner does not overwrite what became of the job',
      'a late runner does not end a job that another is still running',
    ],
  ],
  [
    'takes jobs without comparing',
    rows(WithoutCompare),
    ['two runners share the jobs, and each job runs once'],
  ],
  [
    'knows nothing of lines',
    rows(WithoutOrder),
    [
      'jobs of one line run one at a time, in the order of their writing, whoever runs them',
      'a job that waits for its next try holds up its own line and no other',
      'a running job holds up its line',
    ],
  ],
  [
    'ignores keys',
    rows(WithoutKeys),
    ['a key is added once, however many write it, also after the job is done'],
  ],
  [
    'never takes over',
    rows(WithoutTakingOver),
    ['a job whose runner is gone is run again when its lease has ended, and not before'],
  ],
  ['writes jobs after the fact', rows(AfterTheFact), ['a rolled-back write leaves no job']],
  [
    'never tries again',
    rows(WithoutRetry),
    [
      'what is unavailable is tried again, later each time, until it is there',
      'an unknown error is tried five times, then the job is dead',
    ],
  ],
  [
    'always tries again',
    rows(WithoutDeadLetters),
    [
      'a refusal of any other kind is an answer: the job is dead at once, and keeps it',
      'an unknown error is tried five times, then the job is dead',
    ],
  ],
  [
    'fires schedules without a winner',
    { ...rows(WithoutKeys), scheduleRows: () => new WithoutWinner() },
    ['a schedule fires once at each of its instants, whatever number of runners look'],
  ],
  [
    'stops without waiting',
    { runner: (...parts) => new WithoutDrain(...parts) },
    ['stopping waits for what runs, and takes nothing more'],
  ],
  [
    'does not renew leases',
    { execution: (...parts) => new WithoutRenewal(...parts) },
    ['a lease that is renewed does not end'],
  ],
];
