export { BookingsModule } from './bookings.module.js';
export { AvailabilityService } from './slots/availability.service.js';
export { BookingCancellationService } from './cancelling/booking-cancellation.service.js';
export { BookingProgressService } from './visits/booking-progress.service.js';
export { BookingReworks } from './reworks/booking-reworks.service.js';
export { BookingStartService } from './visits/booking-start.service.js';
export { StartCodeMissEntity } from './visits/start-code-miss.entity.js';
export type { ProgressEvent } from './visits/booking-progress.service.js';
export { BookingAssignmentService } from './booking-assignment.service.js';
export { BookingHoldsService } from './holds/booking-holds.service.js';
export { BookingReschedulingService } from './moving/booking-rescheduling.service.js';
export { RescheduleProposalsService } from './moving/reschedule-proposals.service.js';
export { CartsService } from './carts/carts.service.js';
export { PlacementService } from './slots/placement.service.js';
export { CandidateRanking, LeastLoadRanking } from './slots/candidate-ranking.js';
export type { RankedJob } from './slots/candidate-ranking.js';
export type { WantedWork } from './slots/availability.service.js';
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
export { CartEntity, CartItemEntity } from './carts/cart.entity.js';
export { HoldEntity } from './holds/hold.entity.js';
export { ProviderBlockEntity } from './providers/provider-block.entity.js';
export { ProviderBlocksService } from './providers/provider-blocks.service.js';
export { RescheduleProposalEntity, RescheduleQuoteEntity } from './moving/reschedule.entity.js';
export { FeeQuoteStale, SlotInvalid, SlotTaken } from './booking.errors.js';
export type { Alternative, SlotFault } from './booking.errors.js';
export { bookingMachine, customerStatus, liveStates } from './booking.state.js';
export { BookingTransitions } from './booking-transitions.service.js';
export type { BookingConfirmed, BookingTransitioned } from './booking.events.js';
export { UnplacedBookings } from './unplaced-bookings.service.js';
export type { CustomerStatus } from './booking.state.js';
export type { Slot } from './slots/slot-engine.js';
export { BookingFees } from './cancelling/booking-fees.service.js';
export { requireGuard } from './booking-guards.js';
export { BookingPolicies } from './cancelling/booking-policies.service.js';
export { NoShowService } from './visits/no-show.service.js';
export type { Absent } from './visits/no-show.service.js';
export { ProviderPenalties } from './cancelling/provider-penalties.service.js';
export { OpenDisputes } from './open-disputes.js';
export { BookingWaivers } from './cancelling/booking-waivers.service.js';
