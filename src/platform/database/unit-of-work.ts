import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { commandContext } from './command-context.js';
import { isTransient } from './database-errors.js';
import type { Reader, Tx } from './transaction.js';

export interface UnitOfWorkOptions {
  writer: DataSource;
  reader: DataSource;
  /** A unit that lasts longer than this, in milliseconds, is reported. */
  slowMs: number;
  report: (sentence: string, facts: Record<string, unknown>) => void;
}

const attempts = 5;

/**
 * The only maker of transactions. `run` writes and commits once; `read` sees committed rows.
 * Neither may be called inside a `run`: hand the `tx` on instead. No network call belongs inside one.
 *
 * On SQLite, TypeORM keeps one query runner for the whole data source, and two overlapping transactions would
 * become savepoints of each other; so `run`s take turns in one lane, and reads use a connection of their own.
 */
export class UnitOfWork {
  private readonly inside = new AsyncLocalStorage<true>();
  private readonly followers = new WeakMap<Tx, (() => void)[]>();
  private lane: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: UnitOfWorkOptions) {}

  /**
   * Runs `work` in one transaction: all of it is committed, or none. When the database gives way to another
   * process the whole function is run again, so it must have no effect outside the database.
   */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.refuseNesting('run');
    const turn = this.lane.then(() => this.attempt(work));
    this.lane = turn.catch(() => undefined);
    return turn;
  }

  /** Runs `work` on the last committed state, without waiting for writers. */
  async read<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    this.refuseNesting('read');
    return work(this.options.reader.manager as Reader);
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

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt === attempts || !isTransient(error)) throw error;
        await sleep(10 * 2 ** attempt * (0.5 + Math.random()));
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
        this.options.writer.transaction(async (manager) => {
          const tx = manager as Tx;
          committed = tx;
          const command = commandContext.getStore();
          await command?.begin(tx);
          const value = await work(tx);
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
}
