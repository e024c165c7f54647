import type { DispatchBody } from '../policies/index.js';
import { meanOf } from './fairness.rule.js';

export type ScorePart = keyof DispatchBody['weights'];
export const scoreParts: readonly ScorePart[] = [
  'rating',
  'acceptance',
  'travel',
  'fairness',
  'onTime',
  'preference',
];

/** What is known of somebody who could do a job. */
export interface CandidateFacts {
  readonly id: string;
  /** 1 to 5 (DI-5); null where nobody of the trade has been rated. */
  readonly rating: number | null;
  readonly acceptedCount: number;
  /** Offers declined, let lapse, or accepted and given back. */
  readonly refusedCount: number;
  /** As the crow flies, from where they come from that day; null when that is not known. */
  readonly travelKm: number | null;
  /** Null for who has never been offered a job. */
  readonly daysSinceOffer: number | null;
  /** In the week of the slot, as DI-4 reckons them. */
  readonly weekJobs: number;
  readonly visitCount: number;
  /** Of the visits, those begun with an arrival by the start of the slot. */
  readonly onTimeCount: number;
  /** Completed visits to this customer. */
  readonly visitsToCustomer: number;
}

/** The means of those who could do the job: where anybody stands of whom too little is known. */
export interface PoolMeans {
  readonly rating: number | null;
  readonly acceptance: number | null;
  readonly travelKm: number | null;
  readonly daysSinceOffer: number | null;
  readonly weekJobs: number;
  readonly onTime: number | null;
}

export interface Score {
  /** 0 to 100: the sum of the parts. */
  readonly total: number;
  /** Points, each at most its weight. */
  readonly parts: Readonly<Record<ScorePart, number>>;
}

/** From so far away the travel part is zero. */
export const farKm = 20;
/** After so many days without an offer the waiting half of the fairness part is full. */
export const longWaitDays = 7;
/** The part of a weight that somebody gets where not even a mean is known. */
const middle = 0.5;

export function meansOf(pool: readonly CandidateFacts[]): PoolMeans {
  const known = (values: readonly (number | null)[]) =>
    meanOf(values.filter((each): each is number => each !== null));
  const accepted = pool.reduce((sum, each) => sum + each.acceptedCount, 0);
  const refused = pool.reduce((sum, each) => sum + each.refusedCount, 0);
  const visits = pool.reduce((sum, each) => sum + each.visitCount, 0);
  const onTime = pool.reduce((sum, each) => sum + each.onTimeCount, 0);
  return {
    rating: known(pool.map(({ rating }) => rating)),
    acceptance: accepted + refused === 0 ? null : accepted / (accepted + refused),
    travelKm: known(pool.map(({ travelKm }) => travelKm)),
    daysSinceOffer: known(pool.map(({ daysSinceOffer }) => daysSinceOffer)),
    weekJobs: meanOf(pool.map(({ weekJobs }) => weekJobs)) ?? 0,
    onTime: visits === 0 ? null : onTime / visits,
  };
}

/**
 * The score of DI-1: 0 to 100 points, higher is asked earlier. Each part is a share of its weight:
 * - rating: from one star (0) to five (1);
 * - acceptance and on time: empirical Bayes, the pool's mean counting as `acceptancePriorStrength` cases;
 * - travel: falls evenly from 1 at no distance to 0 at `farKm`;
 * - fairness: one half the wait since the last offer, up to `longWaitDays`; the other the share of the week's jobs,
 *   from 1 with none over one half at the mean of the pool to 0 at twice the mean;
 * - preference: whether the customer has had them before.
 * Who is new stands at the mean of the pool (DI-4).
 */
export function scoreOf(facts: CandidateFacts, means: PoolMeans, body: DispatchBody): Score {
  const { weights, acceptancePriorStrength: prior } = body;
  const rating = facts.rating ?? means.rating;
  const travelKm = facts.travelKm ?? means.travelKm;
  const answered = facts.acceptedCount + facts.refusedCount;
  const shares: Readonly<Record<ScorePart, number>> = {
    rating: rating === null ? middle : (rating - 1) / 4,
    acceptance: shrunk(facts.acceptedCount, answered, means.acceptance, prior),
    travel: travelKm === null ? middle : 1 - Math.min(travelKm, farKm) / farKm,
    fairness:
      waitShare(facts.daysSinceOffer ?? means.daysSinceOffer) / 2 +
      weekShare(facts.weekJobs, means.weekJobs) / 2,
    onTime: shrunk(facts.onTimeCount, facts.visitCount, means.onTime, prior),
    preference: facts.visitsToCustomer > 0 ? 1 : 0,
  };
  const points = (part: ScorePart): number => rounded(Math.min(1, Math.max(0, shares[part])) * weights[part]);
  const parts = {
    rating: points('rating'),
    acceptance: points('acceptance'),
    travel: points('travel'),
    fairness: points('fairness'),
    onTime: points('onTime'),
    preference: points('preference'),
  };
  return { parts, total: rounded(scoreParts.reduce((sum, part) => sum + parts[part], 0)) };
}

/** (prior x mean + hits) / (prior + cases): few cases move little. */
function shrunk(hits: number, cases: number, mean: number | null, prior: number): number {
  if (prior + cases === 0) return mean ?? middle;
  return (prior * (mean ?? middle) + hits) / (prior + cases);
}

function waitShare(days: number | null): number {
  return days === null ? middle : Math.min(Math.max(0, days), longWaitDays) / longWaitDays;
}

function weekShare(jobs: number, mean: number): number {
  return mean === 0 ? middle : 1 - Math.min(1, jobs / (2 * mean));
}

/** To a ten-thousandth of a point, so that parts add up to the same total wherever they are added. */
function rounded(points: number): number {
  return Math.round(points * 10_000) / 10_000;
}
