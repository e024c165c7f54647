import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/errors.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RefundOwed, RefundOwnRequest } from './payments.errors.js';
import { PaymentsRepository } from './payments.repository.js';
import type { RefundEntity } from './refund.entity.js';
import { RefundSteps } from './refund-steps.js';
import { RefundsRepository } from './refunds.repository.js';
import type { RefundFilter } from './refunds.repository.js';

/** What staff decide about refunds (MO-3). */
@Injectable()
export class RefundApproval {
  constructor(
    private readonly work: UnitOfWork,
    private readonly refunds: RefundsRepository,
    private readonly payments: PaymentsRepository,
    private readonly steps: RefundSteps,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  list({ cursor, limit }: PageRequest, filter: RefundFilter): Promise<Page<RefundEntity>> {
    return this.work.read(async (reader) => {
      const rows = await this.refunds.list(reader, filter, decodeCursor(cursor, filter), limit + 1);
      return toPage(rows, limit, filter, ({ id }) => [id]);
    });
  }

  /** @throws NotFound `refund.not_found` */
  async get(id: string): Promise<RefundEntity> {
    const found = await this.work.read((reader) => this.refunds.find(reader, id));
    if (!found) throw new NotFound('refund');
    return found;
  }

  /** @throws NotFound, RefundOwnRequest for who asked for it, RefundNotOpen */
  approve(staff: Actor, id: string, reason: string | null): Promise<RefundEntity> {
    return this.work.run(async (tx) => {
      const refund = await this.hold(tx, id);
      if (isOwnRequest(staff, refund)) throw new RefundOwnRequest();
      const decided = this.decision(staff, reason);
      const approved = await this.steps.step(tx, refund, 'approve', 'staff', decided);
      // What is owed was promised when it was asked for.
      if (refund.origin === 'goodwill') await this.steps.promise(tx, approved);
      return this.steps.setOut(tx, approved);
    });
  }

  /** @throws NotFound, RefundOwed for what is owed, RefundNotOpen */
  reject(staff: Actor, id: string, reason: string): Promise<RefundEntity> {
    return this.work.run(async (tx) => {
      const refund = await this.hold(tx, id);
      if (refund.origin !== 'goodwill') throw new RefundOwed();
      const rejected = await this.steps.step(tx, refund, 'reject', 'staff', this.decision(staff, reason));
      const payment = await this.payments.hold(tx, refund.paymentId);
      if (!payment) throw new Error(`Refund ${id} is of no payment.`);
      const refundedPaise = payment.refundedPaise - refund.amountPaise;
      await this.payments.update(tx, payment.id, { refundedPaise, updatedAt: this.clock.now() });
      return rejected;
    });
  }

  /** Begins a refund once more that failed for good. @throws NotFound, RefundNotOpen */
  retry(id: string): Promise<RefundEntity> {
    return this.work.run(async (tx) => {
      const refund = await this.hold(tx, id);
      return this.steps.setOut(tx, await this.steps.step(tx, refund, 'retry', 'staff'));
    });
  }

  private async hold(tx: Tx, id: string): Promise<RefundEntity> {
    const refund = await this.refunds.hold(tx, id);
    if (!refund) throw new NotFound('refund');
    return refund;
  }

  private decision({ id }: Actor, reason: string | null) {
    return { decidedById: id, decisionReason: reason, decidedAt: this.clock.now() };
  }
}

function isOwnRequest(staff: Actor, { requestedByKind, requestedById }: RefundEntity): boolean {
  return requestedByKind === staff.kind && requestedById === staff.id;
}
