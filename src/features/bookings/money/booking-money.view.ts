import { Injectable } from '@nestjs/common';
import type { Reader } from '../../../platform/database/transaction.js';
import {
  InvoiceEntity,
  LedgerAccountEntity,
  LedgerEntryEntity,
  PaymentEntity,
  PayoutLineEntity,
  RefundEntity,
} from '../../payments/index.js';
import { BookingEntity, BookingItemEntity } from '../booking.entity.js';
import type { BookingBooks } from './reconciliation.rule.js';

/** No provider finishes more work than this between two payouts. */
const mostDue = 500;

/** What reports and payouts read of bookings and their money. */
@Injectable()
export class BookingMoneyView {
  /** Providers with finished work that was not paid out. */
  async providersDue(reader: Reader, before: Date): Promise<string[]> {
    const rows = await this.due(reader, before)
      .select('booking.providerId', 'providerId')
      .distinct(true)
      .getRawMany<{ providerId: string | null }>();
    return rows.flatMap(({ providerId }) => providerId ?? []);
  }

  /** A provider's finished work that was not paid out, the oldest first. */
  async completedDue(reader: Reader, providerId: string, before: Date): Promise<string[]> {
    const rows = await this.due(reader, before)
      .andWhere('booking.providerId = :providerId', { providerId })
      .select('booking.id', 'id')
      .orderBy('booking.id')
      .limit(mostDue)
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** A page of bookings with all that has to add up, by id. */
  async books(reader: Reader, afterId: string, take: number): Promise<BookingBooks[]> {
    const bookings = await reader
      .getRepository(BookingEntity)
      .createQueryBuilder('booking')
      .where('booking.id > :afterId', { afterId })
      .orderBy('booking.id')
      .take(take)
      .getMany();
    if (bookings.length === 0) return [];
    const ids = bookings.map(({ id }) => id);
    const items = await reader
      .getRepository(BookingItemEntity)
      .createQueryBuilder('item')
      .where('item.bookingId IN (:...ids)', { ids })
      .select('item.bookingId', 'id')
      .addSelect('SUM(item.amountPaise)', 'sum')
      .groupBy('item.bookingId')
      .getRawMany<Row>();
    const moved = await reader
      .getRepository(LedgerEntryEntity)
      .createQueryBuilder('entry')
      .innerJoin(LedgerAccountEntity, 'account', 'account.id = entry.accountId')
      .where('entry.bookingId IN (:...ids)', { ids })
      .select('entry.bookingId', 'id')
      .addSelect('account.kind', 'kind')
      .addSelect('SUM(entry.amountPaise)', 'sum')
      .groupBy('entry.bookingId')
      .addGroupBy('account.kind')
      .getRawMany<Row & { kind: string }>();
    const payments = await reader
      .getRepository(PaymentEntity)
      .createQueryBuilder('payment')
      .where('payment.subjectId IN (:...ids)', { ids })
      .getMany();
    const refunds = await reader
      .getRepository(RefundEntity)
      .createQueryBuilder('refund')
      .where('refund.subjectId IN (:...ids)', { ids })
      .getMany();
    const invoices = await reader
      .getRepository(InvoiceEntity)
      .createQueryBuilder('invoice')
      .where('invoice.subjectId IN (:...ids)', { ids })
      .select(['invoice.id', 'invoice.subjectId', 'invoice.kind', 'invoice.taxPaise', 'invoice.totalPaise'])
      .getMany();
    const itemSums = new Map(items.map(({ id, sum }) => [id, Number(sum)]));
    const moves = new Map(moved.map(({ id, kind, sum }) => [`${id} ${kind}`, Number(sum)]));
    return bookings.map((booking) => ({
      booking,
      itemsPaise: itemSums.get(booking.id) ?? 0,
      movedPaise: (kind) => moves.get(`${booking.id} ${kind}`) ?? 0,
      payments: payments.filter(({ subjectId }) => subjectId === booking.id),
      refunds: refunds.filter(({ subjectId }) => subjectId === booking.id),
      invoices: invoices.filter(({ subjectId }) => subjectId === booking.id),
    }));
  }

  /** Postings whose entries do not sum to zero, the first hundred. */
  async unbalanced(
    reader: Reader,
  ): Promise<{ postingId: string; bookingId: string | null; sumPaise: number }[]> {
    const rows = await reader
      .getRepository(LedgerEntryEntity)
      .createQueryBuilder('entry')
      .select('entry.postingId', 'id')
      .addSelect('MAX(entry.bookingId)', 'bookingId')
      .addSelect('SUM(entry.amountPaise)', 'sum')
      .groupBy('entry.postingId')
      .having('SUM(entry.amountPaise) <> 0')
      .limit(100)
      .getRawMany<Row & { bookingId: string | null }>();
    return rows.map(({ id, bookingId, sum }) => ({ postingId: id, bookingId, sumPaise: Number(sum) }));
  }

  private due(reader: Reader, before: Date) {
    return reader
      .getRepository(BookingEntity)
      .createQueryBuilder('booking')
      .leftJoin(PayoutLineEntity, 'line', 'line.subjectId = booking.id')
      .where("booking.state = 'completed' AND booking.completedAt < :before AND line.id IS NULL", { before });
  }
}

interface Row {
  id: string;
  sum: string | number;
}
