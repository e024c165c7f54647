import process from 'node:process';
import { checkProvider, placeJob } from '../../src/features/bookings/slots/slot-engine.js';
import type { ProviderEngagement, ProviderSchedule } from '../../src/features/providers/index.js';
import type { PlacedJob } from '../../src/features/bookings/slots/slot-engine.js';
import { heldBack, meanOf, reckonedJobs } from '../../src/features/dispatch/fairness.rule.js';
import { meansOf, scoreOf } from '../../src/features/dispatch/score.rule.js';
import { comesFrom, distanceKm } from '../../src/features/dispatch/travel.rule.js';
import type { Point } from '../../src/features/dispatch/travel.rule.js';
import { nextWave } from '../../src/features/dispatch/wave.rule.js';
import type { DispatchBody } from '../../src/features/policies/index.js';
import { addDays, atMinute, localDate, weekdayOf } from '../../src/kernel/calendar.js';
import { SeededRandom } from '../../seeds/seeded-random.js';

const zone = 'Asia/Kolkata';
const firstDay = '2026-03-02';
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const [providerCount, bookingCount, days] = [40, 3_000, 30];

const policy: DispatchBody = {
  waves: [
    { providers: 1, seconds: 90 },
    { providers: 3, seconds: 120 },
    { providers: null, seconds: 300 },
  ],
  weights: { rating: 25, acceptance: 25, travel: 20, fairness: 15, onTime: 10, preference: 5 },
  acceptancePriorStrength: 20,
  unplacedNoticeMinutes: 120,
  fairnessGapJobs: 5,
};

interface Worker {
  id: string;
  base: Point;
  rating: number;
  /** How often they say yes. */
  willingness: number;
  punctuality: number;
  joinedAt: number;
  jobs: { startAt: number; bookedAt: number; place: string }[];
  engagements: ProviderEngagement[];
  jobsOn: Map<string, number>;
  accepted: number;
  refused: number;
  visits: number;
  onTime: number;
  lastOfferedAt: number | null;
}

interface Wanted {
  number: number;
  bookedAt: number;
  startAt: number;
  place: string;
  job: PlacedJob;
  weekStartAt: number;
}

/** A job given out, and how much work the others who could and would have done it had that week. */
interface Given {
  jobs: number;
  meanOfOthers: number;
  others: number;
}

/** How those who can come are put in order; the first are asked first. */
type Order = (market: Market, able: readonly Worker[], wanted: Wanted) => Worker[];

/** A town of five by five pincodes, four kilometres apart, where most of the work lies in the middle. */
const pincodes = new Map<string, Point>();
for (let row = 0; row < 5; row += 1)
  for (let column = 0; column < 5; column += 1)
    pincodes.set(`5600${row}${column}`, { lat: 12.9 + row * 0.036, lng: 77.5 + column * 0.037 });
const places = [...pincodes.keys()];
const crowded = ['560022', '560022', '560022', '560021', '560023', '560012', '560032'];

function pointOf(place: string): Point {
  const point = pincodes.get(place);
  if (!point) throw new Error(`There is no ${place}.`);
  return point;
}

class Market {
  readonly workers: Worker[];
  readonly given: Given[] = [];
  unserved = 0;

  constructor(private readonly order: Order) {
    const random = new SeededRandom(7);
    this.workers = Array.from({ length: providerCount }, (_, at) => ({
      id: `provider-${String(at).padStart(2, '0')}`,
      base: pointOf(random.pick(places)),
      rating: random.int(34, 50) / 10,
      willingness: random.int(45, 98) / 100,
      punctuality: random.int(60, 99) / 100,
      // Four of them come in the middle of the month.
      joinedAt:
        at % 10 === 9 ? atMinute(addDays(firstDay, 12), 0, zone) : atMinute(firstDay, 0, zone) - 90 * dayMs,
      jobs: [],
      engagements: [],
      jobsOn: new Map(),
      ...{ accepted: 0, refused: 0, visits: 0, onTime: 0, lastOfferedAt: null },
    }));
  }

