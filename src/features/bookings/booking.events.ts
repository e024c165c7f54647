import type { DomainEvent } from '../../platform/events/domain-event.js';
import type { BookingEntity } from './booking.entity.js';

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
  { bookingId: string; userId: string; orderNumber: string; feePaise: number; refundPaise: number }
>;

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
  { feePaise, refundPaise }: { feePaise: number; refundPaise: number },
  at: Date,
): BookingCancelled {
  return {
    name: 'booking.cancelled',
    aggregateId: id,
    at,
    payload: { bookingId: id, userId: customerId, orderNumber, feePaise, refundPaise },
  };
}
