import { Injectable } from '@nestjs/common';
import { insertRows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transaction.js';
import { ErasureRequestEntity } from './erasure-request.entity.js';

@Injectable()
export class ErasureRequestsRepository {
  /** The unique key lets a person be erased once. */
  insert(tx: Tx, request: ErasureRequestEntity): Promise<void> {
    return insertRows(tx, ErasureRequestEntity, request);
  }
}
