import type { CalendarRows } from './calendar-laws.js';
import { brokenLaws, whoIsFree } from './calendar-laws.js';
import { readCalendar } from './calendar-rows.js';
import type { Row } from './calendar-rows.js';
import { AvailabilityService } from '../../src/features/bookings/index.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { makeTestHome } from '../database.js';
import { populate } from './cast.js';
import type { Cast, Work } from './cast.js';
import { KernelApp } from './kernel-app.js';
import { Players } from './players.js';
import type { Outcome } from './players.js';
import type { Deed } from './program.js';
import { UndoLog } from './undo-log.js';
import type { Mark } from './undo-log.js';

/** A Tuesday, 11:30 in India; everything is about the Wednesday after it. */
const startsAt = '2026-03-10T06:00:00.000Z';
const dayStartAt = Date.parse('2026-03-10T18:30:00.000Z');
export const visitDay = '2026-03-11';
const openMinutes: [number, number] = [9 * 60, 18 * 60];
const minuteMs = 60_000;
const workMinutes: Readonly<Record<Work, number>> = { tap: 30, pipe: 45 };

/** Where everything stands, to come back to. */
export interface Scene {
  readonly mark: Mark;
  readonly now: Date;
}

/** Two plumbers, four customers and one short day, on the real services and the embedded database. */
export class Stage {
  private constructor(
    readonly app: KernelApp,
    private readonly cast: Cast,
    private readonly players: Players,
    private readonly clock: FixedClock,
    private readonly past: UndoLog,
    private readonly removeHome: () => Promise<void>,
  ) {}

  /** @param breakWith breaks the kernel on purpose, to see whether that is found out */
  static async open(breakWith: (app: KernelApp) => void = () => undefined): Promise<Stage> {
    const home = await makeTestHome();
    const clock = new FixedClock(startsAt);
    const app = await KernelApp.open(home.settings, clock);
    breakWith(app);
    const cast = await populate(app, { customers: 4, providers: 2 });
    const [opens, closes] = openMinutes;
    await app.source.query(`UPDATE provider_hours SET fromMinute = ${opens}, toMinute = ${closes}`);
    const past = new UndoLog(app.source);
    return new Stage(app, cast, new Players(app, cast, clock), clock, past, () => home.remove());
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.removeHome();
  }

  scene(): Scene {
    return { mark: this.past.mark(), now: this.clock.now() };
  }

  backTo({ mark, now }: Scene): void {
    this.past.backTo(mark);
    this.clock.set(now);
  }

  /** Leaves so many of the plumbers at work. */
  async staff(providers: 1 | 2): Promise<void> {
    if (providers === 1)
      await this.app.source.query(
        `UPDATE providers SET isActive = 0 WHERE id = '${this.cast.providerIds[1]}'`,
      );
  }

  take(deed: Deed): Promise<Outcome> {
    return this.players.take(deed);
  }

  async broken(): Promise<string[]> {
    return brokenLaws(await this.rows(), this.clock.now().getTime());
  }

