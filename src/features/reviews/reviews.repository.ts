import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Keyset } from '../../kernel/paging.js';
import { insertRows, updateRows } from '../../platform/database/rows.js';
import { newestFirst } from '../../platform/database/newest-first.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { ReviewEntity } from './review.entity.js';
import type { ReviewSide } from './review.rule.js';

export type ReviewChange = Pick<ReviewEntity, 'stars' | 'providerStars' | 'text' | 'updatedAt'>;

/** Whoever writes holds the row of the booking, so that the two sides and the job take turns. */
@Injectable()
export class ReviewsRepository {
  find(reader: Reader, id: string): Promise<ReviewEntity | null> {
    return reader.getRepository(ReviewEntity).findOneBy({ id });
  }

  findOf(reader: Reader, bookingId: string, side: ReviewSide): Promise<ReviewEntity | null> {
    return reader.getRepository(ReviewEntity).findOneBy({ bookingId, side });
  }

  async insert(tx: Tx, review: ReviewEntity): Promise<void> {
    await insertRows(tx, ReviewEntity, review);
  }

  async change(tx: Tx, id: string, change: ReviewChange): Promise<void> {
    await updateRows<ReviewEntity>(tx, ReviewEntity, { id }, change);
  }

  async reveal(tx: Tx, id: string, visibleAt: Date): Promise<void> {
    await updateRows<ReviewEntity>(tx, ReviewEntity, { id }, { visibleAt });
  }

  /** True for the one who is the first to count it. */
  async markCounted(tx: Tx, id: string, countedAt: Date): Promise<boolean> {
    const { affected } = await tx
      .getRepository(ReviewEntity)
      .update({ id, countedAt: IsNull() }, { countedAt });
    return affected === 1;
  }

  /** What customers have said of a provider and may be seen now, the latest seen first. */
  listSeen(
    reader: Reader,
    providerId: string,
    now: Date,
    after: Keyset | null,
    take: number,
  ): Promise<ReviewEntity[]> {
    const query = reader
      .getRepository(ReviewEntity)
      .createQueryBuilder('review')
      .where('review.providerId = :providerId', { providerId })
      .andWhere("review.side = 'customer'")
      .andWhere('review.visibleAt <= :now', { now })
      .take(take);
    return newestFirst(query, 'visibleAt', after).getMany();
  }
}
