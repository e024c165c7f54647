import { FixedClock } from '../../src/kernel/clock.js';
import { DatabaseBusy } from '../../src/platform/database/database-errors.js';
import { makeTestHome } from '../database.js';
import { breakages, dropTheKey, needsNoKey } from './broken-kernels.js';
import type { Breakage } from './broken-kernels.js';
import { brokenLaws } from './calendar-laws.js';
import { readCalendar } from './calendar-rows.js';
import { populate } from './cast.js';
import { KernelApp } from './kernel-app.js';
import { Players, isFault, outcomeOf } from './players.js';
import { told } from './program.js';
import type { Deed } from './program.js';
import { StatementGate } from './statements.js';
import type { Played, Schedule } from './statements.js';

/** Two steps that are taken at once, statement by statement. */
export interface Encounter {
  readonly providers: 1 | 2;
  readonly before?: readonly Deed[];
  readonly both: readonly [Deed, Deed];
  /** The code neither may be refused with, there being room for both all the time. */
  readonly neverRefusedWith?: string;
}

export interface Met {
  /** Schedules played: each statement boundary of the one at which the other was let in, either way round. */
  readonly schedules: number;
  readonly statements: number;
  /** How often one waited for a row of the other. */
  readonly waits: number;
  readonly outcomes: ReadonlyMap<string, number>;
  /** The first schedule after which a law was broken, and which; null when none was. */
  readonly fault: { readonly path: readonly string[]; readonly sentences: readonly string[] } | null;
}

/** A Tuesday, 11:30 in India; everything is about the Wednesday after it. */
const startsAt = '2026-03-10T06:00:00.000Z';
/** More statements than any step has. */
const mostStatements = 200;
const mostRounds = 3;

/** Four customers and two plumbers on a server, where transactions really run side by side. */
export class Street {
  private constructor(
    private readonly app: KernelApp,
    private readonly players: Players,
    private readonly clock: FixedClock,
    private readonly gate: StatementGate,
    private readonly secondProviderId: string,
    private readonly emptyTables: readonly string[],
    private readonly removeHome: () => Promise<void>,
  ) {}

  /** @param breakage breaks the kernel on purpose, to see whether that is found out */
  static async open(breakage?: Breakage): Promise<Street> {
    const home = await makeTestHome();
    const clock = new FixedClock(startsAt);
    const app = await KernelApp.open(home.settings, clock);
    if (breakage) breakages[breakage](app);
    if (breakage && needsNoKey(breakage)) await dropTheKey(app);
    const cast = await populate(app, { customers: 4, providers: 2 });
    const tables = await app.source.query<{ name: string }[]>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
    );
    const empty: string[] = [];
    for (const { name } of tables) {
      const rows = await app.source.query<unknown[]>(`SELECT 1 FROM \`${name}\` LIMIT 1`);
      if (rows.length === 0) empty.push(name);
    }
    const gate = new StatementGate(app.source);
    const players = new Players(app, cast, clock);
    return new Street(app, players, clock, gate, cast.providerIds[1] ?? '', empty, () => home.remove());
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.removeHome();
  }

  /** Plays an encounter with every schedule, until there are none left or a law is broken. */
  async meet({ providers, before = [], both, neverRefusedWith }: Encounter): Promise<Met> {
    const outcomes = new Map<string, number>();
    let [schedules, statements, waits] = [0, 0, 0];
    for (const first of [0, 1] as const)
      for (let after = 0; after < mostStatements; after += 1) {
        const played = await this.played({ providers, before, both }, { first, after });
        schedules += 1;
        waits += played.waits;
        statements += played.statements.reduce((sum, each) => sum + each, 0);
        const came = played.outcomes.map((each) =>
          each.status === 'fulfilled' ? 'done' : outcomeOf(each.reason),
        );
        const name = came.join(' / ');
        outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
        const needless = came
          .filter((each) => each === neverRefusedWith)
          .map((each) => `${each}, and there was room`);
        const sentences = [...came.filter(isFault), ...needless, ...(await this.broken())];
        const [one, other] = first === 0 ? both : [both[1], both[0]];
        const path = [...before.map(told), `${told(one)}, met after ${after} statements by`, told(other)];
        if (sentences.length > 0)
          return { schedules, statements, waits, outcomes, fault: { path, sentences } };
        if (after >= (played.statements[first] ?? 0)) break;
      }
    return { schedules, statements, waits, outcomes, fault: null };
  }

  /**
   * One schedule. On a machine that stands still for seconds a row may be kept so long by the gate that the server
   * gives up on whoever waits for it; that says nothing of the kernel, and the schedule is played again.
   */
  private async played({ providers, before = [], both }: Encounter, schedule: Schedule): Promise<Played> {
    for (let round = 1; ; round += 1) {
      await this.begin(providers);
      for (const deed of before) await this.players.take(deed);
      const calls = [await this.players.prepare(both[0]), await this.players.prepare(both[1])] as const;
      const played = await this.gate.play(calls, schedule);
      const isStalled = played.outcomes.some(
        (each) => each.status === 'rejected' && each.reason instanceof DatabaseBusy,
      );
      if (!isStalled || round === mostRounds) return played;
    }
  }

  private async begin(providers: 1 | 2): Promise<void> {
    const runner = this.app.source.createQueryRunner();
    try {
      await runner.query('SET FOREIGN_KEY_CHECKS = 0');
      for (const table of this.emptyTables) await runner.query(`DELETE FROM \`${table}\``);
      await runner.query('SET FOREIGN_KEY_CHECKS = 1');
      const isActive = providers === 2 ? 1 : 0;
      await runner.query(`UPDATE providers SET isActive = ${isActive} WHERE id = '${this.secondProviderId}'`);
    } finally {
      await runner.release();
    }
    this.clock.set(startsAt);
  }

  private async broken(): Promise<string[]> {
    return brokenLaws(await readCalendar(this.app.source), this.clock.now().getTime());
  }
}

