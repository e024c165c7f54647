import { Injectable } from '@nestjs/common';
import { LinksConfig } from '../../config/outside-sections.js';
import { AppConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import type { Tx } from '../../platform/database/transaction.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { BookingFact } from './booking-facts.js';
import type { NoticeKind } from './notice-kinds.js';
import { NoticeWriter } from './notice-writer.js';
import { bookingValues } from './notice-words.js';
import { tellOfBooking } from './notification.jobs.js';
import { reminderTimes } from './reminder-times.rule.js';

interface BookingNotice {
  kind: NoticeKind;
  /** What tells it from another notice of its kind about the same schedule of the booking. */
  about?: string;
  validUntil?: Date;
  /** Variables besides those that every text about a booking has. */
  values?: (language: string) => Record<string, string>;
}

const ratingDelayMs = 3_600_000;

/** Words what there is to say about a booking, and plans what is to be said later. */
@Injectable()
export class BookingNoticeWriter {
  constructor(
    private readonly writer: NoticeWriter,
    private readonly jobs: Jobs,
    private readonly app: AppConfig,
    private readonly links: LinksConfig,
    private readonly clock: Clock,
  ) {}

  /** To its customer, once for each version of its schedule (NT-3). */
  write(tx: Tx, booking: BookingFact, { kind, about, validUntil, values }: BookingNotice): Promise<void> {
    const { id, userId, scheduleVersion } = booking;
    return this.writer.write(tx, {
      userId,
      kind,
      about: [id, scheduleVersion, ...(about === undefined ? [] : [about])].join(':'),
      booking: { id, scheduleVersion },
      ...(validUntil && { validUntil }),
      values: (language) => ({
        ...bookingValues(booking, { zone: this.app.zone, language, links: this.links }),
        ...values?.(language),
      }),
    });
  }

  /** Promises the reminders that its slot has still to come (NT-1, NT-2). */
  async planReminders(
    tx: Tx,
    booking: Pick<BookingFact, 'id' | 'slotStartAt' | 'scheduleVersion'>,
  ): Promise<void> {
    for (const { kind, at, validUntil } of reminderTimes(
      booking.slotStartAt,
      this.clock.now(),
      this.app.zone,
    ))
      await this.plan(tx, booking, { kind, at, validUntil });
  }

  /** Promises the question how it was, one hour after the work was done (NT-1). */
  planRating(tx: Tx, booking: BookingFact): Promise<void> {
    const doneAt = booking.completedAt ?? this.clock.now();
    const at = new Date(doneAt.getTime() + ratingDelayMs);
    return this.plan(tx, booking, { kind: 'booking.rating_request', at, validUntil: null });
  }

  private plan(
    tx: Tx,
    { id, scheduleVersion }: Pick<BookingFact, 'id' | 'scheduleVersion'>,
    { kind, at, validUntil }: { kind: NoticeKind; at: Date; validUntil: Date | null },
  ): Promise<void> {
    return this.jobs.add(
      tx,
      tellOfBooking,
      { bookingId: id, kind, scheduleVersion, validUntil: validUntil?.toISOString() ?? null },
      { key: `notice:${id}:${scheduleVersion}:${kind}`, runAt: at },
    );
  }
}
