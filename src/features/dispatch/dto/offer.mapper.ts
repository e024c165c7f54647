import type { DispatchOfferEntity } from '../dispatch.entity.js';
import type { OfferView } from '../offer-answers.service.js';
import type { BookingOfferDto, OfferDto } from './offer.dto.js';

export function toOfferDto({ offer, view: { booking, items } }: OfferView): OfferDto {
  const { id, state, bookingId, offeredAt, expiresAt, answeredAt } = offer;
  const { orderNumber, slotStartAt, slotEndAt, pincode, city, serviceValuePaise } = booking;
  return {
    id,
    state,
    bookingId,
    orderNumber,
    slot: { start: slotStartAt.toISOString(), end: slotEndAt.toISOString() },
    place: { pincode, city },
    items: items.map(({ serviceName: service, variant, quantity }) => ({ service, variant, quantity })),
    serviceValuePaise,
    offeredAt: offeredAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  };
}

export function toBookingOfferDto(offer: DispatchOfferEntity): BookingOfferDto {
  const { id, providerId, waveIndex, state, score, parts, receipts, reason } = offer;
  return {
    id,
    providerId,
    wave: waveIndex + 1,
    state,
    score,
    parts: { ...parts },
    explanation: receipts.map(({ sentence }) => sentence).join(' '),
    offeredAt: offer.offeredAt.toISOString(),
    expiresAt: offer.expiresAt.toISOString(),
    answeredAt: offer.answeredAt?.toISOString() ?? null,
    reason,
  };
}
