import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Tx } from '../../platform/database/transaction.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { isGatewayInstrument } from './instrument.js';
import { LedgerService } from './ledger.service.js';
import { sendRefund } from './payment.jobs.js';
import { refundDone, refundFailed, refundPromised } from './payment.events.js';
import { refundDonePosting, refundPromisedPosting } from './payment-postings.js';
import type { RefundEntity } from './refund.entity.js';
import { refundStateAfter } from './refund.state.js';
import type { RefundEvent, RefundRole } from './refund.state.js';
import { RefundsRepository } from './refunds.repository.js';
import type { RefundChange } from './refunds.repository.js';

/** How often a refund is begun at the gateway before staff must look at it. */
export const refundAttempts = 3;
const hourMs = 3_600_000;

/** The steps every refund takes along its table, each with what it posts. The caller holds the refund's row. */
@Injectable()
export class RefundSteps {
  constructor(
    private readonly refunds: RefundsRepository,
    private readonly ledger: LedgerService,
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** The money is the customer's from now on: what carries it is charged, whatever becomes of the sending. */
  async promise(tx: Tx, refund: RefundEntity): Promise<void> {
    const { subjectId, customerId, amountPaise, origin } = refund;
    const bearer = origin === 'goodwill' ? 'compensation_expense' : 'customer_receivable';
    // What came in the wrong sum was booked as owed back when it came.
    if (origin !== 'mismatch')
      await this.ledger.post(tx, refundPromisedPosting(subjectId, customerId, amountPaise, bearer));
    await this.events.publish(tx, refundPromised(refund, this.clock.now()));
  }

  /** An approved refund sets out: into the wallet at once, to an instrument by a job. */
  async setOut(tx: Tx, refund: RefundEntity): Promise<RefundEntity> {
    if (!isGatewayInstrument(refund.instrument)) return this.finish(tx, refund, 'system');
    const attempt = refund.attempt + 1;
    await this.jobs.add(
      tx,
      sendRefund,
      { refundId: refund.id, attempt },
      { key: `refund:${refund.id}:${attempt}` },
    );
    return refund;
  }

  async finish(
    tx: Tx,
    refund: RefundEntity,
    role: RefundRole,
    change: RefundChange = {},
  ): Promise<RefundEntity> {
    const at = this.clock.now();
    const done = await this.step(tx, refund, 'finish', role, { ...change, doneAt: at, failureReason: null });
    const { subjectId, customerId, instrument, amountPaise } = done;
    await this.ledger.post(tx, refundDonePosting(subjectId, customerId, instrument, amountPaise));
    await this.events.publish(tx, refundDone(done, at));
    return done;
  }

  /** Tried again an hour or two later; after the last attempt it waits for staff. */
  async fail(tx: Tx, refund: RefundEntity, reason: string, role: RefundRole): Promise<RefundEntity> {
    const failureReason = reason.slice(0, 200);
    const failed = await this.step(tx, refund, 'fail', role, { failureReason });
    if (failed.attempt < refundAttempts) {
      const attempt = failed.attempt + 1;
      const options = { key: `refund:${refund.id}:${attempt}`, delayMs: failed.attempt * hourMs };
      await this.jobs.add(tx, sendRefund, { refundId: refund.id, attempt }, options);
    } else await this.events.publish(tx, refundFailed(failed, failureReason, this.clock.now()));
    return failed;
  }

  /** @throws RefundNotOpen when the table does not allow it */
  async step(
    tx: Tx,
    refund: RefundEntity,
    event: RefundEvent,
    role: RefundRole,
    change: RefundChange = {},
  ): Promise<RefundEntity> {
    const state = refundStateAfter(refund.state, event, role);
    const changed = { ...change, state, updatedAt: this.clock.now() };
    await this.refunds.update(tx, refund.id, changed);
    return { ...refund, ...changed };
  }
}
