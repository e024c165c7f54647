import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/index.js';
import { ServicesModule } from '../services/index.js';
import { PricingController } from './pricing.controller.js';
import { PricingService } from './pricing.service.js';
import { QuotesRepository } from './quotes.repository.js';
import { QuotesService } from './quotes.service.js';

/** Needs an `AddressBook`, which the root provides to all. */
@Module({
  imports: [PoliciesModule, ServicesModule],
  controllers: [PricingController],
  providers: [PricingService, QuotesRepository, QuotesService],
  exports: [PricingService, QuotesService],
})
export class PricingModule {}
