import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import type { Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainEvents } from '../../../platform/events/domain-events.js';
import {
  GatewayReceipts,
  PaymentGateways,
  PaymentsService,
  RefundDelivery,
  RefundsService,
} from '../../payments/index.js';
import type { GatewayEvent, PaymentEntity, WebhookHeaders } from '../../payments/index.js';
import type { BookingEntity, PaymentState } from '../booking.entity.js';
import { bookingConfirmed } from '../booking.events.js';
import { BookingTransitions } from '../booking-transitions.service.js';
import { BookingsRepository } from '../bookings.repository.js';
import { namesOf } from '../bookings.service.js';
import { PlacementService } from '../slots/placement.service.js';

/** What came of an event: its outcome, kept with it. */
type Outcome = 'captured' | 'late' | 'mismatched' | 'duplicate' | 'authorised' | 'failed' | 'ignored';

/** Applies what gateways tell, each thing once: their webhooks are the source of truth (MO-2). */
@Injectable()
export class PaymentEvents {
  constructor(
    private readonly work: UnitOfWork,
    private readonly gateways: PaymentGateways,
    private readonly receipts: GatewayReceipts,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly refundDelivery: RefundDelivery,
    private readonly bookings: BookingsRepository,
    private readonly transitions: BookingTransitions,
    private readonly placement: PlacementService,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a webhook in. One that was taken in before changes nothing.
   * @param rawBody the bytes as they came
   * @throws NotFound `gateway.not_found`, WebhookSignatureInvalid, WebhookUnreadable
   */
  async receive(gateway: string, headers: WebhookHeaders, rawBody: Buffer): Promise<void> {
    const told = this.gateways.get(gateway).verifyWebhook(headers, rawBody);
    if (told.length === 0) return;
    await this.work.run(async (tx) => {
      for (const event of told) await this.apply(tx, gateway, event);
    });
  }

  private async apply(tx: Tx, gateway: string, event: GatewayEvent): Promise<void> {
    const noted = await this.receipts.note(tx, gateway, event);
    if (!noted) return;
    if (event.kind === 'refund.done' || event.kind === 'refund.failed') {
      const heard = await this.refundDelivery.hear(tx, gateway, event);
      if (heard) await this.receipts.tell(tx, noted, heard.outcome, { refundId: heard.refundId });
      return;
    }
    const found = await this.receipts.find(tx, gateway, event);
    if (!found) return;
    // Whoever ends a booking holds its row before its payments; so does this.
    const booking = await this.bookings.hold(tx, found.subjectId);
    const payment = await this.receipts.hold(tx, found.id);
    if (!booking || !payment) throw new Error(`Payment ${found.id} is for no booking.`);
    const outcome = await this.applyTo(tx, { booking, payment }, event);
    await this.receipts.tell(tx, noted, outcome, { paymentId: payment.id });
  }

  private async applyTo(
    tx: Tx,
    { booking, payment }: { booking: BookingEntity; payment: PaymentEntity },
    event: GatewayEvent,
  ): Promise<Outcome> {
    if (event.kind !== 'payment.captured') {
      const state = event.kind === 'payment.failed' ? 'failed' : 'authorised';
      if (!(await this.receipts.advance(tx, payment, state, event.reason))) return 'ignored';
      if (booking.state === 'pending_payment') await this.setPaymentState(tx, booking, state);
      return state;
    }
    if (payment.gatewayRef === event.paymentRef) return 'ignored';
    if (event.amountPaise !== payment.amountPaise || event.currency !== 'INR') {
      await this.receipts.captureUnasked(tx, payment, event, 'mismatch');
      return 'mismatched';
    }
    if (payment.gatewayRef !== null) {
      await this.receipts.captureUnasked(tx, payment, event, 'duplicate');
      return 'duplicate';
    }
    return this.capture(tx, booking, payment, event);
  }

  /** The money asked for has come: the booking stands, or the money goes back at once (ST-1). */
  private async capture(
    tx: Tx,
    booking: BookingEntity,
    payment: PaymentEntity,
    event: GatewayEvent,
  ): Promise<Outcome> {
    const mayStand = booking.state === 'pending_payment' || booking.state === 'expired';
    const won = mayStand ? await this.placement.confirm(tx, booking) : null;
    await this.receipts.capture(tx, payment, event, { keep: won !== null });
    if (won) {
      await this.confirm(tx, won, payment);
      return 'captured';
    }
    const { id: bookingId } = booking;
    const origin = 'late_payment';
    const reason = mayStand ? 'It was paid late, and the time was taken.' : 'It was paid when it was over.';
    await this.refunds.refundBooking(tx, {
      ...{ bookingId, amountPaise: event.amountPaise, reason, origin, paymentId: payment.id },
    });
    if (booking.state === 'pending_payment') await this.lapse(tx, booking);
    else await this.setPaymentState(tx, booking, await this.stateOf(tx, bookingId));
    return 'late';
  }

  private async confirm(tx: Tx, booking: BookingEntity, payment: PaymentEntity): Promise<void> {
    const at = this.clock.now();
    const paid = await this.transitions.take(tx, gatewayActor(payment), booking, {
      event: 'pay',
      reason: null,
      role: 'gateway',
      change: { paymentState: 'paid', paymentDueAt: null },
      at,
    });
    const items = await this.bookings.listItems(tx, [booking.id]);
    await this.events.publish(tx, bookingConfirmed(paid, namesOf(items), at));
  }

  private async lapse(tx: Tx, booking: BookingEntity): Promise<void> {
    await this.transitions.take(tx, gatewayActor(null), booking, {
      event: 'expire',
      reason: 'It was paid late, and the time was taken.',
      role: 'system',
      change: { paymentState: 'refunded' },
      at: this.clock.now(),
    });
    await this.placement.release(tx, booking.id);
  }

  private async stateOf(tx: Tx, bookingId: string): Promise<PaymentState> {
    return (await this.payments.keptPaise(tx, bookingId)) > 0 ? 'partially_refunded' : 'refunded';
  }

  private async setPaymentState(tx: Tx, booking: BookingEntity, paymentState: PaymentState): Promise<void> {
    if (booking.paymentState === paymentState) return;
    await this.bookings.update(tx, booking, { paymentState, updatedAt: this.clock.now() });
  }
}

function gatewayActor(payment: PaymentEntity | null): Actor {
  return { kind: 'system', id: payment?.gateway ?? 'system', channel: 'job' };
}