/** What may happen at once, one encounter for each rule. */
export const encounters: readonly Encounter[] = [
  // Neighbours between whom nobody can travel (AV-3): their cells never meet, so the day's lock alone decides.
  {
    providers: 1,
    both: [
      { by: 'a', step: 'book 10:00 pipe' },
      { by: 'b', step: 'book 11:00 pipe' },
    ],
  },
  // The same time, held by one and booked by the other (HB-2).
  {
    providers: 1,
    both: [
      { by: 'a', step: 'hold 10:00' },
      { by: 'b', step: 'book 10:30' },
    ],
  },
  // A hold that has run out, booked by its holder while another takes the time (HB-2).
  {
    providers: 1,
    before: [
      { by: 'a', step: 'hold 10:00' },
      { by: 'system', step: 'pass 5' },
    ],
    both: [
      { by: 'a', step: 'book+ 10:00' },
      { by: 'b', step: 'book 10:00' },
    ],
  },
  // Two bookings moved onto each other's time, with somebody to spare (HB-5).
  {
    providers: 2,
    before: [
      { by: 'a', step: 'book 10:00' },
      { by: 'b', step: 'book 11:00' },
    ],
    both: [
      { by: 'a', step: 'reschedule 11:00' },
      { by: 'b', step: 'reschedule 10:00' },
    ],
    neverRefusedWith: 'slot.taken',
  },
  // Money that comes late while another takes the time (ST-1).
  {
    providers: 1,
    before: [
      { by: 'a', step: 'order 10:00' },
      { by: 'system', step: 'pass 10' },
    ],
    both: [
      { by: 'a', step: 'pay' },
      { by: 'b', step: 'book 10:00' },
    ],
  },
  // Accepted by one plumber, who has to win the time, while another's booking is given to the same plumber (DI-2).
  {
    providers: 2,
    before: [
      { by: 'a', step: 'book 10:00' },
      { by: 'system', step: 'search a' },
      { by: 'system', step: 'pass 2' },
      { by: 'system', step: 'wave a' },
    ],
    both: [
      { by: 'q', step: 'accept a' },
      { by: 'b', step: 'book 10:00' },
    ],
    neverRefusedWith: 'slot.taken',
  },
  // Taken while it is moved (DI-2, HB-5).
  {
    providers: 1,
    before: [
      { by: 'a', step: 'book 10:00' },
      { by: 'system', step: 'search a' },
    ],
    both: [
      { by: 'p', step: 'accept a' },
      { by: 'a', step: 'reschedule 11:00' },
    ],
  },
  // Cancelled while another is moved to its time (HB-5).
  {
    providers: 1,
    before: [
      { by: 'a', step: 'book 10:00' },
      { by: 'b', step: 'book 11:00' },
    ],
    both: [
      { by: 'a', step: 'cancel' },
      { by: 'b', step: 'reschedule 10:00' },
    ],
  },
];
