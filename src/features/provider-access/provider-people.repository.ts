import { Injectable } from '@nestjs/common';
import { lockRow } from '../../platform/database/locks.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { ProviderEntity } from '../providers/index.js';

/** Providers as people who sign in: only those who are verified and at work exist here. */
@Injectable()
export class ProviderPeopleRepository {
  find(reader: Reader, id: string): Promise<ProviderEntity | null> {
    return reader.getRepository(ProviderEntity).findOneBy({ id, ...atWork });
  }

  findByMobile(reader: Reader, mobile: string): Promise<ProviderEntity | null> {
    return reader.getRepository(ProviderEntity).findOneBy({ mobile, ...atWork });
  }

  /** As `findByMobile`, and holds the row until the transaction ends: nobody comes in who is being let go. */
  holdByMobile(tx: Tx, mobile: string): Promise<ProviderEntity | null> {
    return lockRow(tx, ProviderEntity, { mobile, ...atWork });
  }
}

const atWork = { isActive: true, isVerified: true } as const;