  /** Lives through the month; the same month for every market. */
  live(): this {
    const random = new SeededRandom(11);
    const month: Wanted[] = Array.from({ length: bookingCount }, (_, number) => {
      const day = Math.floor((number * days) / bookingCount);
      const bookedAt = atMinute(addDays(firstDay, day), 0, zone) + random.int(7 * 60, 22 * 60) * minuteMs;
      const on = addDays(localDate(bookedAt, zone), random.int(1, 3));
      const startAt = atMinute(on, 480 + 30 * random.int(0, 22), zone);
      const place = random.int(1, 10) <= 7 ? random.pick(crowded) : random.pick(places);
      const wish = { skill: 'repair', pincode: place, city: 'Bangalore', durationMinutes: 60, dailyCap: 8 };
      const weekStartAt = atMinute(addDays(on, 1 - weekdayOf(on)), 0, zone);
      return { number, bookedAt, startAt, place, job: placeJob({ ...wish, zone }, startAt), weekStartAt };
    });
    for (const wanted of month.toSorted((a, b) => a.bookedAt - b.bookedAt)) this.dispatch(wanted);
    return this;
  }

  /** The same person says the same to the same job, whatever the order in which they are asked. */
  private says(worker: Worker, { number }: Wanted, wave: number): 'yes' | 'no' | 'nothing' {
    const draw =
      new SeededRandom(number * 1_009 + this.workers.indexOf(worker) * 31 + wave).int(0, 999) / 1_000;
    if (draw < worker.willingness) return 'yes';
    return draw < worker.willingness + (1 - worker.willingness) / 2 ? 'no' : 'nothing';
  }

  private dispatch(wanted: Wanted): void {
    const declined = new Set<string>();
    const asked = new Set<string>();
    let from = 0;
    for (;;) {
      const willing = this.able(wanted).filter(({ id }) => !declined.has(id));
      const ranked = this.order(this, willing, wanted);
      const wave = nextWave(policy.waves, from, { ranked: ranked.map(({ id }) => id), declined, asked });
      if (!wave) return void (this.unserved += 1);
      const answers = ranked
        .filter(({ id }) => wave.providerIds.includes(id))
        .map((worker) => ({ worker, said: this.says(worker, wanted, wave.index) }));
      const takers = answers.filter(({ said }) => said === 'yes').map(({ worker }) => worker);
      const first = takers[wanted.number % Math.max(1, takers.length)];
      for (const { worker, said } of answers) {
        asked.add(worker.id);
        worker.lastOfferedAt = wanted.bookedAt;
        if (said === 'no') declined.add(worker.id);
        if (said !== 'yes') worker.refused += 1;
      }
      if (first) return this.give(first, wanted, willing);
      from = wave.index + 1;
    }
  }

  private able({ job, bookedAt }: Wanted): Worker[] {
    const hours = [{ startAt: job.day.startAt + 480 * minuteMs, endAt: job.day.startAt + 1_230 * minuteMs }];
    return this.workers.filter((worker) => {
      const provider: ProviderSchedule = {
        ...{ id: worker.id, isActive: true, isVerified: true, hours, leave: [] },
        ...{ skills: new Set(['repair']), pincodes: new Set([job.pincode]) },
        engagements: worker.engagements.filter(
          (each) => Math.abs(each.startAt - job.service.startAt) < 2 * dayMs,
        ),
        jobsOn: worker.jobsOn,
      };
      return worker.joinedAt <= bookedAt && checkProvider(provider, job).length === 0;
    });
  }

  private give(worker: Worker, wanted: Wanted, willing: readonly Worker[]): void {
    const { startAt, bookedAt, place, job } = wanted;
    worker.accepted += 1;
    worker.visits += 1;
    if (new SeededRandom(wanted.number).int(0, 999) / 1_000 < worker.punctuality) worker.onTime += 1;
    worker.jobs.push({ startAt, bookedAt, place });
    worker.engagements.push({ startAt, endAt: startAt + 60 * minuteMs, pincode: place, city: 'Bangalore' });
    worker.jobsOn.set(job.on, (worker.jobsOn.get(job.on) ?? 0) + 1);
    const reckoned = this.week(willing, wanted);
    const others = willing.filter((each) => each !== worker).map(({ id }) => reckoned.get(id) ?? 0);
    this.given.push({
      jobs: reckoned.get(worker.id) ?? 0,
      meanOfOthers: meanOf(others) ?? Number.POSITIVE_INFINITY,
      others: others.length,
    });
  }

