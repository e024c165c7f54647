export { BookingsModule } from './bookings.module.js';
export { AvailabilityService } from './availability.service.js';
export { BookingCancellationService } from './booking-cancellation.service.js';
export { BookingProgressService } from './booking-progress.service.js';
export type { ProgressEvent } from './booking-progress.service.js';
export { BookingsService, namesOf } from './bookings.service.js';
export type { BookingView } from './bookings.service.js';
export { BookingCreationService } from './booking-creation.service.js';
export type { BookingOrder } from './booking-creation.service.js';
export {
  BookingEntity,
  BookingEventEntity,
  BookingItemEntity,
  CancellationQuoteEntity,
} from './booking.entity.js';
export { CancellationQuoteStale, SlotInvalid, SlotTaken } from './booking.errors.js';
export type { Alternative, SlotFault } from './booking.errors.js';
export { bookingMachine, customerStatus } from './booking.state.js';
export type { CustomerStatus } from './booking.state.js';
export type { Slot } from './slot-engine.js';
