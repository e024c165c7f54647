export { ServicesModule } from './services.module.js';
export { CatalogueService } from './catalogue.service.js';
export { CatalogueSnapshot } from './catalogue-snapshot.js';
export type {
  ListedCategory,
  ListedPincode,
  ListedRateCard,
  ListedService,
  Rate,
} from './catalogue-snapshot.js';
export { ServiceSearch } from './service-search.js';
export type { FoundService, SearchOrder, ServiceFilter } from './service-search.js';
export { RatesService } from './rates.service.js';
export type { RateDraft } from './rates.service.js';
export { PincodeNotServiceable, RatesOverlap } from './services.errors.js';
export { attributeFaults } from './attributes.rule.js';
export type { AttributeOption, ChosenAttributes, ServiceAttribute } from './attributes.rule.js';
export { pincodeMessage, pincodePattern } from './dto/service.query.js';
export { CategoryEntity } from './category.entity.js';
export { SubcategoryEntity } from './subcategory.entity.js';
export { SynonymEntity } from './synonym.entity.js';
export type { SynonymLanguage } from './synonym.entity.js';
export { RateCardEntity } from './rate-card.entity.js';
export { RateCardVersionEntity } from './rate-card-version.entity.js';
export { PincodeEntity } from './pincode.entity.js';
export { RateCardPincodeEntity } from './rate-card-pincode.entity.js';
export { groupBy } from './group-by.js';
export { pageInMemory } from './listing.js';
