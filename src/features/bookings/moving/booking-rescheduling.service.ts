import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/sections.js';
import type { Actor } from '../../../kernel/actor.js';
import { localDate } from '../../../kernel/calendar.js';
import { Clock } from '../../../kernel/clock.js';
import { NotFound, ValidationFailed } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { outsideCommand } from '../../../platform/database/command-context.js';
import type { Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { LedgerService, feePosting } from '../../payments/index.js';
import type { Receipt } from '../../policies/index.js';
import { FeeQuoteStale, SlotInvalid } from '../booking.errors.js';
import type { BookingEntity } from '../booking.entity.js';
import { BookingFees } from '../cancelling/booking-fees.service.js';
import { AlreadyStarted } from '../booking-guards.js';
import { BookingTransitions } from '../booking-transitions.service.js';
import { BookingsRepository } from '../bookings.repository.js';
import { BookingsService } from '../bookings.service.js';
import type { BookingView } from '../bookings.service.js';
import { PlacementService } from '../slots/placement.service.js';
import type { RescheduleQuoteEntity } from './reschedule.entity.js';
import type { RescheduleOutcome } from './reschedule.policy.js';
import { ReschedulesRepository } from './reschedules.repository.js';

export interface Move {
  startAt: Date;
  /** The quote whose figure the caller has seen; may be left out when moving costs nothing. */
  quoteId?: string;
  reason?: string;
}

/** A move, and what it costs. */
interface CostedMove {
  readonly startAt: Date;
  readonly reason: string | null;
  readonly feePaise: number;
  readonly lateFeePaise: number;
  readonly receipts: readonly Receipt[];
  readonly ignoreNotice?: boolean;
}

const quoteMs = 5 * 60_000;

/**
 * Moves bookings (HB-5, CX-9). The price stays as it was booked, tax and surge included, whatever a visit at the new
 * time would cost (ADR 0015): the customer has accepted one price and is charged that.
 */
@Injectable()
export class BookingReschedulingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly transitions: BookingTransitions,
    private readonly placement: PlacementService,
    private readonly fees: BookingFees,
    private readonly ledger: LedgerService,
    private readonly reschedules: ReschedulesRepository,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * What moving would cost now; the figure is good for five minutes while the booking does not change.
   * @param startAt the new start; where it is, when left out: all but far moves cost the same
   * @throws NotFound, IllegalTransition when it cannot be moved, AlreadyStarted
   */
  quote(actor: Actor, bookingId: string, startAt?: Date): Promise<RescheduleQuoteEntity> {
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const booking = await this.movable(tx, actor, bookingId, now);
      const cost = await this.cost(tx, booking, startAt ?? booking.slotStartAt, now);
      const { feePaise, tier, nextTierAt, receipts } = cost;
      const quote: RescheduleQuoteEntity = {
        id: newId(),
        bookingId,
        principalId: actor.id,
        bookingVersion: booking.version,
        feePaise,
        tier,
        nextTierAt,
        receipts,
        expiresAt: new Date(now.getTime() + quoteMs),
        usedAt: null,
        createdAt: now,
      };
      await this.reschedules.insertQuote(tx, quote);
      return quote;
    });
  }

  /**
   * Moves the booking, all or nothing: when the new time is not won, the old one stays.
   * @throws NotFound for a foreign booking or quote, SlotInvalid, SlotTaken with alternatives, ValidationFailed when it
   * costs and no quote is named, FeeQuoteStale with a new quote when the named one no longer holds, IllegalTransition,
   * AlreadyStarted, BookingChangedMeanwhile
   */
  async reschedule(
    actor: Actor,
    bookingId: string,
    move: Move,
    { ignoreNotice = false }: { ignoreNotice?: boolean } = {},
  ): Promise<BookingView> {
    try {
      return await this.work.run((tx) => this.rescheduleWithin(tx, actor, bookingId, move, { ignoreNotice }));
    } catch (refusal) {
      if (!(refusal instanceof FeeQuoteStale)) throw refusal;
      // A move that came too late leaves nothing behind, so the new quote is a unit of its own, outside the command.
      const quote = await outsideCommand(() => this.quote(actor, bookingId, move.startAt));
      throw new FeeQuoteStale(quote);
    }
  }

  /** As `reschedule`, inside a transaction that is open already; a stale quote is then refused without a new one. */
  async rescheduleWithin(
    tx: Tx,
    actor: Actor,
    bookingId: string,
    { startAt, quoteId, reason }: Move,
    { ignoreNotice = false }: { ignoreNotice?: boolean } = {},
  ): Promise<BookingView> {
    const now = this.clock.now();
    const booking = await this.movable(tx, actor, bookingId, now);
    if (startAt.getTime() === booking.slotStartAt.getTime()) throw new SlotInvalid('unchanged');
    const cost = await this.cost(tx, booking, startAt, now);
    if (quoteId !== undefined) await this.useQuote(tx, actor, booking, quoteId, cost, now);
    else if (cost.feePaise > 0)
      throw new ValidationFailed([
        { pointer: '/quoteId', detail: 'is required, for moving costs: ask for a reschedule quote' },
      ]);
    const moved = await this.move(tx, actor, booking, {
      ...cost,
      startAt,
      ignoreNotice,
      reason: reason ?? null,
    });
    return this.showing.view(tx, actor, moved, await this.bookings.listItems(tx, [bookingId]));
  }

  /**
   * Moves without a fee, at somebody else's wish: what the provider asked for and the customer agreed to.
   * @returns the booking as it now stands
   * @throws SlotInvalid, SlotTaken, IllegalTransition, AlreadyStarted
   */
  async moveFree(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    startAt: Date,
    reason: string,
  ): Promise<BookingEntity> {
    this.requireMovable(actor, booking, this.clock.now());
    return this.move(tx, actor, booking, { startAt, reason, feePaise: 0, lateFeePaise: 0, receipts: [] });
  }

  /** @throws IllegalTransition, AlreadyStarted: the guard `before_start` (ST-3) */
  requireMovable(actor: Actor, booking: BookingEntity, now: Date): void {
    this.transitions.require(actor, booking, 'reschedule');
    if (now >= booking.slotStartAt) throw new AlreadyStarted();
  }

  private async movable(tx: Tx, actor: Actor, bookingId: string, now: Date): Promise<BookingEntity> {
    const booking = await this.showing.getOwnForUpdate(tx, actor, bookingId);
    this.requireMovable(actor, booking, now);
    return booking;
  }

  private async cost(tx: Tx, booking: BookingEntity, startAt: Date, now: Date): Promise<RescheduleOutcome> {
    const movedCount = await this.reschedules.countOwnMoves(tx, booking.id);
    return this.fees.reschedule(tx, booking, startAt, now, movedCount);
  }

  private async useQuote(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    quoteId: string,
    { feePaise }: RescheduleOutcome,
    now: Date,
  ): Promise<void> {
    const quote = await this.reschedules.findQuote(tx, quoteId, booking.id, actor.id);
    if (!quote) throw new NotFound('quote');
    const holds =
      quote.usedAt === null &&
      now < quote.expiresAt &&
      quote.bookingVersion === booking.version &&
      quote.feePaise === feePaise;
    if (!holds) throw new FeeQuoteStale();
    await this.reschedules.useQuote(tx, quoteId, now);
  }

  private async move(tx: Tx, actor: Actor, booking: BookingEntity, move: CostedMove): Promise<BookingEntity> {
    const { startAt, reason, feePaise, lateFeePaise, receipts, ignoreNotice = false } = move;
    const now = this.clock.now();
    const placed = await this.placement.reschedule(tx, booking, startAt, { ignoreNotice });
    const moved = await this.transitions.take(tx, actor, booking, {
      event: 'reschedule',
      reason,
      receipts,
      at: now,
      change: {
        slotStartAt: placed.startAt,
        slotEndAt: placed.endAt,
        slotOn: localDate(placed.startAt, this.app.zone),
        providerId: placed.providerId,
        unplaced: false,
        originalSlotStartAt: booking.originalSlotStartAt ?? booking.slotStartAt,
        scheduleVersion: booking.scheduleVersion + 1,
        ...(lateFeePaise > 0 && { lateMovedAt: now, lateMoveFeePaise: lateFeePaise }),
      },
    });
    // The fee is no part of the price, so no payment of the booking covers it: it is due with the next one (CX-9).
    const fee = { feePaise, duesPaise: feePaise };
    if (feePaise > 0)
      await this.ledger.post(tx, feePosting(booking.id, booking.customerId, fee, 'booking.rescheduled'));
    return moved;
  }
}
