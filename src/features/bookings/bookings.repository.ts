import { Injectable } from '@nestjs/common';
import { Brackets, In } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import type { Keyset } from '../../kernel/paging.js';
import { lockRow } from '../../platform/database/locks.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { insertRows } from '../../platform/database/rows.js';
import { BookingChangedMeanwhile } from './booking.errors.js';
import {
  BookingEntity,
  BookingEventEntity,
  BookingItemEntity,
  CancellationQuoteEntity,
} from './booking.entity.js';
import type { BookingState } from './booking.state.js';

export interface BookingFilter {
  customerId?: string;
  states?: readonly BookingState[];
  /** Local days of the slot, both included. */
  from?: string;
  to?: string;
  city?: string;
  orderNumber?: string;
}

@Injectable()
export class BookingsRepository {
  find(reader: Reader, id: string): Promise<BookingEntity | null> {
    return reader.getRepository(BookingEntity).findOneBy({ id });
  }

  /** Finds the booking and holds its row until the transaction ends (ST-2). */
  hold(tx: Tx, id: string): Promise<BookingEntity | null> {
    return lockRow(tx, BookingEntity, { id });
  }

  findByOrderNumber(reader: Reader, orderNumber: string): Promise<BookingEntity | null> {
    return reader.getRepository(BookingEntity).findOneBy({ orderNumber });
  }

  async insert(tx: Tx, booking: BookingEntity, items: readonly BookingItemEntity[]): Promise<void> {
    await insertRows(tx, BookingEntity, booking);
    await insertRows(tx, BookingItemEntity, ...items);
  }

  /** Writes the change only if nobody has changed the row since it was read (ST-2). */
  async update(
    tx: Tx,
    { id, version }: BookingEntity,
    change: Partial<Pick<BookingEntity, 'state' | 'paymentState' | 'providerId' | 'unplaced' | 'updatedAt'>>,
  ): Promise<void> {
    const { affected } = await tx
      .getRepository(BookingEntity)
      .update({ id, version }, { ...change, version: version + 1 });
    if (affected !== 1) throw new BookingChangedMeanwhile();
  }

  /** The latest slot first. */
  list(reader: Reader, filter: BookingFilter, after: Keyset | null, take: number): Promise<BookingEntity[]> {
    const query = this.select(reader, filter, take)
      .orderBy('booking.slotStartAt', 'DESC')
      .addOrderBy('booking.id', 'DESC');
    if (after) {
      const at = new Date(Number(after[0]));
      query.andWhere(
        new Brackets((or) =>
          or
            .where('booking.slotStartAt < :at', { at })
            .orWhere('booking.slotStartAt = :at AND booking.id < :afterId', {
              at,
              afterId: String(after[1]),
            }),
        ),
      );
    }
    return query.getMany();
  }

  /** The newest first: ids are made in the order of booking. */
  listNewest(
    reader: Reader,
    filter: BookingFilter,
    after: Keyset | null,
    take: number,
  ): Promise<BookingEntity[]> {
    const query = this.select(reader, filter, take).orderBy('booking.id', 'DESC');
    if (after) query.andWhere('booking.id < :afterId', { afterId: String(after[0]) });
    return query.getMany();
  }

  listItems(reader: Reader, bookingIds: readonly string[]): Promise<BookingItemEntity[]> {
    return reader
      .getRepository(BookingItemEntity)
      .find({ where: { bookingId: In([...bookingIds]) }, order: { id: 'ASC' } });
  }

  listEvents(reader: Reader, bookingId: string): Promise<BookingEventEntity[]> {
    return reader
      .getRepository(BookingEventEntity)
      .find({ where: { bookingId }, order: { sequence: 'ASC' } });
  }

  async appendEvent(tx: Tx, event: Omit<BookingEventEntity, 'sequence'>): Promise<void> {
    const { bookingId } = event;
    const sequence = (await tx.getRepository(BookingEventEntity).countBy({ bookingId })) + 1;
    await insertRows(tx, BookingEventEntity, { ...event, sequence });
  }

  async insertCancellationQuote(tx: Tx, quote: CancellationQuoteEntity): Promise<void> {
    await insertRows(tx, CancellationQuoteEntity, quote);
  }

  findCancellationQuote(
    reader: Reader,
    id: string,
    bookingId: string,
    principalId: string,
  ): Promise<CancellationQuoteEntity | null> {
    return reader.getRepository(CancellationQuoteEntity).findOneBy({ id, bookingId, principalId });
  }

  async useCancellationQuote(tx: Tx, id: string, usedAt: Date): Promise<void> {
    await tx.getRepository(CancellationQuoteEntity).update({ id }, { usedAt });
  }

  private select(reader: Reader, filter: BookingFilter, take: number): SelectQueryBuilder<BookingEntity> {
    const query = reader.getRepository(BookingEntity).createQueryBuilder('booking').take(take);
    narrow(query, filter);
    return query;
  }
}

function narrow(query: SelectQueryBuilder<BookingEntity>, filter: BookingFilter): void {
  const { customerId, states, from, to, city, orderNumber } = filter;
  if (customerId) query.andWhere('booking.customerId = :customerId', { customerId });
  if (states) query.andWhere('booking.state IN (:...states)', { states });
  if (from) query.andWhere('booking.slotOn >= :from', { from });
  if (to) query.andWhere('booking.slotOn <= :to', { to });
  if (city) query.andWhere('booking.city = :city', { city });
  if (orderNumber) query.andWhere('booking.orderNumber = :orderNumber', { orderNumber });
}
