import { Module } from '@nestjs/common';
import { CacheModule } from '../../platform/cache/cache.module.js';
import { CatalogueEdits } from './catalogue-edits.service.js';
import { CatalogueListener } from './catalogue.listener.js';
import { CatalogueRowsRepository } from './catalogue-rows.repository.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { CatalogueService } from './catalogue.service.js';
import { CategoryEdits } from './category-edits.service.js';
import { OfferedPincodesRepository } from './offered-pincodes.repository.js';
import { PincodeEdits } from './pincode-edits.service.js';
import { PincodesController } from './pincodes.controller.js';
import { RateCardEdits } from './rate-card-edits.service.js';
import { RateEdits } from './rate-edits.service.js';
import { RatesRepository } from './rates.repository.js';
import { RatesService } from './rates.service.js';
import { ServiceEdits } from './service-edits.service.js';
import { ServiceSearch } from './service-search.js';
import { ServicesController } from './services.controller.js';
import { StaffCategoriesController } from './staff-categories.controller.js';
import { StaffPincodesController } from './staff-pincodes.controller.js';
import { StaffRateCardsController } from './staff-rate-cards.controller.js';
import { StaffRatesController } from './staff-rates.controller.js';
import { StaffServicesController } from './staff-services.controller.js';
import { StaffSynonymsController } from './staff-synonyms.controller.js';
import { SynonymEdits } from './synonym-edits.service.js';

@Module({
  imports: [CacheModule],
  controllers: [
    ServicesController,
    PincodesController,
    StaffCategoriesController,
    StaffServicesController,
    StaffRateCardsController,
    StaffRatesController,
    StaffSynonymsController,
    StaffPincodesController,
  ],
  providers: [
    CatalogueRepository,
    CatalogueService,
    CatalogueListener,
    RatesRepository,
    RatesService,
    ServiceSearch,
    CatalogueRowsRepository,
    OfferedPincodesRepository,
    CatalogueEdits,
    CategoryEdits,
    ServiceEdits,
    RateCardEdits,
    RateEdits,
    SynonymEdits,
    PincodeEdits,
  ],
  exports: [CatalogueService, RatesService, ServiceSearch],
})
export class ServicesModule {}
