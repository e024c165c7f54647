import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { AvailabilityService } from '../../src/features/bookings/index.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { makeTestHome } from '../database.js';
import { Acts } from './acts.js';
import { dropTheKey, needsNoKey, refusesSecondOwner } from './broken-kernels.js';
import type { Breakage } from './broken-kernels.js';
import { brokenLaws, keepsTime, whoIsFree } from './calendar-laws.js';
import { readCalendar } from './calendar-rows.js';
import { populate } from './cast.js';
import type { Cast } from './cast.js';
import { add } from './interleavings.js';
import { KernelApp } from './kernel-app.js';
import { stormDays } from './storm-acts.js';
import type { Briefing, Round, RoundReport } from './storm-worker.js';

export interface StormPlan {
  readonly operations: number;
  readonly seed: number;
  /** After so many operations everybody stops and the laws are checked. */
  readonly perRound: number;
  /** Of each of the two processes, so many at once. */
  readonly atOnce: number;
  readonly providers: number;
  readonly customers: number;
  readonly breakage?: Breakage;
  /** Whether everybody wants the same two visits, on a day that is empty again at the beginning of each round. */
  readonly isHot?: boolean;
}

export interface Storm {
  readonly operations: number;
  readonly durationMs: number;
  /** By `act|outcome`. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly retries: number;
  /** Whether the database by itself refuses a second owner of a cell. */
  readonly refusesSecondOwner: boolean;
  /** The first laws found broken, and after how many operations; empty when none is. */
  readonly broken: readonly string[];
  /** Visits booked at the end into time that was free, until none was offered or free any more. */
  readonly filled: number;
  readonly cancelled: number;
}

interface Aftermath {
  readonly filled: number;
  readonly cancelled: number;
  /** Time that was lost, or was there twice. */
  readonly lost?: string[];
}

const workerFile = () => join(process.cwd(), 'dist-proofs', 'test', 'proofs', 'storm-worker.js');
const openMinutes: [number, number] = [480, 1_200];
const processes = 2;
const holdMs = 5 * 60_000;

/** Lets two processes loose on one database, and looks at it whenever both have stopped. */
export async function storm(plan: StormPlan): Promise<Storm> {
  const { operations, seed, perRound, atOnce, breakage } = plan;
  const startedMs = performance.now();
  const home = await makeTestHome();
  const clock = new FixedClock('2026-03-10T06:00:00.000Z');
  const app = await KernelApp.open(home.settings, clock);
  const workers: ChildProcess[] = [];
  try {
    const cast = await populate(app, plan);
    if (breakage && needsNoKey(breakage)) await dropTheKey(app);
    for (let nth = 0; nth < processes; nth += 1) {
      const worker = fork(workerFile(), [], { execArgv: ['--enable-source-maps'] });
      workers.push(worker);
      const briefing: Briefing = {
        ...{ settings: home.settings, cast, seed: seed + nth },
        ...{ breakage: breakage ?? null, isHot: plan.isHot ?? false },
      };
      await ask(worker, briefing);
    }
    const outcomes = new Map<string, number>();
    let broken: string[] = [];
    let [done, retries] = [0, 0];
    while (done < operations && broken.length === 0) {
      const round: Round = {
        operations: Math.ceil(Math.min(perRound, operations - done) / processes),
        atOnce,
        nowMs: clock.now().getTime(),
      };
      const reports = await Promise.all(workers.map((worker) => ask(worker, round) as Promise<RoundReport>));
      for (const report of reports) {
        add(outcomes, new Map(report.outcomes));
        broken.push(...report.faults);
        retries += report.retries;
        clock.set(new Date(Math.max(clock.now().getTime(), report.nowMs)));
      }
      done += round.operations * processes;
      broken.push(...brokenLaws(await readCalendar(app.source), clock.now().getTime()));
      if (plan.isHot && broken.length === 0) {
        await cancelAll(app, cast);
        clock.advance(holdMs);
      }
    }
    const refusing = await refusesSecondOwner(app, cast.providerIds[0] ?? '');
    const aftermath: Aftermath =
      broken.length > 0 ? { filled: 0, cancelled: 0 } : await aftermathOf(app, cast);
    if (aftermath.lost) broken = aftermath.lost;
    const { filled, cancelled } = aftermath;
    const durationMs = performance.now() - startedMs;
    return {
      operations: done,
      durationMs,
      outcomes,
      retries,
      refusesSecondOwner: refusing,
      broken,
      filled,
      cancelled,
    };
  } finally {
    for (const worker of workers) await end(worker);
    await app.close();
    await home.remove();
  }
}

