import { Module } from '@nestjs/common';
import { CatalogueRepository } from './catalogue.repository.js';
import { CatalogueService } from './catalogue.service.js';
import { PincodesController } from './pincodes.controller.js';
import { RatesRepository } from './rates.repository.js';
import { RatesService } from './rates.service.js';
import { ServiceSearch } from './service-search.js';
import { ServicesController } from './services.controller.js';

@Module({
  controllers: [ServicesController, PincodesController],
  providers: [CatalogueRepository, CatalogueService, RatesRepository, RatesService, ServiceSearch],
  exports: [CatalogueService, RatesService, ServiceSearch],
})
export class ServicesModule {}
