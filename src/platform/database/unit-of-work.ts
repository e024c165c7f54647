import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { actContext } from './act-context.js';
import { commandContext } from './command-context.js';
import { DatabaseBusy, DatabaseUnavailable, isConnectionLost, isTransient } from './database-errors.js';
import { dialectOf } from './dialect.js';
import { inTransaction } from './in-transaction.js';
import type { Reader, Tx } from './transaction.js';

/** How one `run` or `read` went. */
export interface ObservedUnit {
  call: 'run' | 'read';
  /** From the call to its answer, waiting included. */
  durationMs: number;
  /** How often the work was begun again because the database gave way. */
  retries: number;
  failed: boolean;
}

export interface UnitOfWorkOptions {
  writer: DataSource;
  reader: DataSource;
  /** A unit that lasts longer than this, in milliseconds, is reported. */
  slowMs: number;
  report: (sentence: string, facts: Record<string, unknown>) => void;
  /** Stands around every `run` and `read`: may refuse to try while the database is away. */
  guard?: <T>(work: () => Promise<T>, call: ObservedUnit['call']) => Promise<T>;
  observe?: (unit: ObservedUnit) => void;
}

const attempts = 10;
const longestPauseMs = 400;
/** A unit that was begun longer ago than this is not begun again: whoever asked has given up. */
const patienceMs = 15_000;

/**
 * The only maker of transactions. `run` writes and commits once; `read` sees committed rows.
 * Neither may be called inside a `run`: hand the `tx` on instead. No network call belongs inside one.
 *
 * On SQLite, TypeORM keeps one query runner for the whole data source, and two overlapping transactions would
 * become savepoints of each other; so `run`s take turns in one lane, and reads use a connection of their own. On
 * MySQL every `run` has a connection of its own, and rows are guarded by locks (locks.ts).
 */
export class UnitOfWork {
  private readonly inside = new AsyncLocalStorage<true>();
  private readonly followers = new WeakMap<Tx, (() => void)[]>();
  private readonly hasLane: boolean;
  private lane: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: UnitOfWorkOptions) {
    this.hasLane = dialectOf(options.writer) === 'sqlite';
  }

  /**
   * Runs `work` in one transaction: all of it is committed, or none. When the database gives way to another
   * transaction (a deadlock, a row held for too long) the whole function is run again, so it must have no effect
   * outside the database.
   * @throws DatabaseUnavailable, and then it is not known whether the work was committed; DatabaseBusy
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.refuseNesting('run');
    return this.watched('run', (retried) =>
      this.hasLane ? this.inTurn(() => this.attempt(work, retried)) : this.attempt(work, retried),
    );
  }

  /** Runs `work` on the last committed state, without waiting for writers. */
  async read<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    this.refuseNesting('read');
    return this.watched('read', () => work(this.options.reader.manager as Reader));
  }

  /**
   * Calls `follow` once the transaction is committed. Only for wake-ups that may be lost: whatever must follow
   * a commit is written as a job inside it.
   */
  afterCommit(tx: Tx, follow: () => void): void {
    const known = this.followers.get(tx);
    if (known) known.push(follow);
    else this.followers.set(tx, [follow]);
  }

  private refuseNesting(call: string): void {
    if (this.inside.getStore())
      throw new Error(`UnitOfWork.${call} was called inside a run: hand the tx on instead.`);
  }

  private async watched<T>(
    call: ObservedUnit['call'],
    work: (retried: () => void) => Promise<T>,
  ): Promise<T> {
    const { guard = (guarded) => guarded(), observe } = this.options;
    const startedMs = performance.now();
    let retries = 0;
    let failed = true;
    try {
      const result = await guard(() => this.reachable(() => work(() => (retries += 1))), call);
      failed = false;
      return result;
    } finally {
      observe?.({ call, durationMs: performance.now() - startedMs, retries, failed });
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lane.then(work);
    this.lane = turn.catch(() => undefined);
    return turn;
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>, retried: () => void): Promise<T> {
    const startedMs = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (!isTransient(error)) throw error;
        if (attempt === attempts || performance.now() - startedMs > patienceMs) throw new DatabaseBusy();
        retried();
        await sleep(Math.min(longestPauseMs, 5 * 2 ** attempt) * (0.5 + Math.random()));
      }
    }
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const watchdog = setTimeout(
      () => this.options.report('A unit of work lasts too long.', { slowMs: this.options.slowMs }),
      this.options.slowMs,
    );
    try {
      let committed: Tx | undefined;
      const result = await this.inside.run(true, () =>
        inTransaction(this.options.writer, async (tx) => {
          committed = tx;
          const command = commandContext.getStore();
          await command?.begin(tx);
          const value = await work(tx);
          await actContext.getStore()?.finish(tx, value);
          await command?.finish(tx, value);
          return value;
        }),
      );
      commandContext.getStore()?.committed();
      if (committed) for (const follow of this.followers.get(committed) ?? []) follow();
      return result;
    } finally {
      clearTimeout(watchdog);
    }
  }

  private async reachable<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const isLost = !this.hasLane && isConnectionLost(error) && !(error instanceof DatabaseUnavailable);
      throw isLost ? Object.assign(new DatabaseUnavailable(), { cause: error }) : error;
    }
  }
}
