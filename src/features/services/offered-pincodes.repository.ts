import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Keyset } from '../../kernel/paging.js';
import { insertRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { PincodeEntity } from './pincode.entity.js';
import { RateCardPincodeEntity } from './rate-card-pincode.entity.js';

/** Where a rate card is offered. Whoever writes holds the rate card's row. */
@Injectable()
export class OfferedPincodesRepository {
  list(reader: Reader, rateCardId: string, after: Keyset | null, take: number): Promise<PincodeEntity[]> {
    const query = reader
      .getRepository(PincodeEntity)
      .createQueryBuilder('pincode')
      .innerJoin(RateCardPincodeEntity, 'offered', 'offered.pincode = pincode.pincode')
      .where('offered.rateCardId = :rateCardId', { rateCardId })
      .orderBy('pincode.pincode')
      .take(take);
    if (after) query.andWhere('pincode.pincode > :after', { after: String(after[0]) });
    return query.getMany();
  }

  async knownAmong(reader: Reader, pincodes: readonly string[]): Promise<Set<string>> {
    const rows = await reader.getRepository(PincodeEntity).findBy({ pincode: In([...pincodes]) });
    return new Set(rows.map(({ pincode }) => pincode));
  }

  async offeredAmong(reader: Reader, rateCardId: string, pincodes: readonly string[]): Promise<Set<string>> {
    const where = { rateCardId, pincode: In([...pincodes]) };
    const rows = await reader.getRepository(RateCardPincodeEntity).findBy(where);
    return new Set(rows.map(({ pincode }) => pincode));
  }

  async insert(tx: Tx, rateCardId: string, pincodes: readonly string[]): Promise<void> {
    await insertRows(tx, RateCardPincodeEntity, ...pincodes.map((pincode) => ({ rateCardId, pincode })));
  }

  /** Whether it was offered there. */
  async remove(tx: Tx, rateCardId: string, pincode: string): Promise<boolean> {
    const { affected } = await tx.getRepository(RateCardPincodeEntity).delete({ rateCardId, pincode });
    return affected === 1;
  }
}
