import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/sections.js';
import { NotFound } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { declareJob } from '../../../platform/jobs/job-names.js';
import { JobHandler } from '../../../platform/jobs/job.decorators.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { PaymentsService, SandboxGateway } from '../../payments/index.js';
import type { PaymentEntity, SignedWebhook } from '../../payments/index.js';
import { PaymentEvents } from './payment-events.service.js';

export const sandboxOutcomes = ['success', 'failure', 'delay', 'duplicate', 'mismatch'] as const;
export type SandboxOutcome = (typeof sandboxOutcomes)[number];

/** Brings a webhook of the sandbox to the same door as those of real gateways. */
export const deliverSandboxWebhook = declareJob<{ webhook: SignedWebhook }>('sandbox.deliver');

/** Plays the customer at the gateway's form, for machines without a gateway. Not in production. */
@Injectable()
export class SandboxPayments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly payments: PaymentsService,
    private readonly sandbox: SandboxGateway,
    private readonly events: PaymentEvents,
    private readonly jobs: Jobs,
    private readonly app: AppConfig,
  ) {}

  /**
   * Pays, fails, pays later, is told of twice, or pays another sum; what follows is told by signed webhooks.
   * @param delaySeconds for `delay`
   * @throws NotFound `payment.not_found` for a payment that is not the sandbox's, and always in production
   */
  async pay(paymentId: string, outcome: SandboxOutcome, delaySeconds: number): Promise<void> {
    await this.work.run(async (tx) => {
      const payment = await this.payments.find(tx, paymentId);
      if (this.app.isProduction || payment?.gateway !== this.sandbox.name) throw new NotFound('payment');
      const webhook = this.sandbox.webhook(eventOf(payment, outcome));
      const runs = outcome === 'duplicate' ? 2 : 1;
      const delayMs = outcome === 'delay' ? delaySeconds * 1_000 : 0;
      for (let run = 0; run < runs; run += 1)
        await this.jobs.add(tx, deliverSandboxWebhook, { webhook }, { delayMs });
    });
  }

  @JobHandler(deliverSandboxWebhook)
  deliver({ webhook: { headers, body } }: { webhook: SignedWebhook }): Promise<void> {
    return this.events.receive(this.sandbox.name, headers, Buffer.from(body));
  }
}

function eventOf({ orderRef, amountPaise }: PaymentEntity, outcome: SandboxOutcome) {
  const isFailure = outcome === 'failure';
  return {
    kind: isFailure ? ('payment.failed' as const) : ('payment.captured' as const),
    orderRef,
    paymentRef: `sandbox_payment_${newId()}`,
    refundRef: null,
    refundId: null,
    amountPaise: outcome === 'mismatch' ? amountPaise - 100 : amountPaise,
    currency: 'INR',
    reason: isFailure ? 'The bank declined it.' : null,
  };
}
