import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import type { Tx } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import {
  GatewayReceipts,
  PaymentGateways,
  PaymentNotDue,
  PaymentsService,
  RefundsService,
  isGatewayInstrument,
  isOpen,
} from '../../payments/index.js';
import type { PaymentEntity, RefundEntity } from '../../payments/index.js';
import type { BookingEntity } from '../booking.entity.js';
import { expireUnpaid } from '../booking.jobs.js';
import { isLapsed } from '../booking.policy.js';
import { BookingsService } from '../bookings.service.js';

/** How bookings are paid for (MO-2): what is asked at booking, and the way to the gateway's form. */
@Injectable()
export class BookingPayments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly showing: BookingsService,
    private readonly payments: PaymentsService,
    private readonly receipts: GatewayReceipts,
    private readonly refunds: RefundsService,
    private readonly gateways: PaymentGateways,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a new booking's payment from the wallet, or asks for it: by card or UPI until it lapses, in cash when the
   * work is done. Open dues are asked for with it (CX-9).
   * @returns the payments it has now
   * @throws WalletTooLow, PaymentMethodUnavailable
   */
  async begin(tx: Tx, booking: BookingEntity): Promise<PaymentEntity[]> {
    const { id: subjectId, customerId, totalPaise: pricePaise, paymentMethod, paymentDueAt } = booking;
    const order = { subjectId, customerId, pricePaise };
    if (paymentMethod === 'wallet') return this.payments.payFromWallet(tx, order);
    const payment = await this.payments.ask(tx, { ...order, instrument: paymentMethod, dueAt: paymentDueAt });
    if (paymentDueAt !== null) {
      const options = { runAt: paymentDueAt, key: `booking.expire:${subjectId}` };
      await this.jobs.add(tx, expireUnpaid, { bookingId: subjectId }, options);
    }
    return [payment];
  }

  /**
   * The order at the gateway for a booking that waits for its payment; asked again it is the same order, also after a
   * crash between the gateway's answer and our keeping it.
   * @throws NotFound, PaymentNotDue, GatewayUnavailable, GatewayRefused
   */
  async checkout(actor: Actor, bookingId: string): Promise<PaymentEntity> {
    const { payment } = await this.work.read(async (reader) => {
      const booking = await this.showing.getOwn(reader, actor, bookingId);
      return { payment: this.payable(booking, await this.payments.listOf(reader, bookingId)) };
    });
    const orderRef = payment.orderRef ?? (await this.makeOrder(payment));
    return this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, actor, bookingId);
      const open = this.payable(booking, await this.payments.listOf(tx, bookingId));
      const held = await this.receipts.hold(tx, open.id);
      if (!held || held.id !== payment.id) throw new PaymentNotDue();
      return this.receipts.nameOrder(tx, held, orderRef);
    });
  }

  /** One of a booking's payments, to show a checkout again. @throws NotFound, PaymentNotDue */
  getCheckout(actor: Actor, paymentId: string): Promise<PaymentEntity> {
    return this.work.read(async (reader) => {
      const payment = await this.payments.find(reader, paymentId);
      if (!payment) throw new PaymentNotDue();
      await this.showing.getOwn(reader, actor, payment.subjectId);
      return payment;
    });
  }

  /** @throws NotFound `booking.not_found` */
  listPayments(actor: Actor, bookingId: string): Promise<PaymentEntity[]> {
    return this.work.read(async (reader) => {
      await this.showing.getOwn(reader, actor, bookingId);
      return this.payments.listOf(reader, bookingId);
    });
  }

  /** @throws NotFound `booking.not_found` */
  listRefunds(actor: Actor, bookingId: string): Promise<RefundEntity[]> {
    return this.work.read(async (reader) => {
      await this.showing.getOwn(reader, actor, bookingId);
      return this.refunds.listOf(reader, bookingId);
    });
  }

  /** @throws PaymentNotDue */
  private payable(booking: BookingEntity, payments: readonly PaymentEntity[]): PaymentEntity {
    const open = payments.find(({ state, instrument }) => isOpen(state) && isGatewayInstrument(instrument));
    const isDue = booking.state === 'pending_payment' && !isLapsed(booking, this.clock.now());
    if (!isDue || !open) throw new PaymentNotDue();
    return open;
  }

  private async makeOrder({ id, gateway, amountPaise, instrument }: PaymentEntity): Promise<string> {
    if (gateway === null || !isGatewayInstrument(instrument)) throw new PaymentNotDue();
    const order = { paymentId: id, amountPaise, instrument };
    return (await this.gateways.get(gateway).createOrder(order)).orderRef;
  }
}
