import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { lockRow } from '../../platform/database/locks.js';
import { askRows, insertRows } from '../../platform/database/rows.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { LedgerAccountEntity, LedgerEntryEntity } from './ledger.entity.js';
import type { AccountKind } from './ledger.entity.js';

@Injectable()
export class LedgerRepository {
  /** The account's id; the account is opened when it is not there yet. */
  async accountId(tx: Tx, kind: AccountKind, subject: string, at: Date): Promise<string> {
    const accounts = tx.getRepository(LedgerAccountEntity);
    const known = await accounts.findOneBy({ kind, subject });
    if (known) return known.id;
    const id = newId();
    try {
      await accounts.insert({ id, kind, subject, createdAt: at });
      return id;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return (await accounts.findOneByOrFail({ kind, subject })).id;
    }
  }

  /** Holds the account's row until the transaction ends, so that what is spent from it is spent once. */
  async holdAccount(tx: Tx, kind: AccountKind, subject: string): Promise<void> {
    await lockRow(tx, LedgerAccountEntity, { kind, subject });
  }

  async append(tx: Tx, entry: LedgerEntryEntity): Promise<void> {
    await insertRows(tx, LedgerEntryEntity, entry);
  }

  async balancePaise(reader: Reader, kind: AccountKind, subject: string): Promise<number> {
    const [row] = await askRows<{ sum: string | number | null }>(
      reader,
      `SELECT SUM(entry.amountPaise) AS sum FROM ledger_accounts account
       JOIN ledger_entries entry ON entry.accountId = account.id WHERE account.kind = ? AND account.subject = ?`,
      [kind, subject],
    );
    return Number(row?.sum ?? 0);
  }

  /** What one booking has moved on the accounts of a kind. */
  async bookingBalancePaise(reader: Reader, bookingId: string, kind: AccountKind): Promise<number> {
    const row = await reader
      .getRepository(LedgerEntryEntity)
      .createQueryBuilder('entry')
      .innerJoin(LedgerAccountEntity, 'account', 'account.id = entry.accountId')
      .where('entry.bookingId = :bookingId AND account.kind = :kind', { bookingId, kind })
      .select('SUM(entry.amountPaise)', 'sum')
      .getRawOne<{ sum: string | number | null }>();
    return Number(row?.sum ?? 0);
  }
}
