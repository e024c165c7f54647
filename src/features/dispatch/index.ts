export { DispatchModule } from './dispatch.module.js';
export { RankingModule } from './ranking.module.js';
export { DispatchRanking } from './dispatch-ranking.js';
export { DispatchEntity, DispatchOfferEntity, ProviderRecordEntity } from './dispatch.entity.js';
export type { BookingUnplaced, BookingUnplacedNotice, OfferMade } from './dispatch.events.js';
