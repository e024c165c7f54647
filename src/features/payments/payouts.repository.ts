import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../kernel/paging.js';
import { insertRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { LedgerAccountEntity, LedgerEntryEntity } from './ledger.entity.js';
import { PayoutEntity, PayoutLineEntity } from './payout.entity.js';

interface Sum {
  sum: string | number | null;
}

@Injectable()
export class PayoutsRepository {
  async insert(tx: Tx, payout: PayoutEntity, lines: readonly PayoutLineEntity[]): Promise<void> {
    await insertRows(tx, PayoutEntity, payout);
    await insertRows(tx, PayoutLineEntity, ...lines);
  }

  findOn(reader: Reader, providerId: string, onDay: string): Promise<PayoutEntity | null> {
    return reader.getRepository(PayoutEntity).findOneBy({ providerId, onDay });
  }

  /** The newest first. */
  list(
    reader: Reader,
    { providerId }: { providerId?: string },
    after: Keyset | null,
    take: number,
  ): Promise<PayoutEntity[]> {
    const query = reader
      .getRepository(PayoutEntity)
      .createQueryBuilder('payout')
      .orderBy('payout.id', 'DESC')
      .take(take);
    if (providerId) query.andWhere('payout.providerId = :providerId', { providerId });
    if (after) query.andWhere('payout.id < :afterId', { afterId: String(after[0]) });
    return query.getMany();
  }

  /** Which of the subjects were paid out. */
  async paidOut(reader: Reader, subjectIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (subjectIds.length === 0) return new Set();
    const lines = await reader
      .getRepository(PayoutLineEntity)
      .createQueryBuilder('line')
      .where('line.subjectId IN (:...subjectIds)', { subjectIds })
      .getMany();
    return new Set(lines.map(({ subjectId }) => subjectId));
  }

  /** What a provider earned by each of some bookings, commission taken off, in paise. */
  async earnings(
    reader: Reader,
    providerId: string,
    bookingIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    if (bookingIds.length === 0) return new Map();
    const rows = await this.payable(reader, providerId)
      .andWhere('entry.bookingId IN (:...bookingIds)', { bookingIds })
      .andWhere('entry.reason = :reason', { reason: 'booking.completed' })
      .select('entry.bookingId', 'bookingId')
      .addSelect('SUM(entry.amountPaise)', 'sum')
      .groupBy('entry.bookingId')
      .getRawMany<Sum & { bookingId: string }>();
    return new Map(rows.map(({ bookingId, sum }) => [bookingId, -Number(sum)]));
  }

  /** Forfeited, and not taken from a payout so far, in paise. */
  async openPenaltiesPaise(reader: Reader, providerId: string): Promise<number> {
    const posted = await this.payable(reader, providerId)
      .andWhere('entry.reason = :reason', { reason: 'provider.penalised' })
      .select('SUM(entry.amountPaise)', 'sum')
      .getRawOne<Sum>();
    const taken = await reader
      .getRepository(PayoutEntity)
      .createQueryBuilder('payout')
      .where('payout.providerId = :providerId', { providerId })
      .select('SUM(payout.penaltyPaise)', 'sum')
      .getRawOne<Sum>();
    return Number(posted?.sum ?? 0) - Number(taken?.sum ?? 0);
  }

  private payable(reader: Reader, providerId: string) {
    return reader
      .getRepository(LedgerEntryEntity)
      .createQueryBuilder('entry')
      .innerJoin(LedgerAccountEntity, 'account', 'account.id = entry.accountId')
      .where('account.kind = :kind AND account.subject = :providerId', {
        kind: 'provider_payable',
        providerId,
      });
  }
}
