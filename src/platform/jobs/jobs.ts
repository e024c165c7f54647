import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Tx } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { requestContext } from '../telemetry/request-context.js';
import type { JobName } from './job-names.js';
import { JobSignal } from './job-signal.js';
import { JobsRepository } from './jobs.repository.js';

export interface JobOptions {
  /** At most 191 characters. A second job of the same key is not added, ever while the first is kept. */
  key?: string;
  /**
   * Jobs of one order key run one at a time, in the order in which they were added, also across retries and
   * delays. Writers of one line must be serialised by what they write, e.g. by the aggregate's row.
   */
  orderKey?: string;
  /** Not before this long from now, in milliseconds. */
  delayMs?: number;
  /** Not before this instant; outranks `delayMs`. */
  runAt?: Date;
  /** How often it is tried when it fails for an unknown reason. Default 5. */
  maxAttempts?: number;
}

const defaultMaxAttempts = 5;

/** Promises what follows a commit, in that commit. */
@Injectable()
export class Jobs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: JobsRepository,
    private readonly clock: Clock,
    private readonly signal: JobSignal,
  ) {}

  /**
   * Writes a job in the caller's transaction; it runs only if that commits, at least once, and its effect
   * happens once. Adding a key that is there does nothing.
   */
  async add<P extends object>(tx: Tx, name: JobName<P>, payload: P, options: JobOptions = {}): Promise<void> {
    const now = this.clock.now();
    const runAt = options.runAt ?? new Date(now.getTime() + (options.delayMs ?? 0));
    const added = await this.rows.insert(tx, {
      name,
      payload,
      key: options.key ?? null,
      orderKey: options.orderKey ?? null,
      maxAttempts: options.maxAttempts ?? defaultMaxAttempts,
      runAt,
      correlationId: requestContext.getStore()?.correlationId ?? newId(),
      createdAt: now,
    });
    if (added && runAt <= now) this.work.afterCommit(tx, () => this.signal.wake());
  }
}
