import { RateCardEntity } from '../../src/features/services/index.js';
import {
  BookingCancellationService,
  BookingEntity,
  BookingEventEntity,
  BookingProgressService,
  BookingStartService,
  BookingsService,
  BookingCreationService,
} from '../../src/features/bookings/index.js';
import type { ProgressEvent } from '../../src/features/bookings/index.js';
import { DuesService, LedgerService } from '../../src/features/payments/index.js';
import { systemActor } from '../../src/kernel/actor.js';
import type { Actor } from '../../src/kernel/actor.js';
import { planBookings } from '../bookings.plan.js';
import type { PlannedBooking, PlannedTime } from '../bookings.plan.js';
import { material } from '../material.js';
import type { SeedDays } from '../seed-days.js';
import { SeededRandom } from '../seeded-random.js';
import type { Seeding } from '../seeding.js';
import { priceIn } from './catalogue.js';
import { readCustomers } from './people.js';
import type { SeededCustomer } from './people.js';

type SeedEvent = 'top_up' | 'create' | ProgressEvent | 'cancel';

/** One thing that happens to one booking. */
interface Happening {
  readonly at: Date;
  readonly event: SeedEvent;
  /** How many events the booking has when this one is due; null for what is not an event of it. */
  readonly nth: number | null;
  readonly planned: PlannedBooking;
}

const minuteMs = 60_000;

const reasons: Readonly<Record<Exclude<SeedEvent, 'top_up' | 'create'>, string>> = {
  assign: 'The provider accepted the job.',
  depart: 'The provider set out.',
  arrive: 'The provider is at the door.',
  contact_attempt: 'The provider rang the bell and called.',
  start: 'The customer gave the start code.',
  complete: 'The work is done.',
  cancel: 'My plans have changed.',
};

/**
 * Lives through the bookings' past in the order in which it happened, by the services that do it every day, their
 * clock set to each instant. So prices, cells, fees and the journal are what they would have been.
 */
export async function seedBookings(seeding: Seeding): Promise<void> {
  const planned = planBookings();
  const story = new BookingStory(seeding, await readCustomers(seeding), await rateCardIds(seeding));
  await story.recall();
  const happenings = planned.flatMap((each) => happeningsOf(each, seeding.days));
  for (const each of happenings.toSorted((a, b) => a.at.getTime() - b.at.getTime())) await story.live(each);
}

class BookingStory {
  private readonly idByKey = new Map<string, string>();
  private readonly providerOf = new Map<string, string>();
  private readonly eventsOf = new Map<string, number>();
  private readonly byPlace: ReadonlyMap<number, SeededCustomer>;

  constructor(
    private readonly seeding: Seeding,
    customers: readonly SeededCustomer[],
    private readonly rateCardIdOf: ReadonlyMap<string, string>,
  ) {
    this.byPlace = new Map(customers.map((each) => [each.at, each]));
  }

  /** How far an earlier run has come. */
  async recall(): Promise<void> {
    const { bookings, events } = await this.seeding.work.read(async (reader) => ({
      bookings: await reader.getRepository(BookingEntity).find({ select: { id: true, providerId: true } }),
      events: await reader.getRepository(BookingEventEntity).find({ select: { id: true, bookingId: true } }),
    }));
    for (const { id, providerId } of bookings) if (providerId) this.providerOf.set(id, providerId);
    for (const { bookingId } of events) this.eventsOf.set(bookingId, (this.eventsOf.get(bookingId) ?? 0) + 1);
  }

  async live({ at, event, nth, planned }: Happening): Promise<void> {
    this.seeding.clock.set(at);
    const customer = this.byPlace.get(planned.customerAt);
    if (!customer) return;
    if (event === 'top_up') return this.topUp(planned, customer);
    if (event === 'create') return this.create(planned, customer);
    const id = this.idByKey.get(planned.key);
    if (id === undefined || (this.eventsOf.get(id) ?? 0) !== nth) return;
    if (event === 'cancel') await this.cancel(id, customer);
    else await this.advance(id, event);
    this.eventsOf.set(id, nth + 1);
  }

  /** Puts enough into the wallet for what will be booked from it. */
  private async topUp({ key, rateCards }: PlannedBooking, { id, city }: SeededCustomer): Promise<void> {
    const factorBps = material.cities().find(({ name }) => name === city)?.priceFactorBps ?? 10_000;
    const netPaise = rateCards.reduce((sum, { pricePaise }) => sum + priceIn(pricePaise, factorBps), 0);
    // Tax and the convenience charge are less than a quarter of the price and Rs 100; people round up.
    await this.seeding.steps.write(`wallet ${key}`, async (tx) => {
      const duesPaise = await this.seeding.get(DuesService).owedPaise(tx, id);
      const amountPaise = Math.ceil((netPaise * 1.25 + 100_00 + duesPaise) / 500_00) * 500_00;
      await this.seeding.get(LedgerService).post(tx, {
        reason: 'wallet.topped_up',
        bookingId: null,
        lines: [
          { account: 'wallet_funding', amountPaise },
          { account: 'wallet_liability', subject: id, amountPaise: -amountPaise },
        ],
      });
    });
  }

