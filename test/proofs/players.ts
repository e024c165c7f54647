import { DomainError } from '../../src/kernel/errors.js';
import type { FixedClock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { Acts } from './acts.js';
import type { Row } from './calendar-rows.js';
import type { Cast, Customer } from './cast.js';
import type { KernelApp } from './kernel-app.js';
import type { Deed } from './program.js';

/** What came of a step: `done`, the code of a refusal, or a fault. */
export type Outcome = string;

const dayStartAt = Date.parse('2026-03-10T18:30:00.000Z');
const minuteMs = 60_000;

/** Does what a program says: finds out whom and what each word means, and calls the service. */
export class Players {
  private readonly acts: Acts;

  constructor(
    private readonly app: KernelApp,
    private readonly cast: Cast,
    private readonly clock: FixedClock,
  ) {
    this.acts = new Acts(app, cast);
  }

  /** Takes one step. What is thrown and is no refusal is told as a fault (`isFault`). */
  async take(deed: Deed): Promise<Outcome> {
    try {
      await (
        await this.prepare(deed)
      )();
      return 'done';
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** Looks up what the step is about, now, and leaves the call of the service to whoever makes it. */
  async prepare({ by, step }: Deed): Promise<() => Promise<unknown>> {
    const [act = '', first = '', second] = step.replace('give back', 'give-back').split(' ');
    switch (act) {
      case 'pass':
        return () => Promise.resolve(this.clock.advance(Number(first) * minuteMs));
      case 'search': {
        const id = await this.bookingOf(first);
        return () => this.acts.search(id);
      }
      case 'wave': {
        const { id, waveIndex } = await this.searchOf(first);
        return () => this.acts.endWave(id, waveIndex);
      }
      case 'lapse': {
        const id = await this.bookingOf(first);
        return () => this.acts.lapse(id);
      }
      case 'accept':
      case 'decline': {
        const id = await this.offerOf(by, first);
        return () => this.acts[act](this.provider(by), id);
      }
      case 'give-back': {
        const id = await this.bookingOf(first);
        return () => this.acts.giveBack(this.provider(by), id);
      }
    }
    const customer = this.customer(by);
    const visit = { startAt: at(first), work: second === 'pipe' ? ('pipe' as const) : ('tap' as const) };
    switch (act) {
      case 'hold':
        return () => this.acts.hold(customer, visit);
      case 'release': {
        const id = await this.holdOf(by);
        return () => this.acts.release(customer, id);
      }
      case 'book':
        return () => this.acts.book(customer, visit);
      case 'book+': {
        const id = await this.holdOf(by);
        return () => this.acts.book(customer, visit, id);
      }
      case 'order':
        return () => this.acts.order(customer, visit);
    }
    const id = await this.bookingOf(by);
    switch (act) {
      case 'pay':
        return () => this.acts.pay(id);
      case 'reschedule':
        return () => this.acts.reschedule(customer, id, visit.startAt);
      case 'cancel':
        return () => this.acts.cancel(customer, id);
      default:
        throw new RangeError(`Nobody knows how to ${step}.`);
    }
  }

  private customer(name: string): Customer {
    const found = this.cast.customers['abcd'.indexOf(name)];
    if (!found) throw new RangeError(`There is no customer ${name}.`);
    return found;
  }

  private provider(name: string): string {
    const found = this.cast.providerIds['pq'.indexOf(name)];
    if (!found) throw new RangeError(`There is no plumber ${name}.`);
    return found;
  }

  /** The customer's last booking; an id of nothing when they have none, so that the service refuses by itself. */
  private bookingOf(name: string): Promise<string> {
    const { id } = this.customer(name);
    return this.lastId(`SELECT id FROM bookings WHERE customerId = '${id}' ORDER BY id DESC LIMIT 1`);
  }

  private holdOf(name: string): Promise<string> {
    return this.lastId(`SELECT id FROM holds WHERE principalId = '${this.customer(name).id}' LIMIT 1`);
  }

  private async offerOf(provider: string, customer: string): Promise<string> {
    const bookingId = await this.bookingOf(customer);
    return this.lastId(
      `SELECT id FROM dispatch_offers WHERE bookingId = '${bookingId}' AND providerId = '${this.provider(provider)}' ORDER BY id DESC LIMIT 1`,
    );
  }

  private async searchOf(customer: string): Promise<{ id: string; waveIndex: number }> {
    const bookingId = await this.bookingOf(customer);
    const [row] = await this.app.source.query<Row[]>(
      `SELECT id, waveIndex FROM dispatches WHERE bookingId = '${bookingId}' ORDER BY id DESC LIMIT 1`,
    );
    return { id: row ? String(row['id']) : newId(), waveIndex: Number(row?.['waveIndex'] ?? 0) };
  }

  private async lastId(select: string): Promise<string> {
    const [row] = await this.app.source.query<Row[]>(select);
    return row ? String(row['id']) : newId();
  }
}

/** The instant of a local time of the visits' day. */
export function at(time: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(dayStartAt + (hour * 60 + minute) * minuteMs);
}

export function isFault(outcome: Outcome): boolean {
  return outcome.startsWith('fault');
}

/** A refusal by its code. That the database is too busy is a fault here: nothing is left to a caller to sort out. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof DomainError && error.kind !== 'unavailable') return error.code;
  return `fault: ${error instanceof Error ? error.message : String(error)}`;
}
