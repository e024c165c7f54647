import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { LedgerService, cancellationPosting } from '../payments/index.js';
import { PoliciesService } from '../policies/index.js';
import { CancellationCosts, CancellationQuoteStale } from './booking.errors.js';
import { bookingCancelled } from './booking.events.js';
import { assignmentOf, roleOf } from './booking.policy.js';
import { transitionFor } from './booking.state.js';
import type { BookingEntity, CancellationQuoteEntity, PaymentState } from './booking.entity.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import type { BookingView } from './bookings.service.js';
import { cancellationFee } from './cancellation.policy.js';
import type { CancellationOutcome } from './cancellation.policy.js';
import { PlacementService } from './placement.service.js';

export interface Cancellation {
  /** The quote whose figure the caller has seen. */
  quoteId: string;
  reason: string;
}

const quoteMs = 5 * 60_000;

/** Cancels, at the figure the caller has seen and no other (CX-8). */
@Injectable()
export class BookingCancellationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly placement: PlacementService,
    private readonly policies: PoliciesService,
    private readonly ledger: LedgerService,
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
      const { feePaise, refundPaise, tier, nextTierAt, receipts } = await this.outcome(tx, booking, now);
      const quote: CancellationQuoteEntity = {
        id: newId(),
        bookingId,
        principalId: actor.id,
        bookingVersion: booking.version,
        feePaise,
        refundPaise,
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
   * @throws NotFound for a foreign booking or quote, CancellationQuoteStale when the figure no longer holds,
   * IllegalTransition, BookingChangedMeanwhile
   */
  cancel(actor: Actor, bookingId: string, cancellation: Cancellation): Promise<BookingView> {
    return this.work.run((tx) => this.cancelWithin(tx, actor, bookingId, cancellation));
  }

  /** As `cancel`, inside a transaction that is open already. */
  async cancelWithin(
    tx: Tx,
    actor: Actor,
    bookingId: string,
    { quoteId, reason }: Cancellation,
  ): Promise<BookingView> {
    const now = this.clock.now();
    const booking = await this.cancellable(tx, actor, bookingId);
    const quote = await this.bookings.findCancellationQuote(tx, quoteId, bookingId, actor.id);
    if (!quote) throw new NotFound('quote');
    const outcome = await this.outcome(tx, booking, now);
    const holds =
      quote.usedAt === null &&
      now < quote.expiresAt &&
      quote.bookingVersion === booking.version &&
      quote.feePaise === outcome.feePaise &&
      quote.refundPaise === outcome.refundPaise;
    if (!holds) throw new CancellationQuoteStale();
    await this.bookings.useCancellationQuote(tx, quoteId, now);
    return this.carryOut(tx, actor, booking, outcome, reason, now);
  }

  /** @throws CancellationCosts when it would cost something: then a quote is needed */
  cancelFree(actor: Actor, bookingId: string): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const booking = await this.cancellable(tx, actor, bookingId);
      const outcome = await this.outcome(tx, booking, now);
      if (outcome.feePaise > 0) throw new CancellationCosts(outcome.feePaise);
      return this.carryOut(tx, actor, booking, outcome, 'Cancelled by the customer.', now);
    });
  }

  private async cancellable(tx: Tx, actor: Actor, bookingId: string): Promise<BookingEntity> {
    const booking = await this.showing.getOwnForUpdate(tx, actor, bookingId);
    transitionFor(booking.state, 'cancel', roleOf(actor));
    return booking;
  }

  /** By the policy frozen on the booking (CX-3). */
  private async outcome(reader: Reader, booking: BookingEntity, now: Date): Promise<CancellationOutcome> {
    const { cancellationId, pricingId } = booking.frozenPolicies;
    const policy = await this.policies.get(reader, cancellationId, 'cancellation');
    const pricing = await this.policies.get(reader, pricingId, 'pricing');
    return cancellationFee({
      policy,
      now,
      startAt: booking.slotStartAt,
      createdAt: booking.createdAt,
      assignment: assignmentOf(booking.state),
      serviceValuePaise: booking.serviceValuePaise,
      visitChargePaise: pricing.body.visitChargePaise,
      paidPaise: booking.paymentState === 'paid' ? booking.totalPaise : 0,
      flags: {
        providerLateMinutes: lateMinutes(booking, now),
        providerChangedWithoutConsent: false,
        safety: false,
        opsWaiver: false,
      },
    });
  }

  private async carryOut(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    outcome: CancellationOutcome,
    reason: string,
    now: Date,
  ): Promise<BookingView> {
    const { to } = transitionFor(booking.state, 'cancel', roleOf(actor));
    const paymentState = paymentStateAfter(booking, outcome);
    await this.bookings.update(tx, booking, { state: to, paymentState, updatedAt: now });
    await this.placement.release(tx, booking.id);
    await this.ledger.post(tx, cancellationPosting(booking.id, booking.customerId, outcome));
    await this.bookings.appendEvent(tx, {
      id: newId(),
      bookingId: booking.id,
      event: 'cancel',
      fromState: booking.state,
      toState: to,
      actorKind: actor.kind,
      actorId: actor.id,
      channel: actor.channel,
      reason,
      receipts: outcome.receipts,
      at: now,
    });
    await this.events.publish(tx, bookingCancelled(booking, outcome, now));
    const cancelled = { ...booking, state: to, paymentState, version: booking.version + 1, updatedAt: now };
    return this.showing.view(tx, actor, cancelled, await this.bookings.listItems(tx, [booking.id]));
  }
}

/** How long the provider has been due without having come (CX-5); 0 before the start and once they are at work. */
function lateMinutes({ state, slotStartAt }: BookingEntity, now: Date): number {
  const hasCome = state === 'in_progress' || state === 'completed';
  return hasCome ? 0 : Math.max(0, (now.getTime() - slotStartAt.getTime()) / 60_000);
}

function paymentStateAfter(
  { paymentState }: BookingEntity,
  { refundPaise, feePaise }: CancellationOutcome,
): PaymentState {
  if (paymentState !== 'paid' || refundPaise === 0) return paymentState;
  return feePaise === 0 ? 'refunded' : 'partially_refunded';
}
