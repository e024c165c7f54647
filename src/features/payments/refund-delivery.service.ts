import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobHandler } from '../../platform/jobs/job.decorators.js';
import { PaymentGateways } from './gateway/payment-gateways.js';
import type { GatewayEvent, GatewayRefundAnswer } from './gateway/payment-gateway.js';
import { sendRefund } from './payment.jobs.js';
import { PaymentsRepository } from './payments.repository.js';
import type { PaymentEntity } from './payment.entity.js';
import type { RefundEntity } from './refund.entity.js';
import { RefundSteps } from './refund-steps.js';
import { RefundsRepository } from './refunds.repository.js';

/** Sends refunds through the gateway, and hears what became of them. */
@Injectable()
export class RefundDelivery {
  constructor(
    private readonly work: UnitOfWork,
    private readonly refunds: RefundsRepository,
    private readonly payments: PaymentsRepository,
    private readonly steps: RefundSteps,
    private readonly gateways: PaymentGateways,
  ) {}

  /** May run twice: the gateway tells a repeat by the refund's id and the attempt, and the row by its state. */
  @JobHandler(sendRefund)
  async send({ refundId, attempt }: { refundId: string; attempt: number }): Promise<void> {
    const found = await this.work.read((reader) => this.load(reader, refundId, attempt));
    if (!found) return;
    const { refund, payment, gateway, paymentRef } = found;
    const { amountPaise } = refund;
    const id = `${refund.id}-${attempt}`;
    const answer = await this.gateways.get(gateway).refund({ id, paymentRef, amountPaise });
    await this.work.run((tx) => this.note(tx, payment.id, refundId, attempt, answer));
  }

  /**
   * What a gateway tells of a refund, also before its answer to our asking was noted.
   * @returns what it changed; null when the refund is none of ours, or that attempt has ended already
   */
  async hear(
    tx: Tx,
    gateway: string,
    event: GatewayEvent,
  ): Promise<{ refundId: string; outcome: string } | null> {
    const asked = /^([0-9a-f-]{36})-(\d{1,3})$/.exec(event.refundId ?? '');
    const refund = asked?.[1] === undefined ? null : await this.refunds.hold(tx, asked[1]);
    const payment = refund && (await this.payments.find(tx, refund.paymentId));
    if (!refund || payment?.gateway !== gateway || event.amountPaise !== refund.amountPaise) return null;
    const attempt = Number(asked?.[2]);
    const begun = isCalledFor(refund, attempt)
      ? await this.begin(tx, refund, attempt, event.refundRef)
      : refund;
    if (begun.state !== 'processing' || begun.attempt !== attempt) return null;
    if (event.kind === 'refund.done') await this.steps.finish(tx, begun, 'gateway');
    else await this.steps.fail(tx, begun, event.reason ?? 'The gateway failed it.', 'gateway');
    return { refundId: refund.id, outcome: event.kind === 'refund.done' ? 'refund_done' : 'refund_failed' };
  }

  private async load(
    reader: Reader,
    refundId: string,
    attempt: number,
  ): Promise<{ refund: RefundEntity; payment: PaymentEntity; gateway: string; paymentRef: string } | null> {
    const refund = await this.refunds.find(reader, refundId);
    if (!refund || !isCalledFor(refund, attempt)) return null;
    const payment = await this.payments.find(reader, refund.paymentId);
    if (!payment?.gateway || !payment.gatewayRef)
      throw new Error(`Refund ${refundId} has no payment at a gateway.`);
    return { refund, payment, gateway: payment.gateway, paymentRef: payment.gatewayRef };
  }

  private async note(
    tx: Tx,
    paymentId: string,
    refundId: string,
    attempt: number,
    answer: GatewayRefundAnswer,
  ): Promise<void> {
    const held = await this.refunds.hold(tx, refundId);
    if (!held || held.paymentId !== paymentId || !isCalledFor(held, attempt)) return;
    const sent = await this.begin(tx, held, attempt, answer.ref);
    if (answer.state === 'done') await this.steps.finish(tx, sent, 'system');
    if (answer.state === 'failed') await this.steps.fail(tx, sent, answer.reason, 'system');
  }

  private async begin(
    tx: Tx,
    refund: RefundEntity,
    attempt: number,
    gatewayRef: string | null,
  ): Promise<RefundEntity> {
    const open = refund.state === 'failed' ? await this.steps.step(tx, refund, 'retry', 'system') : refund;
    return this.steps.step(tx, open, 'send', 'system', {
      attempt,
      ...(gatewayRef !== null && { gatewayRef }),
    });
  }
}

/** An attempt is made once: of an approved refund, or again of one that failed. */
function isCalledFor({ state, attempt: made }: RefundEntity, attempt: number): boolean {
  return (state === 'approved' || state === 'failed') && attempt === made + 1;
}
