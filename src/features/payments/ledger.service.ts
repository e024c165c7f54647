import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { LedgerRepository } from './ledger.repository.js';
import type { AccountKind } from './ledger.entity.js';
import { LedgerView } from './ledger.view.js';
import type { LedgerFilter, LedgerRow } from './ledger.view.js';

export interface PostingLine {
  account: AccountKind;
  /** The customer's or provider's id; left out for the company's own accounts. */
  subject?: string;
  /** Paise; positive is debit, negative is credit. Zero lines are left out. */
  amountPaise: number;
}

export interface Posting {
  reason: string;
  bookingId: string | null;
  lines: readonly PostingLine[];
}

/** The journal: every posting sums to zero (MO-1). A posting that does not is a bug, and nothing is written. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ledger: LedgerRepository,
    private readonly entries: LedgerView,
    private readonly clock: Clock,
  ) {}

  /** Entries, the newest first. */
  list({ cursor, limit }: PageRequest, filter: LedgerFilter): Promise<Page<LedgerRow>> {
    return this.work.read(async (reader) => {
      const after = decodeCursor(cursor, filter);
      const rows = await this.entries.list(reader, filter, after, limit + 1);
      return toPage(rows, limit, filter, ({ id }) => [id]);
    });
  }

  async post(tx: Tx, { reason, bookingId, lines }: Posting): Promise<void> {
    const kept = lines.filter(({ amountPaise }) => amountPaise !== 0);
    const sum = kept.reduce((total, { amountPaise }) => total + amountPaise, 0);
    if (sum !== 0 || kept.some(({ amountPaise }) => !Number.isSafeInteger(amountPaise)))
      throw new Error(`The posting ${reason} sums to ${sum} paise instead of zero.`);
    const at = this.clock.now();
    const postingId = newId();
    for (const { account, subject = 'company', amountPaise } of kept) {
      const accountId = await this.ledger.accountId(tx, account, subject, at);
      await this.ledger.append(tx, { id: newId(), postingId, accountId, amountPaise, reason, bookingId, at });
    }
  }

  /** As `walletBalancePaise`, to spend from it: other spending waits until the transaction ends. */
  async heldWalletBalancePaise(tx: Tx, userId: string): Promise<number> {
    await this.ledger.holdAccount(tx, 'wallet_liability', userId);
    return this.walletBalancePaise(tx, userId);
  }

  /** What a customer has in the wallet, in paise. */
  walletBalancePaise(reader: Reader, userId: string): Promise<number> {
    return this.owedToPaise(reader, 'wallet_liability', userId);
  }

  /** The balance of an account as the journal has it: debit positive, in paise. */
  balancePaise(reader: Reader, kind: AccountKind, subject: string): Promise<number> {
    return this.ledger.balancePaise(reader, kind, subject);
  }

  /** As `balancePaise`, of an account on whose balance a decision rests: others who hold it wait. */
  async heldBalancePaise(tx: Tx, kind: AccountKind, subject: string): Promise<number> {
    await this.ledger.holdAccount(tx, kind, subject);
    return this.ledger.balancePaise(tx, kind, subject);
  }

  /** What somebody may ask for from an account, in paise: its credit. */
  async owedToPaise(reader: Reader, kind: AccountKind, subject: string): Promise<number> {
    return -(await this.ledger.balancePaise(reader, kind, subject)) || 0;
  }

  /** What one booking has moved on the accounts of a kind, in paise; debits are positive. */
  bookingBalancePaise(reader: Reader, bookingId: string, kind: AccountKind): Promise<number> {
    return this.ledger.bookingBalancePaise(reader, bookingId, kind);
  }
}
