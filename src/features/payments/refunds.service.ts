import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/sections.js';
import type { Actor } from '../../kernel/actor.js';
import { systemActor } from '../../kernel/actor.js';
import { addDays, localDate } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { sumPaise } from '../../kernel/money.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { CompanyCalendar } from './company-calendar.js';
import type { Instrument } from './instrument.js';
import { RefundTooMuch } from './payments.errors.js';
import { PaymentsRepository } from './payments.repository.js';
import type { PaymentEntity } from './payment.entity.js';
import { expectationReachDays, refundExpectedBy } from './refund-expectation.rule.js';
import { needsApproval, splitRefund } from './refund-split.rule.js';
import type { RefundPart } from './refund-split.rule.js';
import type { RefundEntity } from './refund.entity.js';
import type { RefundOrigin } from './refund.state.js';
import { RefundSteps } from './refund-steps.js';
import { RefundsRepository } from './refunds.repository.js';

export interface RefundOrder {
  bookingId: string;
  amountPaise: number;
  reason: string;
  /** Default `cancellation`. */
  origin?: RefundOrigin;
  /** Who asked; the system when left out. */
  by?: Actor;
  /** Only of this payment. */
  paymentId?: string;
}

export interface PromisedRefund {
  refundId: string;
  instrument: Instrument;
  amountPaise: number;
}

/** Money back (MO-3): where it goes, how much at most, and who has to say yes. */
@Injectable()
export class RefundsService {
  constructor(
    private readonly payments: PaymentsRepository,
    private readonly refunds: RefundsRepository,
    private readonly steps: RefundSteps,
    private readonly calendar: CompanyCalendar,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Promises money of a booking back, in the order promo, wallet, original instrument, in the caller's transaction,
   * with the postings that close the booking by it. What goes to the wallet is there at once, what goes to an
   * instrument leaves by a job; above Rs 10,000 a staff member approves first. Refunds of one payment wait for each
   * other, so that they never exceed what was captured. Zero gives none.
   * @throws RefundTooMuch
   */
  async refundBooking(tx: Tx, order: RefundOrder): Promise<PromisedRefund[]> {
    if (order.amountPaise === 0) return [];
    const { bookingId, amountPaise, origin = 'cancellation', paymentId } = order;
    const held = await this.payments.holdAllOf(tx, bookingId);
    const payments = paymentId ? held.filter(({ id }) => id === paymentId) : held;
    const parts = splitRefund(payments.map(toRefundable), amountPaise);
    const coveredPaise = sumPaise(parts.map((part) => part.amountPaise));
    if (coveredPaise < amountPaise) throw new RefundTooMuch(amountPaise, coveredPaise);
    const before = origin === 'goodwill' ? await this.refunds.goodwillPaise(tx, bookingId) : 0;
    const mayGo = origin !== 'mismatch' && !needsApproval(before + amountPaise);
    const promised: PromisedRefund[] = [];
    for (const part of parts) {
      const payment = payments.find(({ id }) => id === part.paymentId);
      if (!payment) continue;
      const refund = await this.reserve(tx, payment, part, order, mayGo);
      if (mayGo || origin !== 'goodwill') await this.steps.promise(tx, refund);
      if (mayGo) await this.steps.setOut(tx, refund);
      promised.push({ refundId: refund.id, instrument: part.instrument, amountPaise: part.amountPaise });
    }
    return promised;
  }

  /** Where a refund of a booking would go; nothing is written. */
  async previewRefund(
    reader: Reader,
    bookingId: string,
    amountPaise: number,
  ): Promise<{ instrument: Instrument; amountPaise: number }[]> {
    const payments = await this.payments.listOf(reader, [bookingId]);
    return splitRefund(payments.map(toRefundable), amountPaise).map((part) => ({
      instrument: part.instrument,
      amountPaise: part.amountPaise,
    }));
  }

  /** The oldest first. */
  listOf(reader: Reader, bookingId: string): Promise<RefundEntity[]> {
    return this.refunds.listOf(reader, bookingId);
  }

  private async reserve(
    tx: Tx,
    payment: PaymentEntity,
    { instrument, amountPaise }: RefundPart,
    { reason, origin = 'cancellation', by = systemActor }: RefundOrder,
    mayGo: boolean,
  ): Promise<RefundEntity> {
    const at = this.clock.now();
    const { id: paymentId, subjectId, payerId: customerId } = payment;
    const refund: RefundEntity = {
      id: newId(),
      subjectId,
      customerId,
      paymentId,
      instrument,
      amountPaise,
      state: mayGo ? 'approved' : 'requested',
      origin,
      reason: reason.slice(0, 300),
      requestedByKind: by.kind,
      requestedById: by.id,
      decidedById: null,
      decisionReason: null,
      decidedAt: null,
      attempt: 0,
      gatewayRef: null,
      failureReason: null,
      expectedBy: await this.expectedBy(tx, instrument, at),
      doneAt: null,
      createdAt: at,
      updatedAt: at,
    };
    await this.payments.update(tx, paymentId, {
      refundedPaise: payment.refundedPaise + amountPaise,
      updatedAt: at,
    });
    await this.refunds.insert(tx, refund);
    return refund;
  }

  private async expectedBy(reader: Reader, instrument: Instrument, at: Date): Promise<Date> {
    const { zone } = this.app;
    const from = localDate(at, zone);
    const holidaysOn = await this.calendar.holidaysBetween(reader, from, addDays(from, expectationReachDays));
    return refundExpectedBy(instrument, at, { zone, holidaysOn });
  }
}

/** What came for the subject itself; dues that came along were owed anyway and do not go back. */
export function toRefundable({ id, instrument, capturedPaise, duesPaise, refundedPaise }: PaymentEntity) {
  const refundablePaise = capturedPaise === 0 ? 0 : capturedPaise - duesPaise - refundedPaise;
  return { id, instrument, refundablePaise };
}
