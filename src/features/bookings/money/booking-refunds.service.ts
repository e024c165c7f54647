import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import type { Reader } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { OnEvent } from '../../../platform/events/on-event.decorator.js';
import { PaymentsService, RefundsService } from '../../payments/index.js';
import type { RefundEntity, RefundPromised } from '../../payments/index.js';
import { BookingOpen } from '../booking.errors.js';
import { isOver } from '../booking.state.js';
import { BookingsRepository } from '../bookings.repository.js';
import { BookingsService } from '../bookings.service.js';

/** A booking's refunds; the id is the booking's. */
export interface BookingRefundsView {
  id: string;
  refunds: readonly RefundEntity[];
}

/** Money that staff give back of their own accord (MO-3). */
@Injectable()
export class BookingRefunds {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingsRepository,
    private readonly showing: BookingsService,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for money of a booking to go back: a kindness, which the company carries. What goes beyond Rs 10,000 for one
   * booking waits for another staff member. A booking that is not over is cancelled instead.
   * @throws NotFound, BookingOpen, RefundTooMuch
   */
  request(
    staff: Actor,
    { bookingId, amountPaise, reason }: { bookingId: string; amountPaise: number; reason: string },
  ): Promise<BookingRefundsView> {
    return this.work.run(async (tx) => {
      const booking = await this.showing.getOwnForUpdate(tx, staff, bookingId);
      if (!isOver(booking.state)) throw new BookingOpen();
      const order = { bookingId, amountPaise, reason, origin: 'goodwill', by: staff } as const;
      await this.refunds.refundBooking(tx, order);
      return this.view(tx, bookingId);
    });
  }

  /** @throws NotFound `booking.not_found` */
  get(actor: Actor, bookingId: string): Promise<BookingRefundsView> {
    return this.work.read(async (reader) => {
      await this.showing.getOwn(reader, actor, bookingId);
      return this.view(reader, bookingId);
    });
  }

  /** Keeps the booking's payment state in step with refunds that staff approve later (ST-4). */
  @OnEvent<RefundPromised>('refund.promised', { as: 'bookings' })
  async follow({ payload: { bookingId, origin } }: RefundPromised): Promise<void> {
    // What came by mistake was never the booking's.
    if (origin === 'duplicate' || origin === 'mismatch') return;
    await this.work.run(async (tx) => {
      const booking = await this.bookings.hold(tx, bookingId);
      if (!booking || !isOver(booking.state)) return;
      const keptPaise = await this.payments.keptPaise(tx, bookingId);
      const paymentState = keptPaise > 0 ? 'partially_refunded' : 'refunded';
      if (booking.paymentState === paymentState) return;
      await this.bookings.update(tx, booking, { paymentState, updatedAt: this.clock.now() });
    });
  }

  private async view(reader: Reader, id: string): Promise<BookingRefundsView> {
    return { id, refunds: await this.refunds.listOf(reader, id) };
  }
}
