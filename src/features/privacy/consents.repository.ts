import { Injectable } from '@nestjs/common';
import { insertRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { ConsentEntity } from './consent.entity.js';
import type { ConsentPurpose } from './consent-texts.js';

@Injectable()
export class ConsentsRepository {
  /** The last word on a purpose, or null when nothing was ever said. */
  findLatest(reader: Reader, userId: string, purpose: ConsentPurpose): Promise<ConsentEntity | null> {
    return reader
      .getRepository(ConsentEntity)
      .findOne({ where: { userId, purpose }, order: { at: 'DESC', id: 'DESC' } });
  }

  find(reader: Reader, id: string, userId: string): Promise<ConsentEntity | null> {
    return reader.getRepository(ConsentEntity).findOneBy({ id, userId });
  }

  insert(tx: Tx, consent: ConsentEntity): Promise<void> {
    return insertRows(tx, ConsentEntity, consent);
  }
}
