import { declareJob } from '../../platform/jobs/job-names.js';
import type { NoticeKind } from './notice-kinds.js';

export interface NotificationJob {
  notificationId: string;
}

export const sendEmail = declareJob<NotificationJob>('email.send');
export const sendSms = declareJob<NotificationJob>('sms.send');
export const wipeSecret = declareJob<NotificationJob>('notice.wipe');

/** A notice about a booking that is due at its own hour. */
export interface BookingNoticeJob {
  bookingId: string;
  kind: NoticeKind;
  /** The schedule it was planned for; with another one it does nothing (NT-3). */
  scheduleVersion: number;
  /** ISO 8601; null when it is never too late. */
  validUntil: string | null;
}

export const tellOfBooking = declareJob<BookingNoticeJob>('notice.tell');
