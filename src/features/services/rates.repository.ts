import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { forUpdate } from '../../platform/database/locks.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { RateCardEntity } from './rate-card.entity.js';
import { RateCardVersionEntity } from './rate-card-version.entity.js';

/** SQLite takes at most 32 766 parameters in a statement. */
const rowsPerInsert = 500;

@Injectable()
export class RatesRepository {
  /** Holds the rate cards' rows until the transaction ends: publishers of one card's prices take turns. */
  async holdCards(tx: Tx, rateCardIds: readonly string[]): Promise<void> {
    const query = tx
      .getRepository(RateCardEntity)
      .createQueryBuilder('card')
      .select('card.id')
      .where('card.id IN (:...ids)', { ids: rateCardIds })
      .orderBy('card.id');
    await forUpdate(tx, query).getMany();
  }

  listVersions(reader: Reader, rateCardIds: readonly string[]): Promise<RateCardVersionEntity[]> {
    return reader.getRepository(RateCardVersionEntity).findBy({ rateCardId: In([...rateCardIds]) });
  }

  async insert(tx: Tx, versions: readonly RateCardVersionEntity[]): Promise<void> {
    for (let at = 0; at < versions.length; at += rowsPerInsert)
      await tx.getRepository(RateCardVersionEntity).insert(versions.slice(at, at + rowsPerInsert));
  }
}
