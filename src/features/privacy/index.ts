export { ConsentEntity } from './consent.entity.js';
export { ConsentsService } from './consents.service.js';
export { ErasureRequestEntity } from './erasure-request.entity.js';
export { PrivacyModule } from './privacy.module.js';
