import { Injectable } from '@nestjs/common';
import { formatInr } from '../../kernel/money.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { BookingFacts } from './booking-facts.js';
import { BookingNoticeWriter } from './booking-notice-writer.js';
import type { NoticeKind } from './notice-kinds.js';
import type { PaymentFailedNotice, RefundDoneNotice } from './payment-notices.events.js';

const as = 'notifications';

/** Tells customers of payments that failed and of money that has gone back; that one has come, its step tells. */
@Injectable()
export class PaymentNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingFacts,
    private readonly notices: BookingNoticeWriter,
  ) {}

  @OnEvent<PaymentFailedNotice>('payment.failed', { as })
  failed({ payload: { bookingId, paymentId, amountPaise } }: PaymentFailedNotice): Promise<void> {
    return this.tell('payment.failed', bookingId, paymentId, amountPaise);
  }

  @OnEvent<RefundDoneNotice>('refund.done', { as })
  refunded({ payload: { bookingId, refundId, amountPaise } }: RefundDoneNotice): Promise<void> {
    return this.tell('payment.refunded', bookingId, refundId, amountPaise);
  }

  private tell(kind: NoticeKind, bookingId: string, about: string, amountPaise: number): Promise<void> {
    return this.work.run(async (tx) => {
      const booking = await this.bookings.find(tx, bookingId);
      if (!booking) return;
      await this.notices.write(tx, booking, {
        ...{ kind, about },
        values: () => ({ amount: formatInr(amountPaise) }),
      });
    });
  }
}
