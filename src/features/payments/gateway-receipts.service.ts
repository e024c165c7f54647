import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { DomainEvents } from '../../platform/events/domain-events.js';
import { DuesService } from './dues.service.js';
import type { GatewayEvent } from './gateway/payment-gateway.js';
import { LedgerService } from './ledger.service.js';
import { PaymentsRepository } from './payments.repository.js';
import type { PaymentEntity, PaymentEventEntity } from './payment.entity.js';
import { paymentFailed } from './payment.events.js';
import { mismatchPosting, receiptPosting } from './payment-postings.js';
import { RefundsService } from './refunds.service.js';

/** What gateways told, and the payments it is about. What it means for the subject, the subject's owner decides. */
@Injectable()
export class GatewayReceipts {
  constructor(
    private readonly payments: PaymentsRepository,
    private readonly refunds: RefundsService,
    private readonly ledger: LedgerService,
    private readonly dues: DuesService,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** Notes an event of a gateway; null when it was noted before, and then nothing more is done about it (MO-2). */
  async note(tx: Tx, gateway: string, event: GatewayEvent): Promise<PaymentEventEntity | null> {
    const noted: PaymentEventEntity = {
      id: newId(),
      gateway,
      eventId: event.id,
      kind: event.kind,
      paymentId: null,
      refundId: null,
      amountPaise: event.amountPaise,
      outcome: 'ignored',
      receivedAt: this.clock.now(),
    };
    return (await this.payments.noteEvent(tx, noted)) ? noted : null;
  }

  tell(
    tx: Tx,
    { id }: PaymentEventEntity,
    outcome: string,
    about: { paymentId?: string; refundId?: string } = {},
  ): Promise<void> {
    const { paymentId = null, refundId = null } = about;
    return this.payments.tellEvent(tx, id, { outcome, paymentId, refundId });
  }

  /** The payment an event is about; null when we asked for none. */
  async find(reader: Reader, gateway: string, event: GatewayEvent): Promise<PaymentEntity | null> {
    const known = await this.payments.findByGatewayRef(reader, gateway, event.paymentRef);
    if (known) return known;
    return event.orderRef === null ? null : this.payments.findByOrderRef(reader, gateway, event.orderRef);
  }

  hold(tx: Tx, id: string): Promise<PaymentEntity | null> {
    return this.payments.hold(tx, id);
  }

  /**
   * The money has come, in the sum that was asked. The caller holds the payment's row.
   * @param keep whether it is for the subject; what is to go back at once pays no dues on its way
   */
  async capture(
    tx: Tx,
    payment: PaymentEntity,
    { paymentRef, amountPaise }: GatewayEvent,
    { keep }: { keep: boolean },
  ): Promise<PaymentEntity> {
    const { subjectId: bookingId, payerId: customerId, instrument } = payment;
    const askedPaise = keep ? payment.duesPaise : 0;
    const duesPaise = await this.dues.coveredPaise(tx, customerId, askedPaise);
    await this.ledger.post(
      tx,
      receiptPosting({
        ...{ bookingId, customerId, duesPaise },
        instrument: instrument === 'upi' ? 'upi' : 'card',
        pricePaise: amountPaise - askedPaise,
        excessPaise: askedPaise - duesPaise,
      }),
    );
    return this.captured(tx, payment, {
      state: 'captured',
      gatewayRef: paymentRef,
      capturedPaise: amountPaise,
      duesPaise: askedPaise,
    });
  }

  /**
   * Money has come that was not asked for in this sum, or another time for the same order: it is the customer's, and
   * goes back. A wrong sum waits for staff to look at it; a second payment goes back at once.
   */
  async captureUnasked(
    tx: Tx,
    payment: PaymentEntity,
    event: GatewayEvent,
    origin: 'mismatch' | 'duplicate',
  ): Promise<PaymentEntity> {
    const { subjectId: bookingId, payerId: customerId } = payment;
    const extra = await this.extra(tx, payment, event);
    if (origin === 'mismatch')
      await this.ledger.post(tx, mismatchPosting(bookingId, customerId, event.amountPaise));
    else
      await this.ledger.post(
        tx,
        receiptPosting({
          ...{ bookingId, customerId, duesPaise: 0, excessPaise: 0, pricePaise: event.amountPaise },
          instrument: payment.instrument === 'upi' ? 'upi' : 'card',
        }),
      );
    const reason =
      origin === 'mismatch' ? 'Another sum came than was asked for.' : 'It was paid a second time.';
    await this.refunds.refundBooking(tx, {
      ...{ bookingId, amountPaise: event.amountPaise, reason, origin, paymentId: extra.id },
    });
    if (origin === 'mismatch')
      await this.events.publish(tx, {
        name: 'payment.mismatched',
        aggregateId: bookingId,
        at: this.clock.now(),
        payload: {
          paymentId: extra.id,
          bookingId,
          userId: customerId,
          askedPaise: payment.amountPaise,
          capturedPaise: event.amountPaise,
        },
      });
    return extra;
  }

  /** An attempt failed or was set aside; what has come already stays come, in whatever order it is told. */
  async advance(
    tx: Tx,
    payment: PaymentEntity,
    state: 'authorised' | 'failed',
    reason: string | null,
  ): Promise<boolean> {
    const isOpenStill =
      payment.state === 'pending' ||
      (payment.state === 'failed' && state === 'authorised') ||
      (payment.state === 'authorised' && state === 'failed');
    if (!isOpenStill) return false;
    const failureReason = state === 'failed' ? (reason ?? 'The payment failed.').slice(0, 200) : null;
    await this.payments.update(tx, payment.id, { state, failureReason, updatedAt: this.clock.now() });
    if (state === 'failed') await this.events.publish(tx, paymentFailed(payment, this.clock.now()));
    return true;
  }

  /** Keeps the gateway's name of the order, once it has been made. */
  async nameOrder(tx: Tx, payment: PaymentEntity, orderRef: string): Promise<PaymentEntity> {
    if (payment.orderRef !== null) return payment;
    await this.payments.update(tx, payment.id, { orderRef, updatedAt: this.clock.now() });
    return { ...payment, orderRef };
  }

  private async captured(
    tx: Tx,
    payment: PaymentEntity,
    come: Pick<PaymentEntity, 'state' | 'gatewayRef' | 'capturedPaise' | 'duesPaise'>,
  ): Promise<PaymentEntity> {
    const at = this.clock.now();
    const change = { ...come, failureReason: null, capturedAt: at, updatedAt: at };
    await this.payments.update(tx, payment.id, change);
    return { ...payment, ...change };
  }

  /** A row of its own, so that the payment that was asked for can still come. */
  private async extra(tx: Tx, payment: PaymentEntity, event: GatewayEvent): Promise<PaymentEntity> {
    const at = this.clock.now();
    const extra: PaymentEntity = {
      ...payment,
      id: newId(),
      orderRef: null,
      gatewayRef: event.paymentRef,
      state: event.amountPaise === payment.amountPaise ? 'captured' : 'mismatched',
      amountPaise: event.amountPaise,
      duesPaise: 0,
      capturedPaise: event.amountPaise,
      refundedPaise: 0,
      failureReason: null,
      capturedAt: at,
      createdAt: at,
      updatedAt: at,
    };
    await this.payments.insert(tx, extra);
    return extra;
  }
}
