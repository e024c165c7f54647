import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { RateCardVersionEntity } from './rate-card-version.entity.js';

/** SQLite takes at most 32 766 parameters in a statement. */
const rowsPerInsert = 500;

@Injectable()
export class RatesRepository {
  listVersions(reader: Reader, rateCardIds: readonly string[]): Promise<RateCardVersionEntity[]> {
    return reader.getRepository(RateCardVersionEntity).findBy({ rateCardId: In([...rateCardIds]) });
  }

  async insert(tx: Tx, versions: readonly RateCardVersionEntity[]): Promise<void> {
    for (let at = 0; at < versions.length; at += rowsPerInsert)
      await tx.getRepository(RateCardVersionEntity).insert(versions.slice(at, at + rowsPerInsert));
  }
}
