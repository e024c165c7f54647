import { Injectable } from '@nestjs/common';
import { systemActor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/transaction.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { BookingsService, PlacementService } from '../bookings/index.js';
import type { BookingEntity } from '../bookings/index.js';
import { PoliciesService } from '../policies/index.js';
import type { PolicyDocument } from '../policies/index.js';
import type { DispatchEntity, DispatchOfferEntity } from './dispatch.entity.js';
import { bookingUnplaced, offerMade } from './dispatch.events.js';
import { endWave, tellUnplaced } from './dispatch.jobs.js';
import { DispatchRepository } from './dispatch.repository.js';
import { offerReceipt } from './offer-receipt.js';
import { ProviderRecordsRepository } from './provider-records.repository.js';
import { RankingService } from './ranking.service.js';
import type { RankedCandidate } from './ranking.service.js';
import { lastWave, nextWave } from './wave.rule.js';
import type { Wave } from './wave.rule.js';

const minuteMs = 60_000;

/**
 * Searches for somebody to do a booking: wave after wave of offers, until one accepts or nobody is left (DI-2, DI-3).
 * Every method stands in the caller's transaction, and the caller holds the booking's row.
 */
@Injectable()
export class DispatchService {
  constructor(
    private readonly dispatches: DispatchRepository,
    private readonly records: ProviderRecordsRepository,
    private readonly ranking: RankingService,
    private readonly bookings: BookingsService,
    private readonly placement: PlacementService,
    private readonly policies: PoliciesService,
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** The booking, its row held until the transaction ends. */
  hold(tx: Tx, bookingId: string): Promise<BookingEntity> {
    return this.bookings.getOwnForUpdate(tx, systemActor, bookingId);
  }

  /**
   * Brings the search in line with the booking as it stands, whatever befell it: a confirmed one is searched for once
   * at each time it has been given, and any other not at all.
   */
  async follow(tx: Tx, booking: BookingEntity): Promise<void> {
    const open = await this.dispatches.findOpen(tx, booking.id);
    const isWanted = booking.state === 'confirmed';
    if (!isWanted) return open ? this.close(tx, open) : undefined;
    if (open?.scheduleVersion === booking.scheduleVersion) return;
    if ((await this.dispatches.listOf(tx, booking)).length === 0) await this.begin(tx, booking, []);
    else if (open) await this.close(tx, open);
  }

  /**
   * Somebody who has the claim will not do it: it moves to the next best at once, or the booking is unplaced (DI-2).
   * @param refusedBy everybody who has said no to the booking at this time
   * @returns the booking as it now stands
   */
  async moveOn(tx: Tx, booking: BookingEntity, refusedBy: readonly string[]): Promise<BookingEntity> {
    const placed = await this.placement.placeAnew(tx, booking, { exceptProviderIds: refusedBy });
    return placed ?? (booking.unplaced ? booking : this.placement.unplace(tx, booking));
  }

  /**
   * Begins a search, whose clock starts now: the policy in force holds to its end (PO-3). One that is still open is of
   * a time the booking has no more, or of somebody who has left: it ends.
   */
  async begin(tx: Tx, booking: BookingEntity, exceptProviderIds: readonly string[]): Promise<void> {
    const open = await this.dispatches.findOpen(tx, booking.id);
    if (open) await this.close(tx, open);
    const now = this.clock.now();
    const policy = await this.policies.resolve(tx, 'dispatch', { categoryId: booking.categoryId }, now);
    const dispatch: DispatchEntity = {
      id: newId(),
      bookingId: booking.id,
      openFor: booking.id,
      scheduleVersion: booking.scheduleVersion,
      policyId: policy.id,
      state: 'open',
      waveIndex: -1,
      waveEndsAt: null,
      exceptProviderIds,
      startedAt: now,
      endedAt: null,
    };
    await this.dispatches.insert(tx, dispatch);
    await this.advance(tx, booking, dispatch);
  }

  /** The wave is over: who was silent has let the offer lapse, and the next are asked. */
  async lapse(tx: Tx, booking: BookingEntity, dispatch: DispatchEntity): Promise<void> {
    for (const providerId of await this.dispatches.closeOffers(tx, dispatch.id, 'lapsed'))
      await this.records.add(tx, providerId, { refusedCount: 1 });
    await this.advance(tx, booking, dispatch);
  }

  /** Asks the next wave, or says that nobody is left. */
  async advance(tx: Tx, booking: BookingEntity, dispatch: DispatchEntity): Promise<void> {
    const policy = await this.policies.get(tx, dispatch.policyId, 'dispatch');
    const offered = await this.dispatches.listOffers(tx, dispatch.id);
    const declined = new Set([
      ...dispatch.exceptProviderIds,
      ...offered.filter(({ state }) => state === 'declined').map(({ providerId }) => providerId),
    ]);
    const asked = new Set(offered.map(({ providerId }) => providerId));
    const from = dispatch.waveIndex + 1;
    const { waves } = policy.body;
    let candidates = await this.candidates(tx, booking, policy, declined);
    let wave = nextWave(waves, from, { ranked: idsOf(candidates), declined, asked });
    if (!wave) {
      candidates = await this.candidates(tx, booking, policy, new Set([...declined, ...asked]));
      wave = lastWave(waves, from, idsOf(candidates));
    }
    if (!wave) return this.giveUp(tx, booking, dispatch, policy);
    await this.ask(tx, booking, dispatch, policy, candidates, wave);
  }

  private async ask(
    tx: Tx,
    booking: BookingEntity,
    dispatch: DispatchEntity,
    policy: PolicyDocument<'dispatch'>,
    candidates: readonly RankedCandidate[],
    wave: Wave,
  ): Promise<void> {
    const now = this.clock.now();
    const waveEndsAt = new Date(now.getTime() + wave.seconds * 1_000);
    await this.dispatches.enterWave(tx, dispatch.id, wave.index, waveEndsAt);
    const asked = candidates.filter(({ id }) => wave.providerIds.includes(id));
    const offers = asked.map((each): DispatchOfferEntity => {
      const place = candidates.indexOf(each) + 1;
      return {
        id: newId(),
        dispatchId: dispatch.id,
        bookingId: booking.id,
        providerId: each.id,
        scheduleVersion: booking.scheduleVersion,
        waveIndex: wave.index,
        state: 'open',
        score: each.score.total,
        parts: each.score.parts,
        receipts: [offerReceipt(each, policy, { place, of: candidates.length })],
        offeredAt: now,
        expiresAt: waveEndsAt,
        answeredAt: null,
        reason: null,
      };
    });
    await this.dispatches.insertOffers(tx, offers);
    for (const { providerId } of offers.toSorted((a, b) => (a.providerId < b.providerId ? -1 : 1)))
      await this.records.noteOffer(tx, providerId, now);
    for (const offer of offers) await this.events.publish(tx, offerMade(offer, booking));
    const payload = { dispatchId: dispatch.id, waveIndex: wave.index };
    await this.jobs.add(tx, endWave, payload, {
      key: `${endWave}:${dispatch.id}:${wave.index}`,
      runAt: waveEndsAt,
    });
  }

  /** Ends a search that nobody answers any more. */
  async close(tx: Tx, { id }: DispatchEntity): Promise<void> {
    if (!(await this.dispatches.end(tx, id, 'void', this.clock.now()))) return;
    await this.dispatches.closeOffers(tx, id, 'void');
  }

  /**
   * Who could do it now and has not refused it, the best first. Whoever holds the claim leads: theirs is the time the
   * booking has (DI-2), and after a reschedule the customer keeps them if they will (HB-5). One held back is left out
   * while there is another (DI-4).
   */
  private async candidates(
    tx: Tx,
    booking: BookingEntity,
    policy: PolicyDocument<'dispatch'>,
    declined: ReadonlySet<string>,
  ): Promise<RankedCandidate[]> {
    if (booking.slotStartAt <= this.clock.now()) return [];
    const { able, job } = await this.placement.candidatesFor(tx, booking);
    const willing = able.filter(({ id }) => !declined.has(id));
    const ranked = await this.ranking.rank(tx, willing, job, policy, booking.id);
    const holder = ranked.filter(({ id }) => id === booking.providerId);
    return [...holder, ...ranked.filter((each) => !each.isHeldBack && !holder.includes(each))];
  }

  /** DI-3: to the operations queue at once; the customer is told when it becomes pressing. */
  private async giveUp(
    tx: Tx,
    booking: BookingEntity,
    dispatch: DispatchEntity,
    { body }: PolicyDocument<'dispatch'>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.dispatches.end(tx, dispatch.id, 'silent', now);
    const left = booking.unplaced ? booking : await this.placement.unplace(tx, booking);
    await this.events.publish(tx, bookingUnplaced(left, now));
    const { id: bookingId, scheduleVersion, slotStartAt } = left;
    const pressingAt = slotStartAt.getTime() - body.unplacedNoticeMinutes * minuteMs;
    await this.jobs.add(
      tx,
      tellUnplaced,
      { bookingId, scheduleVersion },
      {
        key: `${tellUnplaced}:${bookingId}:${scheduleVersion}:${dispatch.id}`,
        runAt: new Date(Math.max(now.getTime(), pressingAt)),
      },
    );
  }
}

function idsOf(candidates: readonly RankedCandidate[]): string[] {
  return candidates.map(({ id }) => id);
}
