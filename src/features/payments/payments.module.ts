import { Module } from '@nestjs/common';
import { PaymentsConfig } from '../../config/outside-sections.js';
import { AppConfig } from '../../config/sections.js';
import { Secrets } from '../../platform/auth/secrets.js';
import { DuesService } from './dues.service.js';
import { EarningsController } from './earnings.controller.js';
import { gatewaysOf } from './gateway/gateways-of.js';
import { PaymentGateways } from './gateway/payment-gateways.js';
import { SandboxGateway } from './gateway/sandbox-gateway.js';
import { GatewayReceipts } from './gateway-receipts.service.js';
import { InvoicePrinter } from './invoices/invoice-printer.js';
import { InvoicesRepository } from './invoices/invoices.repository.js';
import { InvoicesService } from './invoices/invoices.service.js';
import { LedgerRepository } from './ledger.repository.js';
import { LedgerService } from './ledger.service.js';
import { LedgerView } from './ledger.view.js';
import { OpsLedgerController } from './ops-ledger.controller.js';
import { OpsRefundsController } from './ops-refunds.controller.js';
import { PaymentsRepository } from './payments.repository.js';
import { PaymentsService } from './payments.service.js';
import { PayoutsRepository } from './payouts.repository.js';
import { PayoutsService } from './payouts.service.js';
import { ReconciliationReports } from './reconciliation-reports.repository.js';
import { RefundApproval } from './refund-approval.service.js';
import { RefundDelivery } from './refund-delivery.service.js';
import { RefundSteps } from './refund-steps.js';
import { RefundsRepository } from './refunds.repository.js';
import { RefundsService } from './refunds.service.js';
import { WalletController } from './wallet.controller.js';
import { WalletService } from './wallet.service.js';

@Module({
  controllers: [WalletController, EarningsController, OpsLedgerController, OpsRefundsController],
  providers: [
    {
      provide: SandboxGateway,
      inject: [Secrets],
      useFactory: (secrets: Secrets) => new SandboxGateway(secrets.derive('sandbox gateway webhooks')),
    },
    {
      provide: PaymentGateways,
      inject: [PaymentsConfig, AppConfig, SandboxGateway],
      useFactory: gatewaysOf,
    },
    LedgerRepository,
    LedgerView,
    LedgerService,
    PaymentsRepository,
    PaymentsService,
    DuesService,
    WalletService,
    GatewayReceipts,
    RefundsRepository,
    RefundSteps,
    RefundsService,
    RefundDelivery,
    RefundApproval,
    PayoutsRepository,
    PayoutsService,
    ReconciliationReports,
    InvoicesRepository,
    InvoicesService,
    InvoicePrinter,
  ],
  exports: [
    InvoicesService,
    InvoicePrinter,
    LedgerService,
    PaymentsService,
    RefundsService,
    DuesService,
    WalletService,
    GatewayReceipts,
    RefundDelivery,
    PayoutsService,
    ReconciliationReports,
    PaymentGateways,
    SandboxGateway,
  ],
})
export class PaymentsModule {}
