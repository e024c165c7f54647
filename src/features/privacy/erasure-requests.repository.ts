import { Injectable } from '@nestjs/common';
import { insertRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UserEntity } from '../users/index.js';
import { ErasureRequestEntity } from './erasure-request.entity.js';

@Injectable()
export class ErasureRequestsRepository {
  /** The unique key lets a person be erased once. */
  insert(tx: Tx, request: ErasureRequestEntity): Promise<void> {
    return insertRows(tx, ErasureRequestEntity, request);
  }

  existsOf(reader: Reader, userId: string): Promise<boolean> {
    return reader.getRepository(ErasureRequestEntity).existsBy({ userId });
  }

  /** Who closed their account before that instant and has not been erased, by id from above `afterId`. */
  async listOwed(reader: Reader, closedBefore: Date, limit: number, afterId: string): Promise<string[]> {
    const query = reader.getRepository(UserEntity).createQueryBuilder('user');
    const erased = query
      .subQuery()
      .select('1')
      .from(ErasureRequestEntity, 'request')
      .where('request.userId = user.id');
    const users = await query
      .select(['user.id'])
      .where('user.deletedAt < :closedBefore AND user.id > :afterId', { closedBefore, afterId })
      .andWhere(`NOT EXISTS ${erased.getQuery()}`)
      .orderBy('user.id')
      .limit(limit)
      .getMany();
    return users.map(({ id }) => id);
  }
}
