import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Keyset } from '../../kernel/paging.js';
import { lockRow } from '../../platform/database/locks.js';
import { newestFirst } from '../../platform/database/newest-first.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { insertRows, selectRow, selectRows, updateRows } from '../../platform/database/rows.js';
import { CategoryEntity, SubcategoryEntity } from '../services/index.js';
import type { WantedWork } from './slots/availability.service.js';
import { BookingChangedMeanwhile } from './booking.errors.js';
import {
  BookingEntity,
  BookingEventEntity,
  BookingItemEntity,
  CancellationQuoteEntity,
} from './booking.entity.js';
import { liveStates } from './booking.state.js';
import type { BookingState } from './booking.state.js';

/** What may change on a booking; the rest is as it was made. */
export type BookingChange = Partial<
  Omit<
    BookingEntity,
    'id' | 'orderNumber' | 'customerId' | 'categoryId' | 'price' | 'frozenPolicies' | 'version' | 'createdAt'
  >
>;

export interface BookingFilter {
  customerId?: string;
  states?: readonly BookingState[];
  /** Local days of the slot, both included. */
  from?: string;
  to?: string;
  city?: string;
  orderNumber?: string;
  /** True for those of the operations queue: live, and with nobody to do them (DI-3). */
  unplaced?: boolean;
}

@Injectable()
export class BookingsRepository {
  find(reader: Reader, id: string): Promise<BookingEntity | null> {
    return selectRow(reader, BookingEntity, { id });
  }

  /** Finds the booking and holds its row until the transaction ends (ST-2). */
  hold(tx: Tx, id: string): Promise<BookingEntity | null> {
    return lockRow(tx, BookingEntity, { id });
  }

  listByIds(reader: Reader, ids: readonly string[]): Promise<BookingEntity[]> {
    return selectRows(reader, BookingEntity, { id: ids });
  }

  findByOrderNumber(reader: Reader, orderNumber: string): Promise<BookingEntity | null> {
    return reader.getRepository(BookingEntity).findOneBy({ orderNumber });
  }

  /** What the booking asks of a provider, also where its services are no longer sold. */
  async getWork(reader: Reader, booking: BookingEntity): Promise<WantedWork> {
    const { id, categoryId, pincode, city, durationMinutes } = booking;
    const category = await reader.getRepository(CategoryEntity).findOneByOrFail({ id: categoryId });
    const { skill } = await reader
      .getRepository(SubcategoryEntity)
      .createQueryBuilder('service')
      .innerJoin(BookingItemEntity, 'item', 'item.serviceId = service.id')
      .where('item.bookingId = :id', { id })
      .limit(1)
      .getOneOrFail();
    return { category, skill, place: { pincode, city }, durationMinutes };
  }

  async insert(tx: Tx, booking: BookingEntity, items: readonly BookingItemEntity[]): Promise<void> {
    await insertRows(tx, BookingEntity, booking);
    await insertRows(tx, BookingItemEntity, ...items);
  }

  /** Writes the change only if nobody has changed the row since it was read (ST-2). */
  async update(tx: Tx, { id, version }: BookingEntity, change: BookingChange): Promise<void> {
    const next: Partial<BookingEntity> = { ...change, version: version + 1 };
    if ((await updateRows<BookingEntity>(tx, BookingEntity, { id, version }, next)) !== 1)
      throw new BookingChangedMeanwhile();
  }

  /** The latest slot first. */
  list(reader: Reader, filter: BookingFilter, after: Keyset | null, take: number): Promise<BookingEntity[]> {
    return newestFirst(this.select(reader, filter, take), 'slotStartAt', after).getMany();
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
    return selectRows(reader, BookingItemEntity, { bookingId: bookingIds }, { order: ['id'] });
  }

  listEvents(reader: Reader, bookingId: string): Promise<BookingEventEntity[]> {
    return reader
      .getRepository(BookingEventEntity)
      .find({ where: { bookingId }, order: { sequence: 'ASC' } });
  }

  /** The first event of a booking made in this transaction, which has none yet. */
  async appendFirst(tx: Tx, event: Omit<BookingEventEntity, 'sequence'>): Promise<void> {
    await insertRows(tx, BookingEventEntity, { ...event, sequence: 1 });
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
  const { customerId, states, from, to, city, orderNumber, unplaced } = filter;
  if (customerId) query.andWhere('booking.customerId = :customerId', { customerId });
  if (states) query.andWhere('booking.state IN (:...states)', { states });
  if (from) query.andWhere('booking.slotOn >= :from', { from });
  if (to) query.andWhere('booking.slotOn <= :to', { to });
  if (city) query.andWhere('booking.city = :city', { city });
  if (unplaced !== undefined) query.andWhere('booking.unplaced = :unplaced', { unplaced });
  if (unplaced) query.andWhere('booking.state IN (:...liveStates)', { liveStates });
  if (orderNumber) query.andWhere('booking.orderNumber = :orderNumber', { orderNumber });
}
