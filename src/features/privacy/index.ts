export { ConsentEntity } from './consent.entity.js';
export { ConsentsService } from './consents.service.js';
export { ErasureRequestEntity } from './erasure-request.entity.js';
export { OpenObligations } from './open-obligations.js';
export type { Obligation } from './open-obligations.js';
export { PrivacyModule } from './privacy.module.js';
