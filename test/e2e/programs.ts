import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

/** A process of the program, and what it has said. */
export class Spoken {
  private said = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor(script: string, parameters: readonly string[], environment: Record<string, string>) {
    const file = fileURLToPath(new URL(script, import.meta.url));
    this.child = spawn(process.execPath, [file, ...parameters], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], TZ: 'UTC', NODE_ENV: 'test', LOG_LEVEL: 'silent', ...environment },
    });
    const hear = (bytes: Buffer): void => void (this.said += bytes.toString());
    this.child.stdout?.on('data', hear);
    this.child.stderr?.on('data', hear);
    this.ended = once(this.child, 'close');
  }

  get text(): string {
    return this.said;
  }

  /** What follows that word in its lines, e.g. the numbers of `begin 3`. */
  after(word: string): string[] {
    return [...this.said.matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].map(([, rest]) => rest ?? '');
  }

  async hears(what: RegExp | (() => boolean)): Promise<void> {
    const isHeard = (): boolean => {
      if (this.child.exitCode !== null) throw new Error(`It ended too soon:\n${this.said}`);
      return typeof what === 'function' ? what() : what.test(this.said);
    };
    // A machine that does much else starts programs slowly.
    await eventually(isHeard, 2 * patienceMs).catch((fault: unknown) => {
      throw new Error(`It said only:\n${this.said}`, { cause: fault });
    });
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    await this.ended;
  }

  async isOver(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }
}

const patienceMs = 60_000;

/** Looks until it is so. @throws Error when it is not so in time: a minute, unless told otherwise */
export async function eventually(
  isSo: () => boolean | Promise<boolean>,
  withinMs = patienceMs,
): Promise<void> {
  const givenUpAt = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > givenUpAt) throw new Error(`It did not come to pass: ${isSo.toString()}`);
    await pause(25);
  }
}
