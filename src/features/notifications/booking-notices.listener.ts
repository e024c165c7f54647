import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { AppConfig } from '../../config/sections.js';
import { formatInr } from '../../kernel/money.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import type { BookingCancelledNotice, BookingConfirmedNotice } from './booking-notices.events.js';
import { NoticeWriter } from './notice-writer.js';

const as = 'notifications';

/** Tells customers what becomes of their bookings (NT-1). */
@Injectable()
export class BookingNotices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly writer: NoticeWriter,
    private readonly app: AppConfig,
  ) {}

  @OnEvent<BookingConfirmedNotice>('booking.confirmed', { as })
  async confirmed({ payload }: BookingConfirmedNotice): Promise<void> {
    const { bookingId, userId, orderNumber, serviceName, slotStartAt, totalPaise, scheduleVersion } = payload;
    await this.work.run((tx) =>
      this.writer.write(tx, {
        userId,
        kind: 'booking.confirmed',
        about: `${bookingId}:${scheduleVersion}`,
        values: (language) => ({
          orderNumber,
          service: serviceName,
          slot: slotText(slotStartAt, this.app.zone, language),
          total: formatInr(totalPaise),
        }),
      }),
    );
  }

  @OnEvent<BookingCancelledNotice>('booking.cancelled', { as })
  async cancelled({ payload }: BookingCancelledNotice): Promise<void> {
    const { bookingId, userId, orderNumber, feePaise, refundPaise } = payload;
    await this.work.run((tx) =>
      this.writer.write(tx, {
        userId,
        kind: 'booking.cancelled',
        about: bookingId,
        values: () => ({ orderNumber, fee: formatInr(feePaise), refund: formatInr(refundPaise) }),
      }),
    );
  }
}

/** The start of a slot as people say it, at most 30 characters: `Sat 22 Nov, 11:00 am`. */
export function slotText(startAt: string, zone: string, language: string): string {
  return DateTime.fromISO(startAt, { zone, locale: language === 'hi' ? 'hi-IN' : 'en-IN' }).toFormat(
    'ccc d LLL, h:mm a',
  );
}
