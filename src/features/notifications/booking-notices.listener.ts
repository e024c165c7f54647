import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { formatInr } from '../../kernel/money.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import { BookingFacts } from './booking-facts.js';
import type { BookingFact } from './booking-facts.js';
import { BookingNoticeWriter } from './booking-notice-writer.js';
import type {
  BookingCancelledNotice,
  BookingConfirmedNotice,
  BookingTransitionedNotice,
  BookingUnplacedNotice,
  RescheduleProposedNotice,
} from './booking-notices.events.js';
import { isAwaited } from './notice-schedule.rule.js';
import { slotText } from './notice-words.js';
import { NoticeWriter } from './notice-writer.js';
import { tellOfBooking } from './notification.jobs.js';
import type { BookingNoticeJob } from './notification.jobs.js';

const as = 'notifications';

/** Tells customers what becomes of their bookings (NT-1). */
@Injectable()
export class BookingNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bookings: BookingFacts,
    private readonly notices: BookingNoticeWriter,
    private readonly writer: NoticeWriter,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** A booking that waits for its payment is told of when that has come. */
  @OnEvent<BookingConfirmedNotice>('booking.confirmed', { as })
  confirmed({ payload }: BookingConfirmedNotice): Promise<void> {
    return this.about(payload.bookingId, async (tx, booking) => {
      if (booking.state === 'pending_payment') return;
      const told = { ...booking, slotStartAt: new Date(payload.slotStartAt), ...pick(payload) };
      await this.notices.write(tx, told, { kind: 'booking.confirmed' });
      await this.notices.planReminders(tx, told);
    });
  }

  @OnEvent<BookingCancelledNotice>('booking.cancelled', { as })
  async cancelled({ payload }: BookingCancelledNotice): Promise<void> {
    const { bookingId, userId, orderNumber, feePaise, refundPaise, creditPaise = 0 } = payload;
    await this.work.run((tx) =>
      this.writer.write(tx, {
        userId,
        kind: creditPaise > 0 ? 'booking.cancelled_by_us' : 'booking.cancelled',
        about: bookingId,
        values: () => ({
          orderNumber,
          fee: formatInr(feePaise),
          refund: formatInr(refundPaise),
          credit: formatInr(creditPaise),
        }),
      }),
    );
  }

  @OnEvent<BookingTransitionedNotice>('booking.transitioned', { as })
  transitioned({ payload }: BookingTransitionedNotice): Promise<void> {
    return this.about(payload.bookingId, (tx, booking) => this.tellStep(tx, booking, payload));
  }

  @OnEvent<BookingUnplacedNotice>('booking.unplaced_notice', { as })
  unplaced({ payload }: BookingUnplacedNotice): Promise<void> {
    return this.about(payload.bookingId, (tx, booking) =>
      this.notices.write(tx, booking, { kind: 'booking.unplaced', validUntil: booking.slotStartAt }),
    );
  }

  @OnEvent<RescheduleProposedNotice>('booking.reschedule_proposed', { as })
  rescheduleProposed({ payload }: RescheduleProposedNotice): Promise<void> {
    const { bookingId, proposalId, proposedStartAt, answerDueAt } = payload;
    return this.about(bookingId, (tx, booking) =>
      this.notices.write(tx, booking, {
        kind: 'booking.reschedule_proposed',
        about: proposalId,
        validUntil: new Date(answerDueAt),
        values: (language) => ({ proposedSlot: slotText(proposedStartAt, this.app.zone, language) }),
      }),
    );
  }

  /** A reminder, or the question how it was: nothing when the booking has moved or ended since (NT-3). */
  @JobHandler(tellOfBooking)
  due({ bookingId, kind, scheduleVersion, validUntil }: BookingNoticeJob): Promise<void> {
    return this.about(bookingId, async (tx, booking) => {
      const until = validUntil === null ? null : new Date(validUntil);
      if (until !== null && until <= this.clock.now()) return;
      if (!isAwaited(kind, booking, scheduleVersion)) return;
      await this.notices.write(tx, booking, { kind, ...(until && { validUntil: until }) });
    });
  }

  private async tellStep(
    tx: Tx,
    booking: BookingFact,
    { event, providerId, scheduleVersion }: BookingTransitionedNotice['payload'],
  ): Promise<void> {
    const told = { ...booking, scheduleVersion };
    switch (event) {
      case 'pay':
        return this.notices.write(tx, told, {
          kind: 'payment.received',
          values: () => ({ amount: formatInr(booking.totalPaise) }),
        });
      case 'assign':
        return this.notices.write(tx, told, {
          kind: 'booking.provider_assigned',
          about: providerId ?? 'nobody',
        });
      case 'reschedule':
        if (scheduleVersion !== booking.scheduleVersion) return;
        await this.notices.write(tx, told, { kind: 'booking.rescheduled' });
        return this.notices.planReminders(tx, told);
      case 'depart':
        return this.notices.write(tx, told, { kind: 'booking.on_the_way' });
      case 'complete':
        await this.notices.write(tx, told, { kind: 'booking.invoice' });
        return this.notices.planRating(tx, told);
      case 'no_show':
        return this.notices.write(tx, told, { kind: 'booking.no_show' });
      case 'expire':
        return this.notices.write(tx, told, { kind: 'booking.payment_expired' });
      default:
        return;
    }
  }

  /** The booking is read in the transaction that writes of it; of one that is gone there is nothing to say. */
  private about(bookingId: string, tell: (tx: Tx, booking: BookingFact) => Promise<void>): Promise<void> {
    return this.work.run(async (tx) => {
      const booking = await this.bookings.find(tx, bookingId);
      if (booking) await tell(tx, booking);
    });
  }
}

function pick({
  serviceName,
  totalPaise,
  scheduleVersion,
}: BookingConfirmedNotice['payload']): Pick<BookingFact, 'serviceName' | 'totalPaise' | 'scheduleVersion'> {
  return { serviceName, totalPaise, scheduleVersion };
}
