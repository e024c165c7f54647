import process from 'node:process';
import { SeededRandom } from '../../seeds/seeded-random.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { DomainError } from '../../src/kernel/errors.js';
import { watchActivities } from '../../src/platform/telemetry/activity.js';
import { breakages } from './broken-kernels.js';
import type { Breakage } from './broken-kernels.js';
import type { Cast } from './cast.js';
import { KernelApp } from './kernel-app.js';
import { StormActs, hotWeather, wideWeather } from './storm-acts.js';
import type { Weather } from './storm-acts.js';

/** What a worker is told first. */
export interface Briefing {
  readonly settings: Readonly<Record<string, string>>;
  readonly cast: Cast;
  readonly seed: number;
  readonly breakage: Breakage | null;
  /** Whether everybody wants the same. */
  readonly isHot: boolean;
}

/** Then, again and again, how much to do. */
export interface Round {
  readonly operations: number;
  /** How many at once, each on a connection of its own. */
  readonly atOnce: number;
  readonly nowMs: number;
}

export interface RoundReport {
  readonly nowMs: number;
  /** By act and outcome. */
  readonly outcomes: readonly (readonly [string, number])[];
  /** What was thrown and was no refusal. */
  readonly faults: readonly string[];
  /** Units of work begun again because the database gave way. */
  readonly retries: number;
}

class Worker {
  private retries = 0;

  private constructor(
    private readonly app: KernelApp,
    private readonly clock: FixedClock,
    private readonly random: SeededRandom,
    private readonly cast: Cast,
    private readonly weather: Weather,
  ) {
    watchActivities({
      ended: ({ kind, facts }) => {
        if (kind === 'unit') this.retries += Number(facts['retries'] ?? 0);
      },
    });
  }

  static async open({ settings, cast, seed, breakage, isHot }: Briefing): Promise<Worker> {
    const clock = new FixedClock('2026-03-10T06:00:00.000Z');
    const app = await KernelApp.open(settings, clock);
    if (breakage) breakages[breakage](app);
    return new Worker(app, clock, new SeededRandom(seed), cast, isHot ? hotWeather : wideWeather);
  }

  async round({ operations, atOnce, nowMs }: Round): Promise<RoundReport> {
    this.clock.set(new Date(nowMs));
    this.retries = 0;
    const outcomes = new Map<string, number>();
    const faults: string[] = [];
    let left = operations;
    const one = async (): Promise<void> => {
      const random = new SeededRandom(this.random.int(1, 1_000_000_000));
      const acts = new StormActs(this.app, this.cast, random, this.weather);
      while (left > 0) {
        left -= 1;
        this.clock.advance(this.weather.perOperationMs);
        const act = acts.draw();
        const outcome = await outcomeOf(acts.take(act));
        if (outcome.startsWith('fault')) faults.push(`${act}: ${outcome}`);
        const name = `${act}|${outcome}`;
        outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
    return { nowMs: this.clock.now().getTime(), outcomes: [...outcomes], faults, retries: this.retries };
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

async function outcomeOf(attempt: Promise<void>): Promise<string> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    return `fault: ${error instanceof Error ? error.message : String(error)}`;
  }
}

let worker: Worker | undefined;

async function hear(message: Briefing | Round | 'end'): Promise<unknown> {
  if (message === 'end') {
    await worker?.close();
    process.disconnect();
    return null;
  }
  if ('settings' in message) {
    worker = await Worker.open(message);
    return 'ready';
  }
  if (!worker) throw new Error('A round began before the briefing.');
  return worker.round(message);
}

process.on('message', (message) => {
  hear(message as Briefing | Round | 'end').then(
    (answer) => {
      if (answer !== null) process.send?.({ answer });
    },
    (error: unknown) => process.send?.({ failure: error instanceof Error ? error.stack : String(error) }),
  );
});