  /** The jobs of the slot's week, as DI-4 reckons them. */
  week(peers: readonly Worker[], { weekStartAt }: Wanted): ReadonlyMap<string, number> {
    const ofWeek = ({ jobs }: Worker) =>
      jobs.filter((job) => job.startAt >= weekStartAt && job.startAt < weekStartAt + 7 * dayMs);
    const lastJoinedAt = Math.max(...peers.map(({ joinedAt }) => joinedAt));
    return reckonedJobs(
      peers.map((each) => ({ id: each.id, joinedAt: each.joinedAt, jobs: ofWeek(each).length })),
      peers.flatMap((each) =>
        ofWeek(each)
          .filter(({ bookedAt }) => bookedAt < lastJoinedAt)
          .map(({ bookedAt }) => ({ providerId: each.id, bookedAt })),
      ),
    );
  }

  /** One half of the mean difference between two providers, as a share of the mean: 0 is perfectly even. */
  get gini(): number {
    const jobs = this.workers.map((each) => each.jobs.length);
    const differences = jobs.flatMap((a) => jobs.map((b) => Math.abs(a - b)));
    return (meanOf(differences) ?? 0) / (2 * (meanOf(jobs) ?? 1));
  }
}

function wayKm(worker: Worker, { startAt, place, job }: Wanted): number {
  const from = comesFrom(worker.engagements, job.day.startAt, startAt);
  return distanceKm(from === null ? worker.base : pointOf(from), pointOf(place));
}

const nearestFirst: Order = (_market, able, wanted) =>
  able.toSorted((a, b) => wayKm(a, wanted) - wayKm(b, wanted) || (a.id < b.id ? -1 : 1));

const byScore: Order = (market, able, wanted) => {
  const week = market.week(able, wanted);
  const ahead = heldBack(week, policy.fairnessGapJobs);
  const facts = able.map((each) => ({
    id: each.id,
    rating: each.rating,
    acceptedCount: each.accepted,
    refusedCount: each.refused,
    travelKm: wayKm(each, wanted),
    daysSinceOffer: each.lastOfferedAt === null ? null : (wanted.bookedAt - each.lastOfferedAt) / dayMs,
    weekJobs: week.get(each.id) ?? 0,
    visitCount: each.visits,
    onTimeCount: each.onTime,
    visitsToCustomer: 0,
  }));
  const means = meansOf(facts);
  const points = new Map(facts.map((each) => [each.id, scoreOf(each, means, policy).total]));
  return able
    .filter(({ id }) => !ahead.has(id))
    .toSorted((a, b) => (points.get(b.id) ?? 0) - (points.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
};

describe('a month of 3,000 bookings and 40 providers', () => {
  const scored = new Market(byScore).live();
  const nearest = new Market(nearestFirst).live();

  it('is shared out no less evenly by the score than by who is nearest', () => {
    const told = [scored, nearest].map(
      ({ gini, unserved }) => `Gini ${gini.toFixed(4)}, unserved ${unserved}`,
    );
    process.stdout.write(`By score: ${told[0]}. Nearest first: ${told[1]}.\n`);
    expect(scored.gini).toBeLessThanOrEqual(nearest.gini);
    expect(scored.unserved).toBeLessThanOrEqual(bookingCount / 100);
  });

  it('never puts anybody more than five jobs of the week above the others who would do it (DI-4)', () => {
    const beyond = (market: Market) =>
      market.given.filter(({ jobs, meanOfOthers, others }) => others > 0 && jobs > meanOfOthers + 5 + 1e-9);
    expect(scored.given.length).toBeGreaterThan(bookingCount * 0.9);
    expect(beyond(scored)).toEqual([]);
    expect(beyond(nearest).length).toBeGreaterThan(0);
  });

  it('gives newcomers their share and no flood of it (DI-4)', () => {
    const joinedOn = atMinute(addDays(firstDay, 12), 0, zone);
    const lately = ({ jobs }: Worker) => jobs.filter(({ bookedAt }) => bookedAt >= joinedOn).length;
    const isNew = ({ joinedAt }: Worker) => joinedAt === joinedOn;
    const ofNewcomers = meanOf(scored.workers.filter(isNew).map(lately)) ?? 0;
    const ofOthers = meanOf(scored.workers.filter((each) => !isNew(each)).map(lately)) ?? 0;
    expect(ofNewcomers / ofOthers).toBeGreaterThan(0.7);
    expect(ofNewcomers / ofOthers).toBeLessThan(1.4);
  });
});
