import { planBookings } from './bookings.plan.js';
import { planCustomers } from './customers.plan.js';
import { material } from './material.js';
import { scoreOf } from './priority-score.js';
import { SeedDays } from './seed-days.js';
import { SeededRandom } from './seeded-random.js';

const count = <T>(items: readonly T[], isWanted: (item: T) => boolean): number =>
  items.filter(isWanted).length;

describe('the draws of the seeding', () => {
  it('come out the same every time, and otherwise for another seed', () => {
    const draws = (seed: number): number[] => {
      const random = new SeededRandom(seed);
      return Array.from({ length: 50 }, () => random.int(1, 1_000_000));
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('take every number of a range about as often', () => {
    const random = new SeededRandom(7);
    const draws = Array.from({ length: 60_000 }, () => random.int(1, 6));
    for (const face of [1, 2, 3, 4, 5, 6]) {
      const times = count(draws, (each) => each === face);
      expect(Math.abs(times - 10_000)).toBeLessThan(400);
    }
  });

  it('reorder a list without losing anything', () => {
    const cards = Array.from({ length: 52 }, (_, at) => at);
    const shuffled = new SeededRandom(7).shuffle(cards);
    expect(shuffled).not.toEqual(cards);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(cards);
  });
});

describe('the days of the seeding', () => {
  it('are counted in the zone, minutes past midnight running into the next day', () => {
    const days = new SeedDays(new Date('2026-11-21T18:31:00.000Z'), 'Asia/Kolkata');
    expect(days.today).toBe('2026-11-22');
    expect(days.at(-1, 600).toISOString()).toBe('2026-11-21T04:30:00.000Z');
    expect(days.at(0, 1_500)).toEqual(days.at(1, 60));
    expect(days.at(0, -60)).toEqual(days.at(-1, 1_380));
  });
});

describe('the planned customers', () => {
  const customers = planCustomers();

  it('are 150 with 198 addresses, the demonstration’s first, at 560001', () => {
    expect(customers).toHaveLength(150);
    expect(customers.flatMap(({ addresses }) => addresses)).toHaveLength(198);
    expect(customers[0]).toMatchObject({ mobile: '+919000000001', firstName: 'Aarav', hasHistory: true });
    expect(customers[0]?.addresses[0]?.pincode).toBe('560001');
    expect(count(customers, ({ hasHistory }) => hasHistory)).toBe(100);
  });

  it('have mobiles and emails of their own', () => {
    for (const key of ['mobile', 'email'] as const)
      expect(new Set(customers.map((each) => each[key])).size).toBe(150);
  });

  it('are the same people every time', () => {
    expect(planCustomers()).toEqual(customers);
  });
});

describe('the planned bookings', () => {
  const bookings = planBookings();
  const customers = planCustomers();
  const categoryOf = new Map(material.services().map(({ slug, categorySlug }) => [slug, categorySlug]));

  it('are 139 with 294 items, at least one for each customer with a history', () => {
    expect(bookings).toHaveLength(139);
    expect(bookings.flatMap(({ rateCards }) => rateCards)).toHaveLength(294);
    expect(new Set(bookings.map(({ customerAt }) => customerAt)).size).toBe(100);
  });

  it('hold different services of one category, within one visit and the working day', () => {
    for (const { rateCards, durationMinutes, start } of bookings) {
      expect(new Set(rateCards.map(({ serviceSlug }) => categoryOf.get(serviceSlug))).size).toBe(1);
      expect(new Set(rateCards.map(({ serviceSlug }) => serviceSlug)).size).toBe(rateCards.length);
      expect(durationMinutes).toBeLessThanOrEqual(240);
      expect(start.minute).toBeGreaterThanOrEqual(480);
      expect(start.minute + durationMinutes).toBeLessThanOrEqual(1_200);
      expect(start.minute % 30).toBe(0);
    }
  });

  it('use every category', () => {
    const used = bookings.map(({ rateCards }) => categoryOf.get(rateCards[0]?.serviceSlug ?? ''));
    expect(new Set(used)).toEqual(new Set(material.categories().map(({ slug }) => slug)));
  });

  it('lie in the past when they are over, and 15 in the next five days when they are not', () => {
    const isAhead = ({ fate }: (typeof bookings)[number]): boolean =>
      fate === 'confirmed' || fate === 'assigned';
    expect(count(bookings, isAhead)).toBe(15);
    for (const booking of bookings) {
      const { day } = booking.start;
      if (isAhead(booking)) expect([1, 2, 3, 4, 5]).toContain(day);
      else expect(day).toBeLessThan(0);
    }
  });

  it('leave the mornings at 560001 and 400001 to newcomers', () => {
    const inTheWay = bookings.filter(({ customerAt, addressAt, start }) => {
      const pincode = customers[customerAt]?.addresses[addressAt]?.pincode ?? '';
      return start.day > 0 && start.minute < 720 && ['560001', '400001'].includes(pincode);
    });
    expect(inTheWay).toEqual([]);
  });
});

describe('a priority score (SL-7)', () => {
  const parts = { severity: 18, sentiment: 4, money: 2, repeat: 0, value: 1, clock: 10 };

  it('is the sum of its parts, and at least 90 for a matter of safety', () => {
    expect(scoreOf(parts, false)).toBe(35);
    expect(scoreOf(parts, true)).toBe(90);
    expect(scoreOf({ severity: 40, sentiment: 10, money: 10, repeat: 10, value: 5, clock: 25 }, true)).toBe(
      100,
    );
  });
});
