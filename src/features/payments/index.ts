export { LedgerService } from './ledger.service.js';
export { PaymentsModule } from './payments.module.js';
export { LedgerAccountEntity, LedgerEntryEntity } from './ledger.entity.js';
export {
  cancellationPosting,
  cashPosting,
  completionPosting,
  walletPaymentPosting,
} from './booking-postings.js';
