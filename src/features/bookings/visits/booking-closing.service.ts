import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import {
  LedgerService,
  PaymentsService,
  RefundsService,
  compensationPosting,
  feePosting,
} from '../../payments/index.js';
import type { Receipt } from '../../policies/index.js';
import type { BookingEntity, InstrumentAmount, PaymentState } from '../booking.entity.js';
import type { BookingRole } from '../booking.state.js';
import type { BookingChange } from '../bookings.repository.js';
import { BookingTransitions } from '../booking-transitions.service.js';
import { PlacementService } from '../slots/placement.service.js';

/** How a booking ends whose work is not done. */
export interface Closing {
  event: 'cancel' | 'no_show';
  reason: string;
  at: Date;
  /** What the customer pays of it, and what goes back of what was paid. */
  feePaise: number;
  refundPaise: number;
  /** What the customer is credited over and above (CX-4). */
  creditPaise?: number;
  receipts: readonly Receipt[];
  change?: Omit<BookingChange, 'state' | 'updatedAt' | 'paymentState'>;
  role?: BookingRole;
}

/** Ends bookings: the step, the provider's time and the money of it, in the caller's transaction. */
@Injectable()
export class BookingClosing {
  constructor(
    private readonly transitions: BookingTransitions,
    private readonly placement: PlacementService,
    private readonly ledger: LedgerService,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
  ) {}

  /** By which ways a refund of so much would go (MO-3). */
  refundsOf(reader: Reader, { id }: BookingEntity, refundPaise: number): Promise<InstrumentAmount[]> {
    return this.refunds.previewRefund(reader, id, refundPaise);
  }

  /**
   * The caller holds the booking's row and has checked the table's guard.
   * @returns the booking as it now stands
   * @throws IllegalTransition, BookingChangedMeanwhile
   */
  async close(tx: Tx, actor: Actor, booking: BookingEntity, closing: Closing): Promise<BookingEntity> {
    const { event, reason, at, feePaise, refundPaise, creditPaise = 0, receipts, change, role } = closing;
    const keptPaise = await this.payments.keptPaise(tx, booking.id);
    const closed = await this.transitions.take(tx, actor, booking, {
      event,
      reason,
      receipts,
      change: { ...change, paymentState: paymentStateAfter(booking, refundPaise, keptPaise) },
      at,
      ...(role && { role }),
    });
    const { id: bookingId, customerId } = booking;
    await this.placement.release(tx, bookingId);
    await this.payments.stopAsking(tx, bookingId);
    // What no payment covers of the fee becomes the customer's dues (CX-9).
    const duesPaise = feePaise - (keptPaise - refundPaise);
    await this.ledger.post(tx, feePosting(bookingId, customerId, { feePaise, duesPaise }));
    await this.refunds.refundBooking(tx, { bookingId, amountPaise: refundPaise, reason, by: actor });
    if (creditPaise > 0) await this.ledger.post(tx, compensationPosting(bookingId, customerId, creditPaise));
    return closed;
  }
}

function paymentStateAfter(
  { paymentState }: BookingEntity,
  refundPaise: number,
  keptPaise: number,
): PaymentState {
  if (refundPaise === 0) return paymentState;
  return refundPaise === keptPaise ? 'refunded' : 'partially_refunded';
}
