import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { systemActor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { NotFound } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { outsideCommand } from '../../../platform/database/command-context.js';
import type { Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../../platform/events/domain-events.js';
import { BookingClosing } from '../visits/booking-closing.service.js';
import { BookingNotAssigned, CancellationCosts, FeeQuoteStale } from '../booking.errors.js';
import { bookingCancelled } from '../booking.events.js';
import { BookingFees } from './booking-fees.service.js';
import { assignmentOf } from '../booking.policy.js';
import { BookingTransitions } from '../booking-transitions.service.js';
import type { BookingEntity, CancellationQuoteEntity } from '../booking.entity.js';
import { BookingsRepository } from '../bookings.repository.js';
import { BookingsService } from '../bookings.service.js';
import type { BookingView } from '../bookings.service.js';
import { symmetricCredit } from './cancellation.policy.js';
import type { CancellationOutcome } from './cancellation.policy.js';
import { ProviderPenalties } from './provider-penalties.service.js';

export interface Cancellation {
  /** The quote whose figure the caller has seen. */
  quoteId: string;
  reason: string;
}

/** A cancellation that staff make for somebody. */
export interface CancellationOnBehalf {
  onBehalfOf: 'customer' | 'platform' | 'provider';
  reason: string;
  /** For a customer: the quote read out to them; may be left out when it costs nothing. */
  quoteId?: string;
  /** For a customer: let them go without the fee; the reason says why (CX-5). */
  waiveFee?: boolean;
}

const quoteMs = 5 * 60_000;

/** Cancels, at the figure the caller has seen and no other (CX-8). */
@Injectable()
export class BookingCancellationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly transitions: BookingTransitions,
    private readonly closing: BookingClosing,
    private readonly fees: BookingFees,
    private readonly penalties: ProviderPenalties,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * What cancelling would cost now; the figure is good for five minutes while the booking does not change.
   * @throws NotFound, IllegalTransition when it cannot be cancelled
   */
  quote(actor: Actor, bookingId: string): Promise<CancellationQuoteEntity> {
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const booking = await this.cancellable(tx, actor, bookingId);
      const outcome = await this.fees.cancellation(tx, booking, now);
      const { feePaise, refundPaise, tier, nextTierAt, receipts } = outcome;
      const quote: CancellationQuoteEntity = {
        id: newId(),
        bookingId,
        principalId: actor.id,
        bookingVersion: booking.version,
        feePaise,
        refundPaise,
        refunds: await this.closing.refundsOf(tx, booking, refundPaise),
        tier,
        nextTierAt,
        receipts,
        expiresAt: new Date(now.getTime() + quoteMs),
        usedAt: null,
        createdAt: now,
      };
      await this.bookings.insertCancellationQuote(tx, quote);
      return quote;
    });
  }

  /**
   * Cancels at the quoted figure.
   * @throws NotFound for a foreign booking or quote, FeeQuoteStale with a new quote when the figure no longer
   * holds, IllegalTransition, BookingChangedMeanwhile
   */
  cancel(actor: Actor, bookingId: string, cancellation: Cancellation): Promise<BookingView> {
    return this.requoting(actor, bookingId, () =>
      this.work.run((tx) => this.cancelWithin(tx, actor, bookingId, cancellation)),
    );
  }

  /** As `cancel`, inside a transaction that is open already; a stale quote is then refused without a new one. */
  async cancelWithin(
    tx: Tx,
    actor: Actor,
    bookingId: string,
    { quoteId, reason }: Cancellation,
  ): Promise<BookingView> {
    const now = this.clock.now();
    const booking = await this.cancellable(tx, actor, bookingId);
    const outcome = await this.quoted(tx, actor, booking, quoteId, now);
    return this.atCustomersCost(tx, actor, booking, outcome, reason, now);
  }

  /** @throws CancellationCosts when it would cost something: then a quote is needed */
  cancelFree(actor: Actor, bookingId: string): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const booking = await this.cancellable(tx, actor, bookingId);
      const outcome = await this.fees.cancellation(tx, booking, now);
      if (outcome.feePaise > 0) throw new CancellationCosts(outcome.feePaise);
      return this.atCustomersCost(tx, actor, booking, outcome, 'Cancelled by the customer.', now);
    });
  }

  /**
   * Staff cancel for somebody. A customer pays what they would have paid themselves and has heard (CX-8), unless staff
   * waive it; platform and provider pay the customer.
   * @throws as `cancel`; CancellationCosts when the customer's fee is not named by a quote, BookingNotAssigned when
   * there is no provider to answer for it
   */
  cancelOnBehalf(staff: Actor, bookingId: string, wanted: CancellationOnBehalf): Promise<BookingView> {
    return this.requoting(staff, bookingId, () =>
      this.work.run(async (tx) => {
        const now = this.clock.now();
        const { onBehalfOf, reason, quoteId, waiveFee = false } = wanted;
        const booking = await this.cancellable(tx, staff, bookingId);
        if (onBehalfOf === 'platform')
          return this.shown(tx, staff, await this.cancelByPlatform(tx, booking, reason, staff));
        if (onBehalfOf === 'provider')
          return this.shown(tx, staff, await this.cancelByProvider(tx, staff, booking, reason));
        const outcome =
          quoteId !== undefined && !waiveFee
            ? await this.quoted(tx, staff, booking, quoteId, now)
            : await this.fees.cancellation(tx, booking, now, { opsWaiver: waiveFee });
        if (outcome.feePaise > 0 && quoteId === undefined) throw new CancellationCosts(outcome.feePaise);
        const change = waiveFee ? { feeWaivedReason: reason } : {};
        return this.atCustomersCost(tx, staff, booking, outcome, reason, now, change);
      }),
    );
  }

  /**
   * The platform cancels: all that was paid goes back, and the customer is credited what they would have paid (CX-4).
   * The caller holds the booking's row.
   * @param actor the system, or the staff member who decided it
   * @returns the booking as it now stands
   * @throws IllegalTransition
   */
  async cancelByPlatform(
    tx: Tx,
    booking: BookingEntity,
    reason: string,
    actor: Actor = systemActor,
  ): Promise<BookingEntity> {
    return this.atOthersCost(tx, actor, booking, reason, []);
  }

  /**
   * As `cancelByPlatform`, for a provider who has taken the booking and pays the penalty of CX-7. The actor is the
   * provider, or staff who heard of it.
   * @throws IllegalTransition, BookingNotAssigned when nobody has taken it
   */
  async cancelByProvider(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    reason: string,
  ): Promise<BookingEntity> {
    this.transitions.require(actor, booking, 'cancel');
    if (assignmentOf(booking.state) === 'unassigned') throw new BookingNotAssigned();
    const { receipts } = await this.penalties.charge(tx, booking, 'cancelled', this.clock.now());
    return this.atOthersCost(tx, actor, booking, reason, receipts);
  }

  private async cancellable(tx: Tx, actor: Actor, bookingId: string): Promise<BookingEntity> {
    const booking = await this.showing.getOwnForUpdate(tx, actor, bookingId);
    this.transitions.require(actor, booking, 'cancel');
    return booking;
  }

  /** What was quoted, when it still holds; the quote is used up. */
  private async quoted(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    quoteId: string,
    now: Date,
  ): Promise<CancellationOutcome> {
    const quote = await this.bookings.findCancellationQuote(tx, quoteId, booking.id, actor.id);
    if (!quote) throw new NotFound('quote');
    const outcome = await this.fees.cancellation(tx, booking, now);
    const holds =
      quote.usedAt === null &&
      now < quote.expiresAt &&
      quote.bookingVersion === booking.version &&
      quote.feePaise === outcome.feePaise &&
      quote.refundPaise === outcome.refundPaise;
    if (!holds) throw new FeeQuoteStale();
    await this.bookings.useCancellationQuote(tx, quoteId, now);
    return outcome;
  }

  /**
   * A cancel that came too late leaves nothing behind, so the new quote of CX-8 is a unit of work of its own; it is no
   * part of the command either, whose failure is not remembered.
   */
  private async requoting<T>(actor: Actor, bookingId: string, cancel: () => Promise<T>): Promise<T> {
    try {
      return await cancel();
    } catch (refusal) {
      if (!(refusal instanceof FeeQuoteStale)) throw refusal;
      throw new FeeQuoteStale(await outsideCommand(() => this.quote(actor, bookingId)));
    }
  }

  private async atCustomersCost(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    { feePaise, refundPaise, receipts }: CancellationOutcome,
    reason: string,
    at: Date,
    change: { feeWaivedReason?: string } = {},
  ): Promise<BookingView> {
    const ending = { event: 'cancel', feePaise, refundPaise, receipts, reason, at, change } as const;
    const cancelled = await this.closing.close(tx, actor, booking, ending);
    await this.events.publish(tx, bookingCancelled(booking, { feePaise, refundPaise }, at));
    return this.shown(tx, actor, cancelled);
  }

  private async atOthersCost(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    reason: string,
    more: CancellationOutcome['receipts'],
  ): Promise<BookingEntity> {
    const at = this.clock.now();
    const given = await this.fees.cancellationCase(tx, booking, at);
    const { creditPaise, receipts } = symmetricCredit(given);
    const refundPaise = given.paidPaise;
    const cancelled = await this.closing.close(tx, actor, booking, {
      event: 'cancel',
      reason,
      at,
      feePaise: 0,
      refundPaise,
      creditPaise,
      receipts: [...receipts, ...more],
    });
    await this.events.publish(tx, bookingCancelled(booking, { feePaise: 0, refundPaise, creditPaise }, at));
    return cancelled;
  }

  private async shown(tx: Tx, actor: Actor, booking: BookingEntity): Promise<BookingView> {
    return this.showing.view(tx, actor, booking, await this.bookings.listItems(tx, [booking.id]));
  }
}
