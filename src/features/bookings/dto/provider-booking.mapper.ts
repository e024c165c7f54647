import type { ProviderBookingView } from '../providers/provider-bookings.service.js';
import type { BookingState } from '../booking.state.js';
import type { ProviderBookingDto } from './provider-booking.dto.js';

/** While somebody has to find the door. */
const openStates: readonly BookingState[] = ['assigned', 'en_route', 'in_progress'];
/** After that, who it was is still theirs to know. */
const doneStates: readonly BookingState[] = ['completed', 'no_show'];

export function toProviderBookingDto({ view, customer }: ProviderBookingView): ProviderBookingDto {
  const { booking, items, payments, allowedEvents } = view;
  const { line1, line2, city, state, pincode, contactName, contactMobile } = booking.address;
  const mobile = contactMobile ?? customer.mobile;
  const isOpen = openStates.includes(booking.state);
  const cash = payments.find(
    ({ instrument, state: stands }) => instrument === 'cash' && stands === 'pending',
  );
  return {
    id: booking.id,
    orderNumber: booking.orderNumber,
    state: booking.state,
    slot: { start: booking.slotStartAt.toISOString(), end: booking.slotEndAt.toISOString() },
    place: { pincode: booking.pincode, city: booking.city },
    items: items.map(({ serviceName: service, variant, quantity }) => ({ service, variant, quantity })),
    serviceValuePaise: booking.serviceValuePaise,
    toCollectPaise: cash?.amountPaise ?? 0,
    isRework: booking.reworkOfId !== null,
    customer:
      isOpen || doneStates.includes(booking.state)
        ? {
            firstName: customer.firstName,
            mobile: isOpen && mobile !== null ? maskedMobile(mobile) : null,
          }
        : null,
    address: isOpen ? { line1, line2, city, state, pincode, contactName } : null,
    instructions: isOpen ? booking.instructions : null,
    allowedEvents: [...allowedEvents],
    arrivedAt: booking.arrivedAt?.toISOString() ?? null,
    startedAt: booking.startedAt?.toISOString() ?? null,
    completedAt: booking.completedAt?.toISOString() ?? null,
  };
}

/** `+919876543210` as `+91******3210`: enough to know the caller by, too little to call. */
export function maskedMobile(mobile: string): string {
  return `${mobile.slice(0, 3)}${'*'.repeat(Math.max(0, mobile.length - 7))}${mobile.slice(-4)}`;
}
