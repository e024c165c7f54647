import { Module } from '@nestjs/common';
import { PaymentsModule } from '../payments/index.js';
import { PoliciesModule } from '../policies/index.js';
import { PricingModule } from '../pricing/index.js';
import { ProvidersModule } from '../providers/index.js';
import { ServicesModule } from '../services/index.js';
import { UsersModule } from '../users/index.js';
import { AvailabilityService } from './availability.service.js';
import { BookingCancellationService } from './booking-cancellation.service.js';
import { BookingClosing } from './booking-closing.service.js';
import { BookingFees } from './booking-fees.service.js';
import { BookingPolicies } from './booking-policies.service.js';
import { BookingWaivers } from './booking-waivers.service.js';
import { BookingDecisionsView } from './booking-decisions.view.js';
import { PolicyTexts } from './policy-texts.service.js';
import { PolicyTextsController } from './policy-texts.controller.js';
import { PolicyPreviews } from './policy-preview.service.js';
import { PolicyPreviewsController } from './policy-previews.controller.js';
import { NoShowService } from './no-show.service.js';
import { NoShowsController } from './no-shows.controller.js';
import { StaffFeesController } from './staff-fees.controller.js';
import { FeesRepository } from './fees.repository.js';
import { ProviderPenalties } from './provider-penalties.service.js';
import { BookingHoldsService } from './booking-holds.service.js';
import { BookingAssignmentService } from './booking-assignment.service.js';
import { BookingChangesController } from './booking-changes.controller.js';
import { BookingDetailsService } from './booking-details.service.js';
import { BookingReschedulingService } from './booking-rescheduling.service.js';
import { OpsBookingsController } from './ops-bookings.controller.js';
import { ProviderProposalsController } from './provider-proposals.controller.js';
import { RescheduleProposalsService } from './reschedule-proposals.service.js';
import { ProviderBlocksController } from './provider-blocks.controller.js';
import { ProviderBlocksRepository } from './provider-blocks.repository.js';
import { ProviderBlocksService } from './provider-blocks.service.js';
import { ReschedulesRepository } from './reschedules.repository.js';
import { CartsController } from './carts.controller.js';
import { CartsRepository } from './carts.repository.js';
import { CartsService } from './carts.service.js';
import { HoldsController } from './holds.controller.js';
import { HoldsRepository } from './holds.repository.js';
import { BookingCreationService } from './booking-creation.service.js';
import { BookingProgressService } from './booking-progress.service.js';
import { BookingTransitions } from './booking-transitions.service.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { PlacementService } from './placement.service.js';
import { SlotExplanations } from './slot-explanations.service.js';
import { SlotsController } from './slots.controller.js';
import { StaffSlotsController } from './staff-slots.controller.js';
import { UnplacedBookings } from './unplaced-bookings.service.js';
import { StaffBookingsController } from './staff-bookings.controller.js';

import { BookingExpiry } from './booking-expiry.service.js';
import { BookingMoneyView } from './booking-money.view.js';
import { BookingPaymentsController } from './booking-payments.controller.js';
import { BookingPayments } from './booking-payments.service.js';
import { BookingPayouts } from './booking-payouts.service.js';
import { BookingRefunds } from './booking-refunds.service.js';
import { OpsMoneyController } from './ops-money.controller.js';
import { PaymentEvents } from './payment-events.service.js';
import { PaymentWebhooksController } from './payment-webhooks.controller.js';
import { ReconciliationService } from './reconciliation.service.js';
import { SandboxPaymentsController } from './sandbox-payments.controller.js';
import { SandboxPayments } from './sandbox-payments.service.js';

import { BookingInvoicesController } from './booking-invoices.controller.js';
import { BookingInvoicesService } from './booking-invoices.service.js';
import { BookingStartService } from './booking-start.service.js';
import { ProviderBookingsController } from './provider-bookings.controller.js';
import { ProviderBookingsRepository } from './provider-bookings.repository.js';
import { ProviderBookingsService } from './provider-bookings.service.js';
import { BookingReworks } from './booking-reworks.service.js';
import { ReworksController } from './reworks.controller.js';
import { ReworksRepository } from './reworks.repository.js';
import { StartCodesRepository } from './start-codes.repository.js';

@Module({
  imports: [PaymentsModule, PoliciesModule, PricingModule, ProvidersModule, ServicesModule, UsersModule],
  controllers: [
    BookingInvoicesController,
    BookingPaymentsController,
    PaymentWebhooksController,
    SandboxPaymentsController,
    OpsMoneyController,
    BookingChangesController,
    OpsBookingsController,
    ProviderBookingsController,
    ReworksController,
    ProviderProposalsController,
    ProviderBlocksController,
    BookingsController,
    CartsController,
    HoldsController,
    SlotsController,
    StaffSlotsController,
    StaffBookingsController,
    StaffFeesController,
    NoShowsController,
    PolicyPreviewsController,
    PolicyTextsController,
  ],
  providers: [
    BookingInvoicesService,
    BookingPayments,
    BookingExpiry,
    PaymentEvents,
    SandboxPayments,
    BookingRefunds,
    BookingPayouts,
    BookingMoneyView,
    ReconciliationService,
    AvailabilityService,
    SlotExplanations,
    BookingClosing,
    BookingFees,
    BookingPolicies,
    BookingWaivers,
    BookingDecisionsView,
    PolicyPreviews,
    PolicyTexts,
    NoShowService,
    FeesRepository,
    ProviderPenalties,
    BookingCancellationService,
    BookingCreationService,
    BookingHoldsService,
    BookingAssignmentService,
    BookingDetailsService,
    BookingReschedulingService,
    RescheduleProposalsService,
    ReschedulesRepository,
    ProviderBlocksRepository,
    ProviderBlocksService,
    CartsRepository,
    CartsService,
    HoldsRepository,
    BookingProgressService,
    BookingTransitions,
    BookingsRepository,
    BookingsService,
    CalendarRepository,
    PlacementService,
    UnplacedBookings,
    BookingStartService,
    BookingReworks,
    ReworksRepository,
    ProviderBookingsRepository,
    ProviderBookingsService,
    StartCodesRepository,
  ],
  exports: [
    BookingReworks,
    BookingStartService,
    BookingFees,
    BookingPolicies,
    BookingWaivers,
    NoShowService,
    ProviderPenalties,
    AvailabilityService,
    BookingCancellationService,
    BookingCreationService,
    BookingProgressService,
    BookingHoldsService,
    BookingReschedulingService,
    BookingTransitions,
    BookingsService,
    CartsService,
    PlacementService,
    UnplacedBookings,
  ],
})
export class BookingsModule {}
