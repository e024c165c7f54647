import { Injectable } from '@nestjs/common';
import { forUpdate, lockRow } from '../../platform/database/locks.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { insertRows, selectRows, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { PaymentEntity, PaymentEventEntity } from './payment.entity.js';

export type PaymentChange = Partial<Omit<PaymentEntity, 'id' | 'subjectId' | 'payerId' | 'createdAt'>>;

@Injectable()
export class PaymentsRepository {
  insert(tx: Tx, ...payments: readonly PaymentEntity[]): Promise<void> {
    return insertRows(tx, PaymentEntity, ...payments);
  }

  find(reader: Reader, id: string): Promise<PaymentEntity | null> {
    return reader.getRepository(PaymentEntity).findOneBy({ id });
  }

  /** Other changes of the payment, and refunds of it, wait until the transaction ends. */
  hold(tx: Tx, id: string): Promise<PaymentEntity | null> {
    return lockRow(tx, PaymentEntity, { id });
  }

  /** Every payment of a subject, held, in one order for everybody. */
  holdAllOf(tx: Tx, subjectId: string): Promise<PaymentEntity[]> {
    const query = tx
      .getRepository(PaymentEntity)
      .createQueryBuilder('payment')
      .where('payment.subjectId = :subjectId', { subjectId })
      .orderBy('payment.id');
    return forUpdate(tx, query).getMany();
  }

  listOf(reader: Reader, subjectIds: readonly string[]): Promise<PaymentEntity[]> {
    return selectRows(reader, PaymentEntity, { subjectId: subjectIds }, { order: ['id'] });
  }

  findByOrderRef(reader: Reader, gateway: string, orderRef: string): Promise<PaymentEntity | null> {
    return reader.getRepository(PaymentEntity).findOneBy({ gateway, orderRef });
  }

  findByGatewayRef(reader: Reader, gateway: string, gatewayRef: string): Promise<PaymentEntity | null> {
    return reader.getRepository(PaymentEntity).findOneBy({ gateway, gatewayRef });
  }

  /** Dues that payments still to come are asked to bring along, in paise. */
  async pendingDuesPaise(reader: Reader, payerId: string): Promise<number> {
    const row = await reader
      .getRepository(PaymentEntity)
      .createQueryBuilder('payment')
      .where('payment.payerId = :payerId AND payment.state IN (:...open)', {
        payerId,
        open: ['pending', 'authorised', 'failed'],
      })
      .select('SUM(payment.duesPaise)', 'sum')
      .getRawOne<{ sum: string | number | null }>();
    return Number(row?.sum ?? 0);
  }

  async update(tx: Tx, id: string, change: PaymentChange): Promise<void> {
    await updateRows<PaymentEntity>(tx, PaymentEntity, { id }, change);
  }

  /** False when the gateway's event is known already; of several at once the first one wins. */
  async noteEvent(tx: Tx, event: PaymentEventEntity): Promise<boolean> {
    try {
      await insertRows(tx, PaymentEventEntity, event);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async tellEvent(
    tx: Tx,
    id: string,
    told: Pick<PaymentEventEntity, 'outcome' | 'paymentId' | 'refundId'>,
  ): Promise<void> {
    await updateRows(tx, PaymentEventEntity, { id }, told);
  }
}