  /** Everything the future depends on, in names that do not differ from one way to the same state to another. */
  async state(): Promise<string> {
    const rows = await this.everything();
    const names = new Map<string, string>();
    this.cast.customers.forEach(({ id }, nth) => names.set(id, 'abcd'[nth] ?? id));
    this.cast.providerIds.forEach((id, nth) => names.set(id, 'pq'[nth] ?? id));
    const count = new Map<string, number>();
    const next = (of: string) => {
      count.set(of, (count.get(of) ?? 0) + 1);
      return `${of}${count.get(of)}`;
    };
    for (const each of rows.bookings)
      names.set(String(each['id']), next(`booking.${names.get(String(each['customerId']))}`));
    for (const each of rows.holds)
      names.set(String(each['id']), next(`hold.${names.get(String(each['principalId']))}`));
    for (const each of rows.searches)
      names.set(String(each['id']), next(`search.${names.get(String(each['bookingId']))}`));
    const spoken = (row: Row) =>
      Object.values(row)
        .map((value) => {
          const text = value instanceof Date ? value.toISOString() : String(value);
          return names.get(text) ?? text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => names.get(id) ?? '?');
        })
        .join('|');
    const told = Object.values(rows).map((each) => each.map(spoken).toSorted().join('\n'));
    return [this.clock.now().toISOString(), ...told].join('\n--\n');
  }

  /**
   * Lost or invented time, in plain words: the slots offered are held against an oracle that tries every start of the
   * day with every plumber, and every start is really booked, each in a copy of its own, to see whether it can be.
   */
  async lostTime({
    bookingEverything,
  }: {
    bookingEverything: boolean;
  }): Promise<{ faults: string[]; booked: number }> {
    const rows = await this.rows();
    const active: Row[] = await this.app.source.query('SELECT id FROM providers WHERE isActive = 1');
    const providerIds = active.map(({ id }) => String(id));
    const nowMs = this.clock.now().getTime();
    const faults: string[] = [];
    let booked = 0;
    for (const work of ['tap', 'pipe'] as const) {
      const slots = await this.app.get(AvailabilityService).listSlots({
        service: work === 'tap' ? 'tap-repair' : 'pipe-repair',
        rateCardId: this.cast.rateCards[work],
        pincode: '560002',
        from: visitDay,
        quantity: 1,
      });
      for (const { startAt, providerIds: offered } of slots) {
        const visit = { startAt: startAt.getTime(), minutes: workMinutes[work], pincode: '560002' };
        const free = whoIsFree(rows, providerIds, visit, { nowMs, noticeMinutes: 60, openMinutes });
        if (free.toSorted().join() !== offered.toSorted().join())
          faults.push(
            `${startAt.toISOString()} ${work}: ${offered.length} are offered, ${free.length} are free`,
          );
        if (!bookingEverything || !isOpen(startAt)) continue;
        const scene = this.scene();
        const minute = (startAt.getTime() - dayStartAt) / minuteMs;
        const time = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
        const outcome = await this.take({ by: 'd', step: `book ${time}${work === 'pipe' ? ' pipe' : ''}` });
        this.backTo(scene);
        booked += 1;
        const expected = free.length > 0 ? 'done' : 'slot.taken';
        if (outcome !== expected)
          faults.push(`${startAt.toISOString()} ${work}: ${outcome}, and not ${expected}`);
      }
    }
    return { faults, booked };
  }

  private rows(): Promise<CalendarRows> {
    return readCalendar(this.app.source);
  }

  private async everything(): Promise<
    Record<'bookings' | 'holds' | 'cells' | 'searches' | 'offers' | 'records' | 'payments', Row[]>
  > {
    const select = (sql: string): Promise<Row[]> => this.app.source.query(sql);
    return {
      bookings: await select(
        `SELECT id, customerId, state, providerId, unplaced, slotStartAt, durationMinutes, paymentState, paymentMethod,
         paymentDueAt, originalSlotStartAt, lateMovedAt, lateMoveFeePaise, providerChangedAt, feeWaivedReason,
         scheduleVersion, createdAt FROM bookings ORDER BY id`,
      ),
      holds: await select(
        'SELECT id, principalId, slotStartAt, durationMinutes, providerId, expiresAt FROM holds ORDER BY id',
      ),
      cells: await select('SELECT providerId, cell, ownerId, expiresAt, pincode FROM provider_cells'),
      searches: await select(
        `SELECT id, bookingId, openFor, scheduleVersion, state, waveIndex, waveEndsAt, exceptProviderIds
         FROM dispatches ORDER BY id`,
      ),
      offers: await select(
        'SELECT dispatchId, bookingId, providerId, scheduleVersion, waveIndex, state, expiresAt FROM dispatch_offers',
      ),
      records: await select(
        'SELECT providerId, acceptedCount, refusedCount, visitCount, onTimeCount, lastOfferedAt FROM provider_records',
      ),
      payments: await select('SELECT subjectId, state, amountPaise FROM payments'),
    };
  }
}

/** Whether anybody works then: to try every other start of the day really would tell nothing. */
function isOpen(startAt: Date): boolean {
  const minute = (startAt.getTime() - dayStartAt) / minuteMs;
  return minute >= openMinutes[0] && minute < openMinutes[1];
}
