import Bull from 'bull';
import { setTimeout as sleep } from 'node:timers/promises';
import { RedisConfig } from '../../src/config/sections.js';
import { BullCarrier } from '../../src/platform/jobs/bull-carrier.js';
import type { Ticket } from '../../src/platform/jobs/bull-carrier.js';
import { queueOptions } from '../../src/platform/jobs/bull-jobs.module.js';
import { JobExecution } from '../../src/platform/jobs/job-execution.js';
import { JobEntity } from '../../src/platform/jobs/job.entity.js';
import type { ClaimedJob } from '../../src/platform/jobs/jobs.repository.js';
import { RedisConnections } from '../../src/platform/redis/redis-connections.js';
import { ownPrefix } from '../redis.js';
import type { JobHarness } from './job-fact.js';
import { makeHarness } from './job-harness.js';
import type { CarrierSeat, RunnerParts, SeatedCarrier } from './job-harness.js';

export interface BullParts extends RunnerParts {
  carrier: (...parts: ConstructorParameters<typeof BullCarrier>) => BullCarrier;
}

export interface BullHarness extends JobHarness {
  /** What the queue's keys on Redis begin with. */
  prefix: string;
  /** Hands out tickets for all that is due, as a server without a worker does. */
  relay(): Promise<void>;
  carry(seen: readonly JobEntity[]): Promise<void>;
}

const lookMs = 5;

/**
 * Two runners, each with connections of its own to one queue, as two processes have; a runner draws tickets from its
 * first use on. A runner may run what the other handed out: the facts must hold all the same.
 */
export async function bullHarness(redisUrl: string, broken: Partial<BullParts> = {}): Promise<BullHarness> {
  const { carrier: makeCarrier = (...parts) => new BullCarrier(...parts), execution, ...others } = broken;
  const begun = new Set<string>();
  const prefix = ownPrefix();
  const redis = new RedisConfig({ REDIS_URL: redisUrl, REDIS_PREFIX: prefix }, []);
  const seats: { carrier: BullCarrier; listDue: () => Promise<JobEntity[]> }[] = [];

  const seat = ({ claims, execution, clock, log, settings, work, rows }: CarrierSeat): SeatedCarrier => {
    const connections = new RedisConnections(redis, log);
    const queue = new Bull<Ticket>(settings.queue, queueOptions(redis, connections));
    const isTaken = (): Promise<boolean> =>
      work.read(async (reader) => {
        if ((await rows.listDue(reader, clock.now(), 1)).length > 0) return false;
        const running = await reader.getRepository(JobEntity).findBy({ state: 'running' });
        return running.every(({ leaseToken }) => begun.has(String(leaseToken)));
      });
    const carrier = makeCarrier(queue, claims, execution, clock, log, settings);
    seats.push({
      carrier,
      listDue: () => work.read((reader) => rows.listDue(reader, clock.now(), carrier.room)),
    });
    return {
      carrier,
      taken: async () => {
        while (!(await isTaken())) await sleep(lookMs);
      },
      end: async () => {
        const left = queue.close(true);
        connections.close();
        await left;
      },
    };
  };

  const harness = await makeHarness(seat, {
    ...others,
    execution: (...parts) => noting(begun, execution ? execution(...parts) : new JobExecution(...parts)),
  });
  const first = (): (typeof seats)[number] => {
    const [found] = seats;
    if (!found) throw new Error('There is no runner.');
    return found;
  };
  return {
    ...harness,
    prefix,
    carry: (seen) => first().carrier.carry(seen),
    relay: async () => first().carrier.carry(await first().listDue()),
  };
}

/** Notes the claims whose handlers have begun. */
function noting(begun: Set<string>, execution: JobExecution): JobExecution {
  const run = execution.run.bind(execution);
  execution.run = (job: ClaimedJob): Promise<void> => {
    const running = run(job);
    begun.add(job.leaseToken);
    return running;
  };
  return execution;
}