/**
 * That no time is lost: whatever is free by the oracle is offered, and nothing else; it is really booked until nothing
 * is left; then everything is cancelled, and every plumber has every start of both days again.
 */
async function aftermathOf(app: KernelApp, cast: Cast): Promise<Aftermath> {
  const acts = new Acts(app, cast);
  const customer = cast.customers[0];
  if (!customer) throw new Error('Nobody came.');
  let filled = 0;
  let cancelled = 0;
  for (;;) {
    const { lost, free } = await freeTime(app, cast, customer.pincode);
    if (lost.length > 0) return { filled, cancelled, lost };
    const startAt = free[Math.floor(free.length / 2)];
    if (!startAt) break;
    await acts.book(customer, { startAt, work: 'tap' });
    filled += 1;
  }
  cancelled = await cancelAll(app, cast);
  await app.source.query('DELETE FROM holds');
  await app.source.query("DELETE FROM provider_cells WHERE ownerKind = 'hold'");
  const left = (await readCalendar(app.source)).cells;
  if (left.length > 0)
    return { filled, cancelled, lost: left.map(({ ownerId }) => `${ownerId} keeps a cell`) };
  const { lost, remaining } = await freeTime(app, cast, customer.pincode);
  const whole = stormDays.length * 24 * cast.providerIds.length;
  if (remaining !== whole) lost.push(`${remaining} starts of ${whole} are free again`);
  return { filled, cancelled, ...(lost.length > 0 && { lost }) };
}

/** @returns how many */
async function cancelAll(app: KernelApp, cast: Cast): Promise<number> {
  const acts = new Acts(app, cast);
  const live = await liveBookings(app);
  for (const { id, customerId } of live) {
    const whose = cast.customers.find((each) => each.id === customerId);
    if (!whose) throw new Error(`Nobody is ${customerId}.`);
    await acts.cancel(whose, id);
  }
  return live.length;
}

async function freeTime(
  app: KernelApp,
  { providerIds, rateCards }: Cast,
  pincode: string,
): Promise<{ lost: string[]; free: Date[]; remaining: number }> {
  const rows = await readCalendar(app.source);
  const nowMs = app.clock.now().getTime();
  const [from = '', to = ''] = stormDays;
  const slots = await app.get(AvailabilityService).listSlots({
    ...{ service: 'tap-repair', rateCardId: rateCards.tap, pincode, from, to, quantity: 1 },
  });
  const lost = slots.flatMap(({ startAt, providerIds: offered }) => {
    const visit = { startAt: startAt.getTime(), minutes: 30, pincode };
    const free = whoIsFree(rows, providerIds, visit, { nowMs, noticeMinutes: 60, openMinutes });
    return free.toSorted().join() === offered.toSorted().join()
      ? []
      : [`${startAt.toISOString()}: ${offered.length} are offered and ${free.length} are free`];
  });
  const free = slots.filter(({ available }) => available).map(({ startAt }) => startAt);
  return { lost, free, remaining: slots.reduce((sum, slot) => sum + slot.remaining, 0) };
}

async function liveBookings(app: KernelApp): Promise<{ id: string; customerId: string }[]> {
  const { claims } = await readCalendar(app.source);
  const nowMs = app.clock.now().getTime();
  return claims.filter(
    (claim) =>
      claim.kind === 'booking' &&
      (keepsTime(claim, nowMs) || claim.unplaced || claim.state === 'pending_payment') &&
      !['cancelled', 'expired'].includes(claim.state),
  );
}

function ask(worker: ChildProcess, message: Briefing | Round): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const left = (code: number | null) => reject(new Error(`A worker ended with ${code}.`));
    worker.once('exit', left);
    worker.once('message', (answer: { answer?: unknown; failure?: string }) => {
      worker.removeListener('exit', left);
      if (answer.failure === undefined) resolve(answer.answer);
      else reject(new Error(answer.failure));
    });
    worker.send(message);
  });
}

function end(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || !worker.connected) return Promise.resolve();
  return new Promise((resolve) => {
    worker.once('exit', () => resolve());
    worker.send('end');
  });
}
