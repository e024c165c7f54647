import { toCheckoutDto } from '../../payments/index.js';
import { toPriceDto } from '../../pricing/index.js';
import { publicName } from '../../providers/index.js';
import type { BookingEventEntity, CancellationQuoteEntity } from '../booking.entity.js';
import { customerStatus } from '../booking.state.js';
import type { BookingView } from '../bookings.service.js';
import type { Slot } from '../slots/slot-engine.js';
import type {
  BookingDto,
  BookingEventDto,
  BookingStatusDto,
  CancellationQuoteDto,
  OpsBookingDto,
  SlotDto,
} from './booking.dto.js';

export function toBookingDto(view: BookingView): BookingDto {
  const { booking, items, provider, payments, checkout, allowedEvents, isOwner } = view;
  const due = checkout && toCheckoutDto(checkout.payment, checkout.keyId);
  const { line1, line2, city, state, pincode, contactName, contactMobile } = booking.address;
  return {
    id: booking.id,
    orderNumber: booking.orderNumber,
    status: customerStatus(booking.state),
    state: booking.state,
    unplaced: booking.unplaced,
    paymentState: booking.paymentState,
    paymentMethod: booking.paymentMethod,
    slot: { start: booking.slotStartAt.toISOString(), end: booking.slotEndAt.toISOString() },
    address: { line1, line2, city, state, pincode, contactName, contactMobile },
    items: items.map(
      ({ rateCardId, serviceId, serviceSlug, serviceName, variant, quantity, amountPaise }) => ({
        rateCardId,
        service: { id: serviceId, slug: serviceSlug, name: serviceName },
        variant,
        quantity,
        amountPaise,
      }),
    ),
    price: toPriceDto(booking.price),
    duesPaise: payments.reduce((sum, { duesPaise }) => sum + duesPaise, 0),
    ...(isOwner && due && { checkout: due }),
    provider: provider && {
      id: provider.provider.id,
      name: publicName(provider.provider),
      rating: provider.rating,
    },
    ...(isOwner && { startCode: booking.startCode }),
    instructions: booking.instructions,
    reworkOfId: booking.reworkOfId,
    allowedEvents: [...allowedEvents],
    createdAt: booking.createdAt.toISOString(),
  };
}

export function toOpsBookingDto(view: BookingView): OpsBookingDto {
  const { customerId, channel } = view.booking;
  return { ...toBookingDto(view), customerId, channel };
}

export function toBookingStatusDto({ booking: { id, state }, allowedEvents }: BookingView): BookingStatusDto {
  return { id, status: customerStatus(state), state, allowedEvents: [...allowedEvents] };
}

export function toBookingEventDto(row: BookingEventEntity): BookingEventDto {
  const { sequence, event, fromState, toState, actorKind, channel, reason, at } = row;
  return {
    sequence,
    event,
    from: fromState,
    to: toState,
    by: actorKind,
    channel,
    reason,
    at: at.toISOString(),
  };
}

export function toCancellationQuoteDto(quote: CancellationQuoteEntity): CancellationQuoteDto {
  const { id, feePaise, refundPaise, refunds, tier, nextTierAt, expiresAt, receipts } = quote;
  return {
    quoteId: id,
    feePaise,
    refundPaise,
    refunds: (refunds ?? []).map(({ instrument, amountPaise }) => ({ instrument, amountPaise })),
    tier,
    nextTierAt: nextTierAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
    receipts: [...receipts],
  };
}

export function toSlotDto({ startAt, endAt, available, remaining, reasons }: Slot): SlotDto {
  const slot = { start: startAt.toISOString(), end: endAt.toISOString(), available, remaining };
  return reasons.length > 0 ? { ...slot, reasons: [...reasons] } : slot;
}
