import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import type { Tx } from '../../platform/database/transaction.js';
import { ProviderRecordEntity } from './dispatch.entity.js';

type Counter = 'acceptedCount' | 'refusedCount' | 'visitCount' | 'onTimeCount';
export type RecordChange = Partial<Record<Counter, number>>;

const blank = { acceptedCount: 0, refusedCount: 0, visitCount: 0, onTimeCount: 0, lastOfferedAt: null };

/**
 * What providers have shown so far. Whoever changes several does it in the order of their ids, after everything else;
 * where two still meet crosswise, the database lets one of them begin again.
 */
@Injectable()
export class ProviderRecordsRepository {
  /** Adds to the counts; the database adds, so that changes at once are all counted. */
  async add(tx: Tx, providerId: string, change: RecordChange): Promise<void> {
    const sums = Object.fromEntries(
      Object.entries(change).map(([counter, by]) => [counter, () => `${counter} + ${Math.trunc(by)}`]),
    );
    await this.change(tx, providerId, sums);
  }

  async noteOffer(tx: Tx, providerId: string, at: Date): Promise<void> {
    await this.change(tx, providerId, { lastOfferedAt: at });
  }

  /** A provider's first change makes the row; two first ones at once are told apart by its key. */
  private async change(
    tx: Tx,
    providerId: string,
    change: Readonly<Record<string, Date | (() => string)>>,
  ): Promise<void> {
    const update = async () => {
      const { affected } = await tx
        .getRepository(ProviderRecordEntity)
        .createQueryBuilder()
        .update()
        .set(change)
        .where({ providerId })
        .execute();
      return affected === 1;
    };
    if (await update()) return;
    try {
      await tx.getRepository(ProviderRecordEntity).insert({ ...blank, providerId });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
    await update();
  }
}
