import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../../../platform/database/database-errors.js';
import { lockRow } from '../../../platform/database/locks.js';
import { insertRows, selectRow, selectRows, updateRows } from '../../../platform/database/rows.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { InvoiceCounterEntity, InvoiceEntity } from './invoice.entity.js';

@Injectable()
export class InvoicesRepository {
  findBySource(reader: Reader, sourceKey: string): Promise<InvoiceEntity | null> {
    return selectRow(reader, InvoiceEntity, { sourceKey });
  }

  /** Invoice and credit notes, the oldest first. */
  listOf(reader: Reader, subjectIds: readonly string[]): Promise<InvoiceEntity[]> {
    return selectRows(reader, InvoiceEntity, { subjectId: subjectIds }, { order: ['id'] });
  }

  insert(tx: Tx, invoice: InvoiceEntity): Promise<void> {
    return insertRows(tx, InvoiceEntity, invoice);
  }

  /**
   * The last serial of a series, which is begun at zero; others who number in it wait until the transaction ends. Two who
   * begin it together meet at the key, and the later sees the row of the earlier.
   */
  async holdCounter(tx: Tx, series: string): Promise<number> {
    const known = await lockRow(tx, InvoiceCounterEntity, { series });
    if (known) return known.lastSerial;
    try {
      await insertRows(tx, InvoiceCounterEntity, { series, lastSerial: 0 });
      return 0;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
    const begun = await lockRow(tx, InvoiceCounterEntity, { series });
    if (!begun) throw new Error(`Series ${series} is neither there nor free.`);
    return begun.lastSerial;
  }

  async setCounter(tx: Tx, series: string, lastSerial: number): Promise<void> {
    await updateRows(tx, InvoiceCounterEntity, { series }, { lastSerial });
  }
}
