export { LedgerService } from './ledger.service.js';
export { PaymentsModule } from './payments.module.js';
export { LedgerAccountEntity, LedgerEntryEntity } from './ledger.entity.js';
export type { AccountKind } from './ledger.entity.js';
export {
  cashPosting,
  compensationPosting,
  completionPosting,
  earningOf,
  feeWaiverPosting,
  penaltyPosting,
  rescheduleFeePosting,
} from './booking-postings.js';
export { CompanyCalendar } from './company-calendar.js';
export { DuesService } from './dues.service.js';
export { GatewayReceipts } from './gateway-receipts.service.js';
export { PaymentGateway } from './gateway/payment-gateway.js';
export type { GatewayEvent, WebhookHeaders } from './gateway/payment-gateway.js';
export { PaymentGateways } from './gateway/payment-gateways.js';
export { SandboxGateway } from './gateway/sandbox-gateway.js';
export type { SignedWebhook } from './gateway/sandbox-gateway.js';
export { isGatewayInstrument } from './instrument.js';
export type { Instrument } from './instrument.js';
export { PaymentEntity, PaymentEventEntity } from './payment.entity.js';
export type { PaymentMismatched, RefundDone, RefundFailed, RefundPromised } from './payment.events.js';
export { PaymentMethodUnavailable, PaymentNotDue, WalletTooLow } from './payments.errors.js';
export { PaymentsService, isOpen } from './payments.service.js';
export type { PaidBy } from './payments.service.js';
export { feePosting } from './payment-postings.js';
export { PayoutEntity, PayoutLineEntity, ReconciliationEntity } from './payout.entity.js';
export type { ReconciliationFault } from './payout.entity.js';
export { RefundEntity } from './refund.entity.js';
export { RefundDelivery } from './refund-delivery.service.js';
export { RefundsService } from './refunds.service.js';
export type { PromisedRefund } from './refunds.service.js';
export { WalletService } from './wallet.service.js';
export {
  CheckoutAnswerDto,
  CheckoutDto,
  OpsRefundDto,
  PaymentDto,
  PaymentsDto,
  RefundDto,
  RefundsDto,
  toCheckoutDto,
  toOpsRefundDto,
  toPaymentDto,
  toRefundDto,
} from './dto/payment.dto.js';
export { RequestRefundDto } from './dto/refund-request.dto.js';
export { makePayout } from './payment.jobs.js';
export { PayoutsService } from './payouts.service.js';
export { ReconciliationReports } from './reconciliation-reports.repository.js';
export { findGstState } from './invoices/gst-states.js';
export { InvoiceCounterEntity, InvoiceEntity } from './invoices/invoice.entity.js';
export type { InvoiceContent, InvoiceDocument, InvoiceParty } from './invoices/invoice-document.js';
export { invoiceOf } from './invoices/invoice.rule.js';
export { InvoicePrinter } from './invoices/invoice-printer.js';
export { InvoicesService } from './invoices/invoices.service.js';
export { InvoiceDto, toInvoiceDto } from './dto/invoice.dto.js';
