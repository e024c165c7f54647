import type { DomainEvent } from '../../platform/events/domain-event.js';

/** What notices need to know of a confirmed booking. */
export type BookingConfirmedNotice = DomainEvent<
  'booking.confirmed',
  {
    bookingId: string;
    userId: string;
    orderNumber: string;
    serviceName: string;
    /** ISO 8601. */
    slotStartAt: string;
    totalPaise: number;
    /** Raised by every reschedule (NT-3). */
    scheduleVersion: number;
  }
>;

/** What notices need to know of a cancelled booking. */
export type BookingCancelledNotice = DomainEvent<
  'booking.cancelled',
  { bookingId: string; userId: string; orderNumber: string; feePaise: number; refundPaise: number }
>;