  private async create(planned: PlannedBooking, customer: SeededCustomer): Promise<void> {
    const addressId = customer.addressIds[planned.addressAt];
    if (addressId === undefined) return;
    const { days, get, steps } = this.seeding;
    const id = await steps.once(`booking ${planned.key}`, async () => {
      const made = await get(BookingCreationService).create(customerActor(customer), {
        addressId,
        startAt: days.at(planned.start.day, planned.start.minute),
        items: planned.rateCards.map(({ slug }) => ({ rateCardId: this.rateCardId(slug), quantity: 1 })),
        paymentMethod: planned.paymentMethod,
      });
      this.eventsOf.set(made.id, 1);
      if (made.booking.providerId) this.providerOf.set(made.id, made.booking.providerId);
      return made;
    });
    this.idByKey.set(planned.key, id);
  }

  private async advance(id: string, event: ProgressEvent): Promise<void> {
    const providerId = this.providerOf.get(id);
    if (providerId === undefined) throw new Error(`Booking ${id} has no provider to ${event} it.`);
    const provider: Actor = { kind: 'provider', id: providerId, channel: 'seed' };
    if (event !== 'start')
      return void (await this.seeding
        .get(BookingProgressService)
        .advance(provider, id, event, reasons[event]));
    const { booking } = await this.seeding.get(BookingsService).get(systemActor, id);
    await this.seeding.get(BookingStartService).start(provider, id, booking.startCode);
  }

  private async cancel(id: string, customer: SeededCustomer): Promise<void> {
    const cancellation = this.seeding.get(BookingCancellationService);
    const actor = customerActor(customer);
    const quote = await cancellation.quote(actor, id);
    await cancellation.cancel(actor, id, { quoteId: quote.id, reason: reasons.cancel });
  }

  private rateCardId(slug: string): string {
    const found = this.rateCardIdOf.get(slug);
    if (found === undefined) throw new Error(`The catalogue has no rate card ${slug}.`);
    return found;
  }
}

function happeningsOf(planned: PlannedBooking, days: SeedDays): Happening[] {
  const { booked, start, fate, durationMinutes, cancelledMinutesBefore, paymentMethod, key } = planned;
  const random = new SeededRandom(30_000 + Number(key));
  const startAt = days.at(start.day, start.minute);
  const bookedAt = bookedInstant(booked, days);
  const fromStart = (minutes: number): Date => after(startAt, minutes);
  const happening = (event: SeedEvent, at: Date, nth: number | null): Happening => ({
    event,
    at,
    nth,
    planned,
  });
  const assign = happening('assign', after(bookedAt, random.int(5, 30)), 1);
  const cancel = (nth: number) => happening('cancel', fromStart(-cancelledMinutesBefore), nth);
  const work = [
    happening('depart', fromStart(-random.int(25, 45)), 2),
    happening('arrive', fromStart(-random.int(0, 10)), 3),
    happening('start', fromStart(random.int(1, 6)), 4),
    happening('complete', fromStart(durationMinutes + random.int(2, 10)), 5),
  ];
  const later: Readonly<Record<PlannedBooking['fate'], Happening[]>> = {
    completed: [assign, ...work],
    cancelled_early: [cancel(1)],
    cancelled_late: [assign, cancel(2)],
    confirmed: [],
    assigned: [assign],
  };
  return [
    ...(paymentMethod === 'wallet' ? [happening('top_up', after(bookedAt, -10), null)] : []),
    happening('create', bookedAt, 0),
    ...later[fate],
  ];
}

function bookedInstant(booked: PlannedTime | { minutesAgo: number }, days: SeedDays): Date {
  return 'minutesAgo' in booked ? days.ago(booked.minutesAgo) : days.at(booked.day, booked.minute);
}

function after(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * minuteMs);
}

function customerActor({ id }: SeededCustomer): Actor {
  return { kind: 'customer', id, channel: 'seed' };
}

/** Slug -> id. */
async function rateCardIds({ work }: Seeding): Promise<ReadonlyMap<string, string>> {
  const rows = await work.read((reader) => reader.getRepository(RateCardEntity).find());
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}
