import type { DomainEvent } from '../../platform/events/domain-event.js';
import type { BookingEntity } from './booking.entity.js';
import type { BookingEvent, BookingRole, BookingState } from './booking.state.js';

export type BookingConfirmed = DomainEvent<
  'booking.confirmed',
  {
    bookingId: string;
    userId: string;
    orderNumber: string;
    serviceName: string;
    slotStartAt: string;
    totalPaise: number;
    scheduleVersion: number;
  }
>;

export type BookingCancelled = DomainEvent<
  'booking.cancelled',
  {
    bookingId: string;
    userId: string;
    orderNumber: string;
    feePaise: number;
    refundPaise: number;
    /** What the customer is credited because provider or platform cancelled (CX-4). */
    creditPaise: number;
  }
>;

/** A provider has left bookings so often that staff should look at it (CX-7). */
export type ProviderReviewNeeded = DomainEvent<
  'provider.review_needed',
  { providerId: string; bookingId: string; faults: number }
>;

/** Every step of a booking along its state table, as it is written (ST-2). */
export type BookingTransitioned = DomainEvent<
  'booking.transitioned',
  {
    bookingId: string;
    userId: string;
    providerId: string | null;
    orderNumber: string;
    event: BookingEvent;
    from: BookingState;
    to: BookingState;
    /** Who did it: customer, ops, provider, system, gateway or dispatch. */
    by: BookingRole;
    slotStartAt: string;
    scheduleVersion: number;
  }
>;

/** @param booking as it stands after the step */
export function bookingTransitioned(
  booking: BookingEntity,
  step: { event: BookingEvent; from: BookingState; by: BookingRole },
  at: Date,
): BookingTransitioned {
  const { id, customerId, providerId, orderNumber, state, slotStartAt, scheduleVersion } = booking;
  return {
    name: 'booking.transitioned',
    aggregateId: id,
    at,
    payload: {
      bookingId: id,
      userId: customerId,
      providerId,
      orderNumber,
      ...step,
      to: state,
      slotStartAt: slotStartAt.toISOString(),
      scheduleVersion,
    },
  };
}

/** @param serviceName what was booked, in words */
export function bookingConfirmed(booking: BookingEntity, serviceName: string, at: Date): BookingConfirmed {
  const { id, customerId, orderNumber, slotStartAt, totalPaise, scheduleVersion } = booking;
  return {
    name: 'booking.confirmed',
    aggregateId: id,
    at,
    payload: {
      bookingId: id,
      userId: customerId,
      orderNumber,
      serviceName,
      slotStartAt: slotStartAt.toISOString(),
      totalPaise,
      scheduleVersion,
    },
  };
}

export function bookingCancelled(
  { id, customerId, orderNumber }: BookingEntity,
  { feePaise, refundPaise, creditPaise = 0 }: { feePaise: number; refundPaise: number; creditPaise?: number },
  at: Date,
): BookingCancelled {
  return {
    name: 'booking.cancelled',
    aggregateId: id,
    at,
    payload: { bookingId: id, userId: customerId, orderNumber, feePaise, refundPaise, creditPaise },
  };
}

export function providerReviewNeeded(
  providerId: string,
  bookingId: string,
  faults: number,
  at: Date,
): ProviderReviewNeeded {
  return {
    name: 'provider.review_needed',
    aggregateId: providerId,
    at,
    payload: { providerId, bookingId, faults },
  };
}
