import type { DomainEvent } from '../../platform/events/domain-event.js';
import type { Alternative, BookingEntity } from '../bookings/index.js';
import type { DispatchOfferEntity } from './dispatch.entity.js';

/** A job is held out to a provider: their app shows it until `expiresAt`. */
export type OfferMade = DomainEvent<
  'offer.made',
  { offerId: string; bookingId: string; providerId: string; slotStartAt: string; expiresAt: string }
>;

/** Nobody takes the booking; it stands in the operations queue (DI-3). */
export type BookingUnplaced = DomainEvent<
  'booking.unplaced',
  {
    bookingId: string;
    userId: string;
    orderNumber: string;
    /** ISO 8601. */
    slotStartAt: string;
    scheduleVersion: number;
  }
>;

/** It is time to tell the customer that nobody is there, and to offer what can be done (DI-3). */
export type BookingUnplacedNotice = DomainEvent<
  'booking.unplaced_notice',
  {
    bookingId: string;
    userId: string;
    orderNumber: string;
    /** ISO 8601. */
    slotStartAt: string;
    scheduleVersion: number;
    /** The nearest free starts, at most three: another slot. A wider choice is what /services/{id}/slots lists. */
    alternatives: readonly Alternative[];
    /** Cancelling costs nothing: always true, whatever the policy would ask at that hour. */
    isFreeToCancel: true;
  }
>;

export function offerMade(
  { id, bookingId, providerId, offeredAt, expiresAt }: DispatchOfferEntity,
  { slotStartAt }: BookingEntity,
): OfferMade {
  return {
    name: 'offer.made',
    aggregateId: bookingId,
    at: offeredAt,
    payload: {
      offerId: id,
      bookingId,
      providerId,
      slotStartAt: slotStartAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    },
  };
}

export function bookingUnplaced(booking: BookingEntity, at: Date): BookingUnplaced {
  return { name: 'booking.unplaced', aggregateId: booking.id, at, payload: subjectOf(booking) };
}

export function bookingUnplacedNotice(
  booking: BookingEntity,
  alternatives: readonly Alternative[],
  at: Date,
): BookingUnplacedNotice {
  return {
    name: 'booking.unplaced_notice',
    aggregateId: booking.id,
    at,
    payload: { ...subjectOf(booking), alternatives, isFreeToCancel: true },
  };
}

function subjectOf({ id, customerId, orderNumber, slotStartAt, scheduleVersion }: BookingEntity) {
  return {
    bookingId: id,
    userId: customerId,
    orderNumber,
    slotStartAt: slotStartAt.toISOString(),
    scheduleVersion,
  };
}
