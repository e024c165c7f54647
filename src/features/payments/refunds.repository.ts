import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../kernel/paging.js';
import { lockRow } from '../../platform/database/locks.js';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { RefundEntity } from './refund.entity.js';
import type { RefundOrigin, RefundState } from './refund.state.js';

export type RefundChange = Partial<
  Omit<RefundEntity, 'id' | 'subjectId' | 'customerId' | 'paymentId' | 'amountPaise' | 'createdAt'>
>;

export interface RefundFilter {
  state?: RefundState;
  bookingId?: string;
}

@Injectable()
export class RefundsRepository {
  insert(tx: Tx, ...refunds: readonly RefundEntity[]): Promise<void> {
    return insertRows(tx, RefundEntity, ...refunds);
  }

  find(reader: Reader, id: string): Promise<RefundEntity | null> {
    return reader.getRepository(RefundEntity).findOneBy({ id });
  }

  /** Other changes of the refund wait until the transaction ends. */
  hold(tx: Tx, id: string): Promise<RefundEntity | null> {
    return lockRow(tx, RefundEntity, { id });
  }

  listOf(reader: Reader, subjectId: string): Promise<RefundEntity[]> {
    return reader.getRepository(RefundEntity).find({ where: { subjectId }, order: { id: 'ASC' } });
  }

  /** What staff have asked for or given of their own accord for a subject, rejected ones left out, in paise. */
  async goodwillPaise(reader: Reader, subjectId: string): Promise<number> {
    const origin: RefundOrigin = 'goodwill';
    const row = await reader
      .getRepository(RefundEntity)
      .createQueryBuilder('refund')
      .where('refund.subjectId = :subjectId AND refund.origin = :origin AND refund.state <> :rejected', {
        subjectId,
        origin,
        rejected: 'rejected',
      })
      .select('SUM(refund.amountPaise)', 'sum')
      .getRawOne<{ sum: string | number | null }>();
    return Number(row?.sum ?? 0);
  }

  /** The newest first. */
  list(
    reader: Reader,
    { state, bookingId }: RefundFilter,
    after: Keyset | null,
    take: number,
  ): Promise<RefundEntity[]> {
    const query = reader
      .getRepository(RefundEntity)
      .createQueryBuilder('refund')
      .orderBy('refund.id', 'DESC')
      .take(take);
    if (state) query.andWhere('refund.state = :state', { state });
    if (bookingId) query.andWhere('refund.subjectId = :bookingId', { bookingId });
    if (after) query.andWhere('refund.id < :afterId', { afterId: String(after[0]) });
    return query.getMany();
  }

  async update(tx: Tx, id: string, change: RefundChange): Promise<void> {
    await updateRows<RefundEntity>(tx, RefundEntity, { id }, change);
  }
}
