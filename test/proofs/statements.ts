import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';

/** One of the actors whose statements are let through one by one. */
interface Line {
  readonly name: string;
  /** Lets the statement that waits go on; null while none waits. */
  go: (() => void) | null;
  /** What waits is the end of a transaction, which gives its rows back. */
  isAtEnd: boolean;
  isDone: boolean;
  statements: number;
}

export interface Schedule {
  /** Who goes first, and after how many of its statements the other is let in. */
  readonly first: 0 | 1;
  readonly after: number;
}

export interface Played {
  /** What came of each actor's call, in the order given. */
  readonly outcomes: readonly PromiseSettledResult<unknown>[];
  readonly statements: readonly number[];
  /** How often the one whose turn it was waited for a row of the other. */
  readonly waits: number;
}

/** Statements after which another's view may differ: those that touch what bookings share. */
const shared = /provider_cells|provider_days|`holds`|`bookings`|dispatch|COMMIT|ROLLBACK/;
const ending = /^\s*(COMMIT|ROLLBACK)\s*;?\s*$/i;
const longestWaitMs = 5_000;

/**
 * Lets two calls of services run on a server with their statements in an order of our choosing: the first until a
 * given statement, then the second to its end, then the first again. Whoever waits for a row lock is passed over, as
 * the server tells it; so every statement boundary of a transaction is tried as the moment at which another comes.
 */
export class StatementGate {
  private readonly current = new AsyncLocalStorage<Line>();

  constructor(private readonly source: DataSource) {
    const make = source.createQueryRunner.bind(source);
    source.createQueryRunner = (mode) => this.gated(make(mode));
  }

  /** @param call makes the call whose statements are to be held; both run in lines of their own */
  async play(
    calls: readonly [() => Promise<unknown>, () => Promise<unknown>],
    schedule: Schedule,
  ): Promise<Played> {
    const lines = calls.map((_, nth): Line => ({
      name: String(nth),
      go: null,
      isAtEnd: false,
      isDone: false,
      statements: 0,
    }));
    const running = calls.map((call, nth) => {
      const line = lines[nth];
      if (!line) throw new RangeError('There are two calls.');
      return this.current.run(line, () => call().finally(() => (line.isDone = true)));
    });
    const settled = Promise.allSettled(running);
    const [first, second] = schedule.first === 0 ? [lines[0], lines[1]] : [lines[1], lines[0]];
    if (!first || !second) throw new RangeError('There are two calls.');
    let waits = 0;
    await this.let(first, schedule.after);
    for (;;) {
      const isSecondThrough = await this.let(second, Infinity);
      if (!isSecondThrough) waits += 1;
      const isFirstThrough = await (isSecondThrough ? this.let(first, Infinity) : this.letGiveBack(first));
      if (!isFirstThrough) waits += 1;
      if (first.isDone && second.isDone) break;
      if (!isFirstThrough && !isSecondThrough) await pause(5);
    }
    return { outcomes: await settled, statements: lines.map(({ statements }) => statements), waits };
  }

  /** @returns false when the line stands in the way of itself: it waits for a row of the other */
  private async let(line: Line, most: number): Promise<boolean> {
    for (let given = 0; given < most; given += 1) {
      if (!(await this.arrived(line))) return false;
      if (line.isDone) return true;
      const { go } = line;
      line.go = null;
      go?.();
    }
    return this.arrived(line);
  }

  /** Lets a line on until it has given back what the other waits for; sooner if it waits itself. */
  private async letGiveBack(line: Line): Promise<boolean> {
    for (;;) {
      if (!(await this.arrived(line))) return false;
      const isLast = line.isDone || line.isAtEnd;
      const isThrough = await this.let(line, 1);
      if (isLast || !isThrough) return isThrough;
    }
  }

  /** Waits until the line is at its next statement or done; false when the server says that it waits for a lock. */
  private async arrived(line: Line): Promise<boolean> {
    const givenUpAt = performance.now() + longestWaitMs;
    for (let look = 0; performance.now() < givenUpAt; look += 1) {
      if (line.isDone || line.go) return true;
      await pause(look < 20 ? 1 : 10);
      if (look >= 10 && look % 5 === 0 && (await this.isSomebodyWaiting()))
        return line.isDone || line.go !== null;
    }
    return false;
  }

  /** As the server counts at this moment: what its table INNODB_TRX tells is as old as the last look, if looked at often. */
  private async isSomebodyWaiting(): Promise<boolean> {
    const [row] = await this.current.exit(() =>
      this.source.query<{ Value: string }[]>("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'"),
    );
    if (!row) throw new Error('The server does not count who waits for a row.');
    return Number(row.Value) > 0;
  }

  private gated(runner: QueryRunner): QueryRunner {
    const ask = runner.query.bind(runner) as (...all: unknown[]) => Promise<never>;
    runner.query = async (sql: string, ...rest: unknown[]) => {
      const line = this.current.getStore();
      if (line && shared.test(sql)) {
        line.isAtEnd = ending.test(sql);
        await new Promise<void>((resolve) => (line.go = resolve));
        line.statements += 1;
      }
      return ask(sql, ...rest);
    };
    return runner;
  }
}
