export { ApiKeyEntity, ApiKeyNonceEntity, AssistantSessionEntity } from './api-key.entity.js';
export { ApiKeysModule } from './api-keys.module.js';
export { AssistantDirectory } from './assistant-directory.js';
export type { AssistantConfiguration } from './assistant-directory.js';
export { signingPurpose } from './api-keys.service.js';
