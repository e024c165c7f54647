import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { DuesService } from './dues.service.js';
import { PaymentGateways } from './gateway/payment-gateways.js';
import type { Instrument } from './instrument.js';
import { isGatewayInstrument } from './instrument.js';
import { LedgerService } from './ledger.service.js';
import { PaymentMethodUnavailable, WalletTooLow } from './payments.errors.js';
import { PaymentsRepository } from './payments.repository.js';
import type { PaymentEntity } from './payment.entity.js';
import { receiptPosting } from './payment-postings.js';
import { cashPosting } from './booking-postings.js';
import { WalletService } from './wallet.service.js';

/** A payment that is to be asked for. */
export interface PaymentOrder {
  subjectId: string;
  customerId: string;
  /** For the subject itself; the customer's open dues are asked for beside it. */
  pricePaise: number;
}

/** What was paid for a subject by one way, and what of it is promised back. */
export interface PaidBy {
  instrument: Instrument;
  paidPaise: number;
  refundedPaise: number;
}

const open = ['pending', 'authorised', 'failed'] as const;

/** Payments and what they post; knows its subjects by id only (MO-2). */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly payments: PaymentsRepository,
    private readonly ledger: LedgerService,
    private readonly dues: DuesService,
    private readonly wallet: WalletService,
    private readonly gateways: PaymentGateways,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for a payment by card or UPI until `dueAt`, or in cash when the work is done.
   * @throws PaymentMethodUnavailable
   */
  async ask(
    tx: Tx,
    order: PaymentOrder & { instrument: 'card' | 'upi' | 'cash'; dueAt: Date | null },
  ): Promise<PaymentEntity> {
    const payment = await this.draft(tx, order, order.instrument);
    if (isGatewayInstrument(order.instrument)) {
      const gateway = this.gateways.current;
      if (!gateway) throw new PaymentMethodUnavailable();
      payment.gateway = gateway.name;
      payment.orderRef = gateway.orderRefOf(payment.id);
    }
    payment.dueAt = order.dueAt;
    await this.payments.insert(tx, payment);
    return payment;
  }

  /**
   * Takes a payment from the wallet, promotional credit first; open dues are taken along from the money. The account
   * rows are held, so nothing is spent twice.
   * @throws WalletTooLow
   */
  async payFromWallet(tx: Tx, order: PaymentOrder): Promise<PaymentEntity[]> {
    const { subjectId: bookingId, customerId, pricePaise } = order;
    const { balancePaise, promoPaise } = await this.wallet.heldForSpending(tx, customerId);
    const draft = await this.draft(tx, order, 'wallet');
    const promoPart = Math.min(Math.max(0, promoPaise), pricePaise);
    const walletPart = pricePaise - promoPart + draft.duesPaise;
    if (balancePaise < walletPart)
      throw new WalletTooLow(balancePaise + promoPaise, pricePaise + draft.duesPaise, draft.duesPaise);
    const taken: PaymentEntity[] = [];
    if (promoPart > 0) taken.push({ ...draft, ...this.inFull(promoPart, 0), instrument: 'promo' });
    if (walletPart > 0 || taken.length === 0)
      taken.push({ ...draft, ...this.inFull(walletPart, draft.duesPaise), id: newId() });
    await this.payments.insert(tx, ...taken);
    for (const { instrument, capturedPaise, duesPaise } of taken)
      await this.ledger.post(
        tx,
        receiptPosting({
          ...{ bookingId, customerId, duesPaise, excessPaise: 0 },
          instrument: instrument === 'promo' ? 'promo' : 'wallet',
          pricePaise: capturedPaise - duesPaise,
        }),
      );
    return taken;
  }

  /** The provider took the cash for the finished work, and the dues that were asked for with it. */
  async takeCash(tx: Tx, subjectId: string, providerId: string): Promise<void> {
    const held = await this.payments.holdAllOf(tx, subjectId);
    const payment = held.find(({ instrument, state }) => instrument === 'cash' && state === 'pending');
    if (!payment) throw new Error(`Nobody was asked to pay cash for ${subjectId}.`);
    const { payerId, amountPaise, duesPaise } = payment;
    const owedPaise = await this.dues.coveredPaise(tx, payerId, duesPaise);
    await this.ledger.post(
      tx,
      cashPosting(subjectId, payerId, providerId, {
        pricePaise: amountPaise - duesPaise,
        duesPaise: owedPaise,
        excessPaise: duesPaise - owedPaise,
      }),
    );
    await this.payments.update(tx, payment.id, this.inFull(amountPaise, duesPaise));
  }

  /** Nothing more is asked for a subject that is over. A payment that comes all the same is known by its order. */
  async stopAsking(tx: Tx, subjectId: string): Promise<void> {
    for (const { id, state } of await this.payments.holdAllOf(tx, subjectId))
      if (isOpen(state))
        await this.payments.update(tx, id, { state: 'void', duesPaise: 0, updatedAt: this.clock.now() });
  }

  /** What was paid for a subject, by how it was paid; dues that came along are not counted. */
  async paidOf(reader: Reader, subjectId: string): Promise<PaidBy[]> {
    const paid = new Map<Instrument, PaidBy>();
    for (const payment of await this.payments.listOf(reader, [subjectId])) {
      const { instrument, capturedPaise, duesPaise, refundedPaise } = payment;
      if (capturedPaise === 0 && refundedPaise === 0) continue;
      const sum = paid.get(instrument) ?? { instrument, paidPaise: 0, refundedPaise: 0 };
      sum.paidPaise += capturedPaise - duesPaise;
      sum.refundedPaise += refundedPaise;
      paid.set(instrument, sum);
    }
    return [...paid.values()];
  }

  /** Paid for a subject and not promised back, in paise. */
  async keptPaise(reader: Reader, subjectId: string): Promise<number> {
    const paid = await this.paidOf(reader, subjectId);
    return paid.reduce((sum, { paidPaise, refundedPaise }) => sum + paidPaise - refundedPaise, 0);
  }

  find(reader: Reader, id: string): Promise<PaymentEntity | null> {
    return this.payments.find(reader, id);
  }

  /** The oldest first. */
  listOf(reader: Reader, ...subjectIds: readonly string[]): Promise<PaymentEntity[]> {
    return this.payments.listOf(reader, subjectIds);
  }

  private async draft(
    tx: Tx,
    { subjectId, customerId, pricePaise }: PaymentOrder,
    instrument: Instrument,
  ): Promise<PaymentEntity> {
    const now = this.clock.now();
    const duesPaise = await this.dues.heldOpenPaise(tx, customerId);
    return {
      id: newId(),
      subjectId,
      payerId: customerId,
      instrument,
      gateway: null,
      orderRef: null,
      gatewayRef: null,
      state: 'pending',
      amountPaise: pricePaise + duesPaise,
      duesPaise,
      capturedPaise: 0,
      refundedPaise: 0,
      failureReason: null,
      dueAt: null,
      capturedAt: null,
      createdAt: now,
      updatedAt: now,
    };
  }

  private inFull(amountPaise: number, duesPaise: number) {
    const at = this.clock.now();
    return {
      state: 'captured' as const,
      amountPaise,
      duesPaise,
      capturedPaise: amountPaise,
      capturedAt: at,
      updatedAt: at,
    };
  }
}

/** Whether money is still asked for by it. */
export function isOpen(state: PaymentEntity['state']): boolean {
  return open.some((each) => each === state);
}
