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
  {
    bookingId: string;
    userId: string;
    orderNumber: string;
    feePaise: number;
    refundPaise: number;
    /** What the platform gives because the fault was its own (CX-4); absent when it was not. */
    creditPaise?: number;
  }
>;

/** What notices need to know of a step of a booking. */
export type BookingTransitionedNotice = DomainEvent<
  'booking.transitioned',
  { bookingId: string; event: string; providerId: string | null; scheduleVersion: number }
>;

/** Nobody was found in time, and the customer chooses what to do (DI-3). */
export type BookingUnplacedNotice = DomainEvent<'booking.unplaced_notice', { bookingId: string }>;

/** The provider proposes another time. */
export type RescheduleProposedNotice = DomainEvent<
  'booking.reschedule_proposed',
  {
    bookingId: string;
    proposalId: string;
    /** ISO 8601. */
    proposedStartAt: string;
    /** ISO 8601; from then on silence cancels the booking. */
    answerDueAt: string;
  }
>;
