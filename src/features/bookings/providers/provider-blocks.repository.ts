import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../../../platform/database/database-errors.js';
import { insertRows, selectRows, updateRows } from '../../../platform/database/rows.js';
import type { Reader, Tx } from '../../../platform/database/transaction.js';
import { ProviderBlockEntity } from './provider-block.entity.js';

@Injectable()
export class ProviderBlocksRepository {
  /** Whom a customer is not to meet, the newest first. */
  async listOf(reader: Reader, customerId: string): Promise<ProviderBlockEntity[]> {
    const blocks = await selectRows(reader, ProviderBlockEntity, { customerId }, { order: ['id'] });
    return blocks.toReversed();
  }

  find(reader: Reader, customerId: string, providerId: string): Promise<ProviderBlockEntity | null> {
    return reader.getRepository(ProviderBlockEntity).findOneBy({ customerId, providerId });
  }

  /** False when they are blocked already, e.g. by a request of the same moment. */
  async insertUnlessThere(tx: Tx, block: ProviderBlockEntity): Promise<boolean> {
    try {
      await insertRows(tx, ProviderBlockEntity, block);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async change(tx: Tx, id: string, change: Pick<ProviderBlockEntity, 'blockedBy' | 'reason'>): Promise<void> {
    await updateRows<ProviderBlockEntity>(tx, ProviderBlockEntity, { id }, change);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.getRepository(ProviderBlockEntity).delete({ id });
  }
}
