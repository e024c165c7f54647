import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/index.js';
import { PoliciesModule } from '../policies/index.js';
import { ProvidersModule } from '../providers/index.js';
import { BookingOffersController } from './booking-offers.controller.js';
import { DispatchClock } from './dispatch-clock.js';
import { DispatchListener } from './dispatch.listener.js';
import { DispatchRepository } from './dispatch.repository.js';
import { DispatchService } from './dispatch.service.js';
import { JobReturnsController } from './job-returns.controller.js';
import { JobReturnsService } from './job-returns.service.js';
import { OfferAnswersService } from './offer-answers.service.js';
import { OfferNotices } from './offer-notices.listener.js';
import { OffersController } from './offers.controller.js';
import { ProviderAbsences } from './provider-absences.js';
import { ProviderRecordsRepository } from './provider-records.repository.js';
import { RankingModule } from './ranking.module.js';
import { VisitCounts } from './visit-counts.js';

@Module({
  imports: [BookingsModule, PoliciesModule, ProvidersModule, RankingModule],
  controllers: [BookingOffersController, JobReturnsController, OffersController],
  providers: [
    DispatchClock,
    DispatchListener,
    DispatchRepository,
    DispatchService,
    JobReturnsService,
    OfferAnswersService,
    OfferNotices,
    ProviderAbsences,
    ProviderRecordsRepository,
    VisitCounts,
  ],
})
export class DispatchModule {}
