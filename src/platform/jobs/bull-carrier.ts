import { Inject, Injectable } from '@nestjs/common';
import type Bull from 'bull';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobsConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { Log } from '../telemetry/log.js';
import { JobCarrier } from './job-carrier.js';
import { JobClaims } from './job-claims.js';
import { JobExecution } from './job-execution.js';
import type { JobEntity } from './job.entity.js';
import { endsWithin } from './patience.js';

/** What travels through Redis: which job, and after how many attempts it was seen. No payload does. */
export interface Ticket {
  id: string;
  attempts: number;
}

export type JobQueue = Bull.Queue<Ticket>;

/** Injection token of the queue. */
export const JobQueue = Symbol('the queue on Redis');

/** A ticket that brought about nothing in that time may be lost, and is handed out again. */
const handAgainMs = 5_000;
const lookMs = 10;
const leaveMs = 1_000;
const retryMs = 500;

/**
 * Hands tickets for due jobs to a Bull queue, and, in a process that runs jobs, takes tickets from it. The rows of
 * `jobs` stay the truth: a ticket costs no attempt and holds no lease, and the worker who draws it claims the row
 * by comparing. So tickets may be handed out by several processes, drawn twice, drawn late, or lost with all of
 * Redis, and yet each job runs; Bull neither retries, delays nor keeps anything.
 */
@Injectable()
export class BullCarrier extends JobCarrier {
  /** Of the tickets still due at the last look: when each was handed out, in epoch ms. */
  private handed = new Map<string, number>();
  private readonly drawn = new Set<Promise<void>>();
  private state: 'closed' | 'open' | 'closing' = 'closed';

  constructor(
    @Inject(JobQueue) private readonly queue: JobQueue,
    private readonly claims: JobClaims,
    private readonly execution: JobExecution,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly settings: JobsConfig,
  ) {
    super();
    this.hearOfNaming();
  }

  get room(): number {
    return this.settings.window;
  }

  open(freed: () => void): void {
    if (this.state !== 'closed') return;
    this.state = 'open';
    const draw = (ticket: Bull.Job<Ticket>): Promise<void> => {
      const drawn: Promise<void> = this.draw(ticket.data).finally(() => {
        this.drawn.delete(drawn);
        freed();
      });
      this.drawn.add(drawn);
      return drawn;
    };
    void this.begin(draw);
  }

  async carry(due: readonly JobEntity[]): Promise<void> {
    const now = this.clock.now().getTime();
    const before = this.handed;
    const isFresh = (name: string): boolean => now - (before.get(name) ?? -Infinity) >= handAgainMs;
    const fresh = due.filter((seen) => isFresh(nameOf(seen)));
    if (fresh.length > 0) await this.queue.addBulk(fresh.map(ticketFor));
    this.handed = new Map(
      due.map(nameOf).map((name) => [name, isFresh(name) ? now : (before.get(name) ?? now)]),
    );
  }

  async idle(): Promise<void> {
    for (const name of this.handed.keys()) while (await this.queue.getJob(name)) await sleep(lookMs);
    this.handed.clear();
  }

  async close(patienceMs: number): Promise<boolean> {
    const isOpen = this.state === 'open';
    this.state = 'closing';
    if (isOpen) await this.attempt(this.queue.pause(true, true));
    const inTime = await endsWithin(Promise.all(this.drawn), patienceMs);
    // Bull leaves a rejection to nobody when it is closed while it still connects.
    await this.attempt(this.connected());
    await this.attempt(this.queue.close(true));
    // The module of the queue would wait for that once more, as long as Redis is silent. Its connections end with all.
    Object.assign(this.queue, { onApplicationShutdown: () => undefined });
    return inTime;
  }

  /** Bull must not be begun while Redis is away: ended before Redis is back, it would leave a rejection to nobody. */
  private async begin(draw: (ticket: Bull.Job<Ticket>) => Promise<void>): Promise<void> {
    while (this.state === 'open' && !(await this.answers())) await sleep(retryMs);
    if (this.state !== 'open') return;
    try {
      await this.queue.process(this.settings.concurrency, draw);
    } catch (error) {
      if (this.state === 'open') this.log.error({ err: error }, 'The queue on Redis cannot be used.');
    }
  }

  /**
   * Bull names the connection of a worker in passing, as soon as the worker begins, and leaves the promise to nobody:
   * a worker that is told to stop before Redis has answered would end by that rejection and not by its shutdown.
   * The name is for people who list the connections, so it is no loss.
   */
  private hearOfNaming(): void {
    const name = this.queue.setWorkerName.bind(this.queue);
    this.queue.setWorkerName = (): Promise<unknown> =>
      name().catch((error: unknown) => {
        this.log.debug({ err: error }, 'The connection of the worker has no name.');
      });
  }

  private async connected(): Promise<void> {
    await this.queue.isReady();
  }

  private async answers(): Promise<boolean> {
    try {
      await this.queue.client.ping();
      return true;
    } catch {
      return false;
    }
  }

  /** Redis may be away while this process ends, which must not keep it from ending. */
  private async attempt(work: Promise<void>): Promise<void> {
    const told = work.catch((error: unknown) => {
      this.log.warn({ err: error }, 'The queue on Redis could not be left properly.');
    });
    await endsWithin(told, leaveMs);
  }

  private async draw({ id, attempts }: Ticket): Promise<void> {
    // It came in while the queue was being left. Its job is seen to be due again elsewhere.
    if (this.state === 'closing') return;
    try {
      const job = await this.claims.claimSeen(id, attempts);
      if (job) await this.execution.run(job);
    } catch (error) {
      this.log.error({ err: error, jobId: id }, 'A job could not be claimed.');
    }
  }
}

/** Two processes that see the same job make the same ticket, of which the queue keeps one. */
function nameOf({ id, attempts }: JobEntity): string {
  return `${id}.${attempts}`;
}

function ticketFor(seen: JobEntity): { data: Ticket; opts: Bull.JobOptions } {
  return {
    data: { id: seen.id, attempts: seen.attempts },
    opts: { jobId: nameOf(seen), attempts: 1, removeOnComplete: true, removeOnFail: true },
  };
}
