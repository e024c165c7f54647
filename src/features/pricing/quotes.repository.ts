import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { ObjectLiteral } from 'typeorm';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { QuoteEntity } from './quote.entity.js';

@Injectable()
export class QuotesRepository {
  findById(reader: Reader, id: string): Promise<QuoteEntity | null> {
    return reader.getRepository(QuoteEntity).findOneBy({ id });
  }

  async insert(tx: Tx, quote: QuoteEntity): Promise<void> {
    // TypeORM's deep partial type cannot follow the free-form figures of receipts.
    await tx.insert<ObjectLiteral>(QuoteEntity, quote);
  }

  /** Gives the quote to a booking if no other has it; says whether it did, so of two at once one wins. */
  async markUsed(tx: Tx, id: string, bookingId: string): Promise<boolean> {
    const { affected } = await tx
      .getRepository(QuoteEntity)
      .update({ id, usedByBookingId: IsNull() }, { usedByBookingId: bookingId });
    return affected === 1;
  }
}
