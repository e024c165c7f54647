import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/transaction.js';
import { StartCodeMissEntity } from './start-code-miss.entity.js';
import type { StartCodeMisses } from './start-code.rule.js';

/** Counts wrong start codes. Whoever counts holds the booking's row, so that none is counted over another. */
@Injectable()
export class StartCodesRepository {
  async missesOf(tx: Tx, bookingId: string): Promise<StartCodeMisses> {
    const known = await tx.getRepository(StartCodeMissEntity).findOneBy({ bookingId });
    return known ?? { misses: 0, lockedUntil: null };
  }

  async note(tx: Tx, bookingId: string, misses: StartCodeMisses, updatedAt: Date): Promise<void> {
    await tx
      .getRepository(StartCodeMissEntity)
      .upsert({ bookingId, ...misses, updatedAt }, { conflictPaths: ['bookingId'] });
  }
}
