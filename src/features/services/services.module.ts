import { Module } from '@nestjs/common';
import { CacheModule } from '../../platform/cache/cache.module.js';
import { CatalogueListener } from './catalogue.listener.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { CatalogueService } from './catalogue.service.js';
import { PincodesController } from './pincodes.controller.js';
import { RatesRepository } from './rates.repository.js';
import { RatesService } from './rates.service.js';
import { ServiceSearch } from './service-search.js';
import { ServicesController } from './services.controller.js';

@Module({
  imports: [CacheModule],
  controllers: [ServicesController, PincodesController],
  providers: [
    CatalogueRepository,
    CatalogueService,
    CatalogueListener,
    RatesRepository,
    RatesService,
    ServiceSearch,
  ],
  exports: [CatalogueService, RatesService, ServiceSearch],
})
export class ServicesModule {}
