export { ProviderAccessModule } from './provider-access.module.js';
