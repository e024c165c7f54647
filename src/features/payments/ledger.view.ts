import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../kernel/paging.js';
import type { Reader } from '../../platform/database/transaction.js';
import { LedgerAccountEntity, LedgerEntryEntity } from './ledger.entity.js';
import type { AccountKind } from './ledger.entity.js';

/** An entry of the journal with its account. */
export interface LedgerRow {
  readonly id: string;
  readonly postingId: string;
  readonly account: AccountKind;
  readonly subject: string;
  readonly amountPaise: number;
  readonly reason: string;
  readonly bookingId: string | null;
  readonly at: Date;
}

export interface LedgerFilter {
  account?: AccountKind;
  subject?: string;
  bookingId?: string;
}

@Injectable()
export class LedgerView {
  /** The newest first. */
  async list(
    reader: Reader,
    { account, subject, bookingId }: LedgerFilter,
    after: Keyset | null,
    take: number,
  ): Promise<LedgerRow[]> {
    const query = reader
      .getRepository(LedgerEntryEntity)
      .createQueryBuilder('entry')
      .orderBy('entry.id', 'DESC')
      .take(take);
    const accounts = await this.accounts(reader, { account, subject });
    if (accounts) {
      if (accounts.length === 0) return [];
      query.andWhere('entry.accountId IN (:...ids)', { ids: accounts.map(({ id }) => id) });
    }
    if (bookingId) query.andWhere('entry.bookingId = :bookingId', { bookingId });
    if (after) query.andWhere('entry.id < :afterId', { afterId: String(after[0]) });
    const entries = await query.getMany();
    const known = accounts ?? (await this.byId(reader, entries));
    return entries.map(({ accountId, ...entry }) => {
      const of = known.find(({ id }) => id === accountId);
      if (!of) throw new Error(`Entry ${entry.id} is of no account.`);
      return { ...entry, account: of.kind, subject: of.subject };
    });
  }

  /** The accounts a filter means; null when it names none. */
  private async accounts(
    reader: Reader,
    { account, subject }: Pick<LedgerFilter, 'account' | 'subject'>,
  ): Promise<LedgerAccountEntity[] | null> {
    if (account === undefined && subject === undefined) return null;
    const query = reader.getRepository(LedgerAccountEntity).createQueryBuilder('account').take(mostAccounts);
    if (account) query.andWhere('account.kind = :account', { account });
    if (subject) query.andWhere('account.subject = :subject', { subject });
    return query.getMany();
  }

  private byId(reader: Reader, entries: readonly LedgerEntryEntity[]): Promise<LedgerAccountEntity[]> {
    const ids = [...new Set(entries.map(({ accountId }) => accountId))];
    if (ids.length === 0) return Promise.resolve([]);
    return reader
      .getRepository(LedgerAccountEntity)
      .createQueryBuilder('account')
      .where('account.id IN (:...ids)', { ids })
      .getMany();
  }
}

/** Of a kind alone, the first accounts are looked at; name the subject to see one. */
const mostAccounts = 1_000;
