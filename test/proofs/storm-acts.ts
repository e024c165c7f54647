import type { SeededRandom } from '../../seeds/seeded-random.js';
import { newId } from '../../src/kernel/ids.js';
import { Acts } from './acts.js';
import { works } from './cast.js';
import type { Cast, Customer, Work } from './cast.js';
import type { Row } from './calendar-rows.js';
import type { KernelApp } from './kernel-app.js';

/** The Wednesday and the Thursday that storms are about, local midnights. */
export const stormDays = ['2026-03-11', '2026-03-12'] as const;
const halfHourMs = 30 * 60_000;
const firstMinute = 480;
const startsPerDay = 24;

/** Every start there is. */
export const stormStarts: readonly Date[] = stormDays.flatMap((day) =>
  Array.from(
    { length: startsPerDay },
    (_, nth) => new Date(Date.parse(`${day}T00:00:00+05:30`) + firstMinute * 60_000 + nth * halfHourMs),
  ),
);

/** What is done how often, of a hundred. */
const shares = {
  hold: 18,
  'book+': 9,
  book: 14,
  order: 5,
  pay: 4,
  lapse: 3,
  reschedule: 11,
  cancel: 11,
  release: 2,
  search: 9,
  wave: 3,
  accept: 6,
  decline: 3,
  'give back': 2,
} as const;
type Act = keyof typeof shares;

/** What people want and how often they do what. */
export interface Weather {
  readonly starts: readonly Date[];
  readonly works: readonly Work[];
  readonly shares: Readonly<Partial<Record<Act, number>>>;
  /** Time that passes with each operation. */
  readonly perOperationMs: number;
}

/** Everything everywhere; a hold lasts some 150 operations. */
export const wideWeather: Weather = { starts: stormStarts, works, shares, perOperationMs: 2_000 };

/**
 * Everybody wants the same two visits, between which nobody gets from one pincode to the other in time, and leaves
 * them soon; a hold lasts some 30 operations.
 */
export const hotWeather: Weather = {
  starts: [stormStarts[4], stormStarts[6]].filter((start) => start !== undefined),
  works: ['pipe'],
  shares: { hold: 25, 'book+': 18, book: 20, order: 5, pay: 4, reschedule: 6, cancel: 22 },
  perOperationMs: 10_000,
};

const live = "('pending_payment', 'confirmed', 'assigned')";

/** Orders at the gateway whose money has not come; of those that were given up it still may (ST-1). */
const ordered = `SELECT subjectId AS id FROM payments
  WHERE orderRef IS NOT NULL AND state IN ('pending', 'void') ORDER BY id DESC`;

/** Offers that stand, as far as one can see before they are answered. */
const offered = `SELECT dispatch_offers.id AS id, dispatch_offers.providerId AS providerId FROM dispatch_offers
  INNER JOIN bookings ON bookings.id = dispatch_offers.bookingId
  WHERE dispatch_offers.state = 'open' AND bookings.state = 'confirmed'
  AND bookings.scheduleVersion = dispatch_offers.scheduleVersion ORDER BY dispatch_offers.id DESC`;

/** One of many who do something at random, again and again. */
export class StormActs {
  private readonly acts: Acts;

  constructor(
    private readonly app: KernelApp,
    private readonly cast: Cast,
    private readonly random: SeededRandom,
    private readonly weather: Weather,
  ) {
    this.acts = new Acts(app, cast);
  }

  draw(): Act {
    let left = this.random.int(1, 100);
    for (const [act, share] of Object.entries(this.weather.shares)) {
      left -= share;
      if (left <= 0) return act as Act;
    }
    return 'hold';
  }

  async take(act: Act): Promise<void> {
    const visit = {
      startAt: this.random.pick(this.weather.starts),
      work: this.random.pick(this.weather.works),
    };
    const customer = this.random.pick(this.cast.customers);
    switch (act) {
      case 'hold':
        await this.acts.hold(customer, visit);
        return;
      case 'book':
        await this.acts.book(customer, visit);
        return;
      case 'book+':
        return this.bookHeld();
      case 'order':
        await this.acts.order(customer, visit);
        return;
      case 'release': {
        const hold = await this.any('SELECT id, principalId FROM holds');
        return this.acts.release(this.customer(hold?.['principalId']), idOf(hold));
      }
      case 'pay':
        return this.acts.pay(idOf(await this.any(ordered)));
      case 'lapse':
        return this.acts.lapse(idOf(await this.booking("('pending_payment')")));
      case 'reschedule': {
        const booking = await this.booking();
        return this.acts.reschedule(this.customer(booking?.['customerId']), idOf(booking), visit.startAt);
      }
      case 'cancel': {
        const booking = await this.booking();
        return this.acts.cancel(this.customer(booking?.['customerId']), idOf(booking));
      }
      case 'search':
        return this.acts.search(idOf(await this.booking("('confirmed')")));
      case 'accept':
      case 'decline': {
        const offer = await this.any(offered);
        return this.acts[act](this.provider(offer?.['providerId']), idOf(offer));
      }
      case 'wave': {
        const search = await this.any(
          "SELECT id, waveIndex FROM dispatches WHERE state = 'open' ORDER BY id DESC",
        );
        return this.acts.endWave(idOf(search), Number(search?.['waveIndex'] ?? 0));
      }
      case 'give back': {
        const booking = await this.booking("('assigned')");
        return this.acts.giveBack(this.provider(booking?.['providerId']), idOf(booking));
      }
    }
  }

  /** Books what is held exactly as it is held; which work it was, the hold's length says. */
  private async bookHeld(): Promise<void> {
    const hold = await this.any('SELECT id, principalId, slotStartAt, durationMinutes FROM holds');
    const { slotStartAt, durationMinutes } = hold ?? {};
    const startAt = slotStartAt instanceof Date ? slotStartAt : this.random.pick(this.weather.starts);
    const work = Number(durationMinutes) === 45 ? 'pipe' : 'tap';
    await this.acts.book(this.customer(hold?.['principalId']), { startAt, work }, idOf(hold));
  }

  private booking(states = live): Promise<Row | undefined> {
    return this.any(`SELECT id, customerId, providerId FROM bookings WHERE state IN ${states}`);
  }

  private async any(select: string): Promise<Row | undefined> {
    const rows = await this.app.source.query<Row[]>(`${select} LIMIT 60`);
    return rows.length === 0 ? undefined : this.random.pick(rows);
  }

  private customer(id: unknown): Customer {
    return this.cast.customers.find((each) => each.id === id) ?? this.random.pick(this.cast.customers);
  }

  private provider(id: unknown): string {
    return typeof id === 'string' ? id : this.random.pick(this.cast.providerIds);
  }
}

/** An id of nothing where there is nothing, so that the service refuses by itself. */
function idOf(row: Row | undefined): string {
  return row ? String(row['id']) : newId();
}
