export { BookingsModule } from './bookings.module.js';
export { AvailabilityService } from './availability.service.js';
export { BookingCancellationService } from './booking-cancellation.service.js';
export { BookingProgressService } from './booking-progress.service.js';
export { BookingReworks } from './booking-reworks.service.js';
export { BookingStartService } from './booking-start.service.js';
export { StartCodeMissEntity } from './start-code-miss.entity.js';
export type { ProgressEvent } from './booking-progress.service.js';
export { BookingAssignmentService } from './booking-assignment.service.js';
export { BookingHoldsService } from './booking-holds.service.js';
export { BookingReschedulingService } from './booking-rescheduling.service.js';
export { RescheduleProposalsService } from './reschedule-proposals.service.js';
export { CartsService } from './carts.service.js';
export { PlacementService } from './placement.service.js';
export { CandidateRanking, LeastLoadRanking } from './candidate-ranking.js';
export type { RankedJob } from './candidate-ranking.js';
export type { SlotProvider } from './slot-engine.js';
export type { WantedWork } from './availability.service.js';
export { BookingsService, namesOf } from './bookings.service.js';
export type { BookingView } from './bookings.service.js';
export { BookingCreationService } from './booking-creation.service.js';
export type { BookingOrder } from './booking-creation.service.js';
export {
  BookingEntity,
  BookingEventEntity,
  BookingItemEntity,
  CancellationQuoteEntity,
  ProviderPenaltyEntity,
} from './booking.entity.js';
export { CartEntity, CartItemEntity } from './cart.entity.js';
export { HoldEntity } from './hold.entity.js';
export { ProviderBlockEntity } from './provider-block.entity.js';
export { ProviderBlocksService } from './provider-blocks.service.js';
export { RescheduleProposalEntity, RescheduleQuoteEntity } from './reschedule.entity.js';
export { CancellationQuoteStale, SlotInvalid, SlotTaken } from './booking.errors.js';
export type { Alternative, SlotFault } from './booking.errors.js';
export { bookingMachine, customerStatus, liveStates } from './booking.state.js';
export { BookingTransitions } from './booking-transitions.service.js';
export type { BookingConfirmed, BookingTransitioned } from './booking.events.js';
export { UnplacedBookings } from './unplaced-bookings.service.js';
export type { CustomerStatus } from './booking.state.js';
export type { Slot } from './slot-engine.js';
export { BookingFees } from './booking-fees.service.js';
export { requireGuard } from './booking-guards.js';
export { BookingPolicies } from './booking-policies.service.js';
export { NoShowService } from './no-show.service.js';
export type { Absent } from './no-show.service.js';
export { ProviderPenalties } from './provider-penalties.service.js';
export { OpenDisputes } from './open-disputes.js';
export { BookingWaivers } from './booking-waivers.service.js';
