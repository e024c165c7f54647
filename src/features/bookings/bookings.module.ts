import { Module } from '@nestjs/common';
import { PaymentsModule } from '../payments/index.js';
import { PoliciesModule } from '../policies/index.js';
import { PricingModule } from '../pricing/index.js';
import { ProvidersModule } from '../providers/index.js';
import { ServicesModule } from '../services/index.js';
import { UsersModule } from '../users/index.js';
import { AvailabilityService } from './availability.service.js';
import { BookingCancellationService } from './booking-cancellation.service.js';
import { BookingCreationService } from './booking-creation.service.js';
import { BookingProgressService } from './booking-progress.service.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { PlacementService } from './placement.service.js';
import { SlotsController } from './slots.controller.js';
import { StaffBookingsController } from './staff-bookings.controller.js';

@Module({
  imports: [PaymentsModule, PoliciesModule, PricingModule, ProvidersModule, ServicesModule, UsersModule],
  controllers: [BookingsController, SlotsController, StaffBookingsController],
  providers: [
    AvailabilityService,
    BookingCancellationService,
    BookingCreationService,
    BookingProgressService,
    BookingsRepository,
    BookingsService,
    CalendarRepository,
    PlacementService,
  ],
  exports: [
    AvailabilityService,
    BookingCancellationService,
    BookingCreationService,
    BookingProgressService,
    BookingsService,
  ],
})
export class BookingsModule {}
