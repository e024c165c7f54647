import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { addDays, atMinute, weekdayOf } from '../../kernel/calendar.js';
import type { LocalDate } from '../../kernel/calendar.js';
import type { Reader } from '../../platform/database/transaction.js';
import type { RankedJob } from '../bookings/index.js';
import type { DispatchBody, PolicyDocument } from '../policies/index.js';
import { ProvidersService } from '../providers/index.js';
import type { ProviderEntity, ProviderSchedule } from '../providers/index.js';
import { CatalogueService } from '../services/index.js';
import type { CatalogueSnapshot } from '../services/index.js';
import { heldBack, reckonedJobs } from './fairness.rule.js';
import type { WeekOfWork } from './fairness.rule.js';
import { RankingView } from './ranking.view.js';
import type { RankedWeek } from './ranking.view.js';
import { meansOf, scoreOf } from './score.rule.js';
import type { CandidateFacts, PoolMeans, Score } from './score.rule.js';
import { comesFrom, distanceKm } from './travel.rule.js';
import type { Point } from './travel.rule.js';

/** Somebody who could do a job, and how they stand among those who could. */
export interface RankedCandidate {
  readonly id: string;
  readonly score: Score;
  readonly facts: CandidateFacts;
  readonly means: PoolMeans;
  /** DI-4: they are so far ahead of the others that these come first. */
  readonly isHeldBack: boolean;
}

const dayMs = 86_400_000;
/** A job that is not booked yet has no id to leave out. */
const noBooking = '';

/** Ranks who could do a job (DI-1, DI-4). It reads only. */
@Injectable()
export class RankingService {
  constructor(
    private readonly providers: ProvidersService,
    private readonly catalogue: CatalogueService,
    private readonly view: RankingView,
    private readonly app: AppConfig,
  ) {}

  /**
   * The best first; those held back (DI-4) after all others.
   * @param bookingId the booking in question, whose own claim does not count as work
   */
  async rank(
    reader: Reader,
    candidates: readonly ProviderSchedule[],
    job: RankedJob,
    { body }: Pick<PolicyDocument<'dispatch'>, 'body'>,
    bookingId = noBooking,
  ): Promise<RankedCandidate[]> {
    if (candidates.length === 0) return [];
    const facts = await this.factsOf(reader, candidates, job, bookingId);
    const means = meansOf(facts);
    const ahead = heldBack(new Map(facts.map(({ id, weekJobs }) => [id, weekJobs])), body.fairnessGapJobs);
    return facts
      .map((each) => toRanked(each, means, body, ahead))
      .toSorted(
        (a, b) =>
          Number(a.isHeldBack) - Number(b.isHeldBack) ||
          b.score.total - a.score.total ||
          a.facts.weekJobs - b.facts.weekJobs ||
          (a.id < b.id ? -1 : 1),
      );
  }

  private async factsOf(
    reader: Reader,
    candidates: readonly ProviderSchedule[],
    job: RankedJob,
    bookingId: string,
  ): Promise<CandidateFacts[]> {
    const ids = candidates.map(({ id }) => id);
    const rated = new Map((await this.providers.rated(reader, ids)).map((each) => [each.provider.id, each]));
    const records = new Map(
      (await this.view.listRecords(reader, ids)).map((each) => [each.providerId, each]),
    );
    const visits = job.customerId
      ? await this.view.countVisitsTo(reader, job.customerId, ids)
      : new Map<string, number>();
    const providers = [...rated.values()].map(({ provider }) => provider);
    const weekJobs = await this.weekJobs(reader, providers, this.weekOf(job.onDay, bookingId));
    const snapshot = await this.catalogue.snapshot(reader);
    const dayStartAt = atMinute(job.onDay, 0, this.app.zone);
    return candidates.map((candidate) => {
      const { id } = candidate;
      const found = rated.get(id);
      const record = records.get(id);
      const lastOfferedAt = record?.lastOfferedAt ?? null;
      return {
        id,
        rating: found?.rating ?? null,
        acceptedCount: record?.acceptedCount ?? 0,
        refusedCount: record?.refusedCount ?? 0,
        travelKm: travelKm(snapshot, candidate, found?.provider ?? null, job, dayStartAt),
        daysSinceOffer: lastOfferedAt === null ? null : (job.now.getTime() - lastOfferedAt.getTime()) / dayMs,
        weekJobs: weekJobs.get(id) ?? 0,
        visitCount: record?.visitCount ?? 0,
        onTimeCount: record?.onTimeCount ?? 0,
        visitsToCustomer: visits.get(id) ?? 0,
      };
    });
  }

  private async weekJobs(
    reader: Reader,
    providers: readonly ProviderEntity[],
    week: RankedWeek,
  ): Promise<ReadonlyMap<string, number>> {
    const ids = providers.map(({ id }) => id);
    const counts = await this.view.countWeekJobs(reader, ids, week);
    const peers = providers.map(({ id, createdAt }): WeekOfWork => {
      return { id, joinedAt: createdAt.getTime(), jobs: counts.get(id) ?? 0 };
    });
    const lastJoinedAt = new Date(Math.max(...peers.map(({ joinedAt }) => joinedAt)));
    // Nobody books so far ahead that somebody who joined earlier could have missed a job of this week (AV-1).
    const isSettled = lastJoinedAt.getTime() < week.fromAt.getTime() - longestHorizonDays * dayMs;
    const earlier =
      isSettled || counts.size === 0 ? [] : await this.view.listBookedBefore(reader, ids, week, lastJoinedAt);
    return reckonedJobs(peers, earlier);
  }

  /** Monday to Sunday, local. */
  private weekOf(onDay: LocalDate, exceptBookingId: string): RankedWeek {
    const monday = addDays(onDay, 1 - weekdayOf(onDay));
    const at = (day: LocalDate) => new Date(atMinute(day, 0, this.app.zone));
    return { fromAt: at(monday), toAt: at(addDays(monday, 7)), exceptBookingId };
  }
}

const longestHorizonDays = 90;

function toRanked(
  facts: CandidateFacts,
  means: PoolMeans,
  body: DispatchBody,
  ahead: ReadonlySet<string>,
): RankedCandidate {
  const { id } = facts;
  return { id, facts, means, score: scoreOf(facts, means, body), isHeldBack: ahead.has(id) };
}

function travelKm(
  snapshot: CatalogueSnapshot,
  { engagements }: ProviderSchedule,
  provider: ProviderEntity | null,
  { work, startAt }: RankedJob,
  dayStartAt: number,
): number | null {
  const to = pointOf(snapshot, work.place.pincode);
  const pincode = comesFrom(engagements, dayStartAt, startAt.getTime());
  const from = pincode === null ? baseOf(snapshot, provider) : pointOf(snapshot, pincode);
  return from && to ? Math.round(distanceKm(from, to) * 10) / 10 : null;
}

function baseOf(snapshot: CatalogueSnapshot, provider: ProviderEntity | null): Point | null {
  if (provider === null) return null;
  const { baseLat: lat, baseLng: lng, pincode } = provider;
  if (lat !== null && lng !== null) return { lat, lng };
  return pincode === null ? null : pointOf(snapshot, pincode);
}

function pointOf(snapshot: CatalogueSnapshot, pincode: string): Point | null {
  const found = snapshot.findPincode(pincode);
  return found && { lat: found.lat, lng: found.lng };
}
