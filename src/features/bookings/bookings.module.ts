import { Module } from '@nestjs/common';
import { PaymentsModule } from '../payments/index.js';
import { PoliciesModule } from '../policies/index.js';
import { PricingModule } from '../pricing/index.js';
import { ProvidersModule } from '../providers/index.js';
import { ServicesModule } from '../services/index.js';
import { UsersModule } from '../users/index.js';
import { AvailabilityService } from './slots/availability.service.js';
import { BookingCancellationService } from './cancelling/booking-cancellation.service.js';
import { BookingClosing } from './visits/booking-closing.service.js';
import { BookingFees } from './cancelling/booking-fees.service.js';
import { BookingPolicies } from './cancelling/booking-policies.service.js';
import { BookingWaivers } from './cancelling/booking-waivers.service.js';
import { BookingDecisionsView } from './policy-previews/booking-decisions.view.js';
import { PolicyTexts } from './policy-previews/policy-texts.service.js';
import { PolicyTextsController } from './policy-previews/policy-texts.controller.js';
import { PolicyPreviews } from './policy-previews/policy-preview.service.js';
import { PolicyPreviewsController } from './policy-previews/policy-previews.controller.js';
import { NoShowService } from './visits/no-show.service.js';
import { NoShowsController } from './visits/no-shows.controller.js';
import { StaffFeesController } from './cancelling/staff-fees.controller.js';
import { FeesRepository } from './cancelling/fees.repository.js';
import { ProviderPenalties } from './cancelling/provider-penalties.service.js';
import { BookingHoldsService } from './holds/booking-holds.service.js';
import { BookingAssignmentService } from './booking-assignment.service.js';
import { BookingChangesController } from './booking-changes.controller.js';
import { BookingDetailsService } from './booking-details.service.js';
import { BookingReschedulingService } from './moving/booking-rescheduling.service.js';
import { OpsBookingsController } from './ops-bookings.controller.js';
import { ProviderProposalsController } from './moving/provider-proposals.controller.js';
import { RescheduleProposalsService } from './moving/reschedule-proposals.service.js';
import { ProviderBlocksController } from './providers/provider-blocks.controller.js';
import { ProviderBlocksRepository } from './providers/provider-blocks.repository.js';
import { ProviderBlocksService } from './providers/provider-blocks.service.js';
import { ReschedulesRepository } from './moving/reschedules.repository.js';
import { CartsController } from './carts/carts.controller.js';
import { CartsRepository } from './carts/carts.repository.js';
import { CartsService } from './carts/carts.service.js';
import { HoldsController } from './holds/holds.controller.js';
import { HoldsRepository } from './holds/holds.repository.js';
import { BookingCreationService } from './booking-creation.service.js';
import { BookingProgressService } from './visits/booking-progress.service.js';
import { BookingTransitions } from './booking-transitions.service.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import { CalendarRepository } from './slots/calendar.repository.js';
import { PlacementService } from './slots/placement.service.js';
import { SlotExplanations } from './slots/slot-explanations.service.js';
import { SlotsController } from './slots/slots.controller.js';
import { StaffSlotsController } from './slots/staff-slots.controller.js';
import { UnplacedBookings } from './unplaced-bookings.service.js';
import { StaffBookingsController } from './staff-bookings.controller.js';

import { BookingExpiry } from './booking-expiry.service.js';
import { BookingMoneyView } from './money/booking-money.view.js';
import { BookingPaymentsController } from './money/booking-payments.controller.js';
import { BookingPayments } from './money/booking-payments.service.js';
import { BookingPayouts } from './money/booking-payouts.service.js';
import { BookingRefunds } from './money/booking-refunds.service.js';
import { OpsMoneyController } from './money/ops-money.controller.js';
import { PaymentEvents } from './money/payment-events.service.js';
import { PaymentWebhooksController } from './money/payment-webhooks.controller.js';
import { ReconciliationService } from './money/reconciliation.service.js';
import { SandboxPaymentsController } from './money/sandbox-payments.controller.js';
import { SandboxPayments } from './money/sandbox-payments.service.js';

import { BookingInvoicesController } from './money/booking-invoices.controller.js';
import { BookingInvoicesService } from './money/booking-invoices.service.js';
import { BookingStartService } from './visits/booking-start.service.js';
import { ProviderBookingsController } from './providers/provider-bookings.controller.js';
import { ProviderBookingsRepository } from './providers/provider-bookings.repository.js';
import { ProviderBookingsService } from './providers/provider-bookings.service.js';
import { BookingReworks } from './reworks/booking-reworks.service.js';
import { ReworksController } from './reworks/reworks.controller.js';
import { ReworksRepository } from './reworks/reworks.repository.js';
import { StartCodesRepository } from './visits/start-codes.repository.js';

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
