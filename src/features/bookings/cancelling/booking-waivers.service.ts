import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DuesService, LedgerService, feeWaiverPosting } from '../../payments/index.js';
import { FeeAlreadyWaived, NoFeeToWaive, SafetyAlreadyFlagged } from '../booking.errors.js';
import type { BookingEntity, BookingEventEntity } from '../booking.entity.js';
import { isOver } from '../booking.state.js';
import { BookingPolicies } from './booking-policies.service.js';
import { feeWaiver } from './fee-waiver.rule.js';
import { BookingsRepository } from '../bookings.repository.js';
import type { BookingChange } from '../bookings.repository.js';
import { BookingsService } from '../bookings.service.js';
import type { BookingView } from '../bookings.service.js';

/** What lets customers go without a fee (CX-5, CX-9). */
@Injectable()
export class BookingWaivers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly policies: BookingPolicies,
    private readonly ledger: LedgerService,
    private readonly dues: DuesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Staff waive the fees of a booking: those charged are taken back, owed or paid, and on a live booking none will be
   * asked for cancelling it.
   * @throws NotFound, FeeAlreadyWaived, NoFeeToWaive for a booking that is over and cost no fee
   */
  waive(staff: Actor, bookingId: string, reason: string): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, staff, bookingId);
      if (booking.feeWaivedReason !== null) throw new FeeAlreadyWaived();
      const feePaise = -(await this.ledger.bookingBalancePaise(tx, bookingId, 'fee_income')) || 0;
      if (feePaise === 0 && isOver(booking.state)) throw new NoFeeToWaive();
      const raisedPaise = await this.ledger.bookingBalancePaise(tx, bookingId, 'customer_dues');
      const owed = await this.dues.coveredPaise(tx, booking.customerId, Math.max(0, raisedPaise));
      const { owedPaise, receipts } = feeWaiver({
        policy: await this.policies.of(tx, booking, 'cancellation'),
        feePaise,
        receivablePaise: owed,
        reason,
      });
      await this.ledger.post(tx, feeWaiverPosting(bookingId, booking.customerId, { feePaise, owedPaise }));
      const waived = await this.note(tx, staff, booking, {
        ...{ event: 'waive_fee', reason, receipts },
        change: { feeWaivedReason: reason },
      });
      return this.showing.view(tx, staff, waived, await this.bookings.listItems(tx, [bookingId]));
    });
  }

  /**
   * Records a concern for somebody's safety: from then on cancelling the booking costs its customer nothing (CX-5).
   * @throws NotFound, SafetyAlreadyFlagged
   */
  flagSafety(actor: Actor, bookingId: string, reason: string): Promise<BookingView> {
    return this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, actor, bookingId);
      if (booking.safetyFlaggedAt !== null) throw new SafetyAlreadyFlagged();
      const flagged = await this.flagSafetyWithin(tx, actor, booking, reason);
      return this.showing.view(tx, actor, flagged, await this.bookings.listItems(tx, [bookingId]));
    });
  }

  /**
   * As `flagSafety`, for a booking whose row the caller holds, e.g. with a complaint about it; one that is flagged
   * already stays as it is.
   */
  async flagSafetyWithin(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    reason: string,
  ): Promise<BookingEntity> {
    if (booking.safetyFlaggedAt !== null) return booking;
    return this.note(tx, actor, booking, {
      ...{ event: 'flag_safety', reason, receipts: null },
      change: { safetyFlaggedAt: this.clock.now() },
    });
  }

  /** Something befalls a booking that does not move it along its states. */
  private async note(
    tx: Tx,
    actor: Actor,
    booking: BookingEntity,
    noted: Pick<BookingEventEntity, 'event' | 'reason' | 'receipts'> & { change: BookingChange },
  ): Promise<BookingEntity> {
    const { event, reason, receipts, change } = noted;
    const at = this.clock.now();
    await this.bookings.update(tx, booking, { ...change, updatedAt: at });
    await this.bookings.appendEvent(tx, {
      id: newId(),
      bookingId: booking.id,
      event,
      fromState: booking.state,
      toState: booking.state,
      actorKind: actor.kind,
      actorId: actor.id,
      channel: actor.channel,
      reason,
      receipts,
      at,
    });
    return { ...booking, ...change, updatedAt: at, version: booking.version + 1 };
  }
}
