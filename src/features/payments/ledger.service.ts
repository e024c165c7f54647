import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { LedgerRepository } from './ledger.repository.js';
import type { AccountKind } from './ledger.entity.js';

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
    private readonly ledger: LedgerRepository,
    private readonly clock: Clock,
  ) {}

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
  async walletBalancePaise(reader: Reader, userId: string): Promise<number> {
    return -(await this.ledger.balancePaise(reader, 'wallet_liability', userId)) || 0;
  }
}
