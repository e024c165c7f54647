import { customersWithHistory, planCustomers } from './customers.plan.js';
import type { PlannedCustomer } from './customers.plan.js';
import { material } from './material.js';
import type { RateCardMaterial } from './material.js';
import { SeededRandom } from './seeded-random.js';

/** How a booking has ended by the day of the seeding, or how far it has come. */
export type BookingFate = 'completed' | 'cancelled_early' | 'cancelled_late' | 'confirmed' | 'assigned';

/** A wall-clock minute of a day counted from that of the seeding. */
export interface PlannedTime {
  readonly day: number;
  readonly minute: number;
}

export interface PlannedBooking {
  /** `001` to `139`. */
  readonly key: string;
  /** Place of the customer in the plan. */
  readonly customerAt: number;
  /** Which of the customer's addresses. */
  readonly addressAt: number;
  /** Of one category, each once. */
  readonly rateCards: readonly RateCardMaterial[];
  readonly durationMinutes: number;
  readonly start: PlannedTime;
  /** When it was booked: a time, or for what lies ahead so many minutes before the seeding. */
  readonly booked: PlannedTime | { readonly minutesAgo: number };
  readonly paymentMethod: 'cash' | 'wallet';
  readonly fate: BookingFate;
  /** Of a cancelled one: how long before the start. */
  readonly cancelledMinutesBefore: number;
}

const bookingCount = 139;

/** How many bookings have one, two and three items: 30 + 126 + 138 = 294. */
const sizes = [
  { items: 1, bookings: 30 },
  { items: 2, bookings: 63 },
  { items: 3, bookings: 46 },
] as const;

const upcomingCount = 15;
const cancelledCount = 16;
const longestMinutes = 240;
const openMinute = 480;
const closeMinute = 1_200;

/** Their services seldom leave room for another in one visit. */
const longCategories = ['home-cleaning', 'painting', 'packers-and-movers'];

/** Where newcomers are tried out: what lies ahead leaves these cities' mornings free. */
const freeCities = ['Bangalore', 'Mumbai'];

/** The demonstration's customer, whose bookings are told apart so that every view of the product shows something. */
const demoFates: readonly BookingFate[] = [
  'completed',
  'completed',
  'completed',
  'cancelled_late',
  'confirmed',
];

/** The same 139 bookings every time, relative to the day of the seeding. */
export function planBookings(): PlannedBooking[] {
  const random = new SeededRandom(20_263);
  const customers = planCustomers().filter(({ hasHistory }) => hasHistory);
  const booked = bookersOf(customers, random);
  const fates = fatesOf(booked, random);
  const counts = random.shuffle(sizes.flatMap(({ items, bookings }) => Array<number>(bookings).fill(items)));
  const choose = rateCardChooser(random);
  return booked.map((customer, at) => {
    const fate = fates[at] ?? 'completed';
    const rateCards = choose(counts[at] ?? 1);
    const durationMinutes = minutesOf(rateCards);
    const isAhead = fate === 'confirmed' || fate === 'assigned';
    const start = isAhead
      ? startAhead(random, customer, durationMinutes)
      : startBefore(random, durationMinutes);
    return {
      key: String(at + 1).padStart(3, '0'),
      customerAt: customer.at,
      addressAt: isAhead && customer.at === 0 ? 1 : random.int(0, customer.addresses.length - 1),
      rateCards,
      durationMinutes,
      start,
      booked: isAhead
        ? { minutesAgo: random.int(90, 40 * 60) }
        : { day: start.day - random.int(1, 5), minute: random.int(9 * 60, 18 * 60) },
      paymentMethod: random.chance(0.3) ? 'wallet' : 'cash',
      fate,
      cancelledMinutesBefore:
        fate === 'cancelled_early' ? random.int(300, 700) : random.pick([150, 120, 90, 45, 30]),
    };
  });
}

/** Every customer with a history once, the demonstration's five times, and others again. */
function bookersOf(customers: readonly PlannedCustomer[], random: SeededRandom): PlannedCustomer[] {
  const [demo, ...others] = customers;
  if (!demo || others.length !== customersWithHistory - 1)
    throw new Error('The plan of customers has changed.');
  const again = bookingCount - others.length - demoFates.length;
  return [
    ...demoFates.map(() => demo),
    ...others,
    ...Array.from({ length: again }, () => random.pick(others)),
  ];
}

function fatesOf(booked: readonly PlannedCustomer[], random: SeededRandom): BookingFate[] {
  const fates: BookingFate[] = booked.map((_, at) => demoFates[at] ?? 'completed');
  const others = booked.flatMap((customer, at) => (at < demoFates.length ? [] : [{ customer, at }]));
  const settled = others.filter(({ customer }) => !freeCities.includes(customer.city));
  const ahead = random.shuffle(settled).slice(0, upcomingCount - 1);
  for (const [nth, { at }] of ahead.entries()) fates[at] = nth % 3 === 0 ? 'assigned' : 'confirmed';
  const rest = others.filter((each) => !ahead.includes(each));
  const cancelled = random.shuffle(rest).slice(0, cancelledCount - 1);
  for (const [nth, { at }] of cancelled.entries())
    fates[at] = nth % 2 === 0 ? 'cancelled_early' : 'cancelled_late';
  return fates;
}

function startBefore(random: SeededRandom, durationMinutes: number): PlannedTime {
  return { day: random.int(-60, -1), minute: onGrid(random, openMinute, closeMinute - durationMinutes) };
}

function startAhead(random: SeededRandom, { at }: PlannedCustomer, durationMinutes: number): PlannedTime {
  const last = closeMinute - durationMinutes;
  if (at === 0) return { day: 3, minute: Math.min(960, last - (last % 30)) };
  return { day: random.int(1, 5), minute: onGrid(random, openMinute, last) };
}

function onGrid(random: SeededRandom, from: number, to: number): number {
  return from + 30 * random.int(0, Math.floor((to - from) / 30));
}

/** Draws so many different services of one category that one visit can hold. */
function rateCardChooser(random: SeededRandom): (items: number) => RateCardMaterial[] {
  const categoryOf = new Map(material.services().map(({ slug, categorySlug }) => [slug, categorySlug]));
  const categories = material.categories().map(({ slug }) => slug);
  const cards = material.rateCards();
  return (items) => {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const category = random.pick(items === 1 && random.chance(0.7) ? longCategories : categories);
      const drawn = random.shuffle(
        cards.filter(({ serviceSlug }) => categoryOf.get(serviceSlug) === category),
      );
      const services = new Set<string>();
      const chosen = drawn.filter(({ serviceSlug }) => {
        if (services.size === items || services.has(serviceSlug)) return false;
        services.add(serviceSlug);
        return true;
      });
      if (chosen.length === items && minutesOf(chosen) <= longestMinutes) return chosen;
    }
    throw new Error(`No category offers ${items} services within ${longestMinutes} minutes.`);
  };
}

/** As PR-7 rounds it. */
function minutesOf(cards: readonly RateCardMaterial[]): number {
  const sum = cards.reduce((minutes, { durationMinutes }) => minutes + durationMinutes, 0);
  return Math.ceil(sum / 15) * 15;
}
