import { Injectable } from '@nestjs/common';
import { insertRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { ReconciliationEntity } from './payout.entity.js';

@Injectable()
export class ReconciliationReports {
  insert(tx: Tx, report: ReconciliationEntity): Promise<void> {
    return insertRows(tx, ReconciliationEntity, report);
  }

  /** The last night's; null before the first. */
  async findLast(reader: Reader): Promise<ReconciliationEntity | null> {
    const [last] = await reader
      .getRepository(ReconciliationEntity)
      .find({ order: { checkedAt: 'DESC', id: 'DESC' }, take: 1 });
    return last ?? null;
  }
}
