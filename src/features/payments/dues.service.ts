import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { LedgerService } from './ledger.service.js';
import { PaymentsRepository } from './payments.repository.js';

/** Fees of closed bookings that no payment covered; the next payment brings them along (CX-9). */
@Injectable()
export class DuesService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly payments: PaymentsRepository,
  ) {}

  /** What a customer owes, in paise. */
  async owedPaise(reader: Reader, customerId: string): Promise<number> {
    return Math.max(0, await this.ledger.balancePaise(reader, 'customer_dues', customerId));
  }

  /** What the next payment would be asked to bring along: what is owed, less what payments to come bring already. */
  async openPaise(reader: Reader, customerId: string): Promise<number> {
    const owedPaise = await this.owedPaise(reader, customerId);
    return owedPaise === 0
      ? 0
      : Math.max(0, owedPaise - (await this.payments.pendingDuesPaise(reader, customerId)));
  }

  /** As `openPaise`, for a payment that is about to be asked: others of the customer wait, so no dues are asked twice. */
  async heldOpenPaise(tx: Tx, customerId: string): Promise<number> {
    const owedPaise = await this.ledger.heldBalancePaise(tx, 'customer_dues', customerId);
    return owedPaise <= 0
      ? 0
      : Math.max(0, owedPaise - (await this.payments.pendingDuesPaise(tx, customerId)));
  }

  /**
   * Of an amount asked for as dues, what is owed still; the rest was waived or paid meanwhile. Others of the customer
   * wait until the transaction ends.
   */
  async coveredPaise(tx: Tx, customerId: string, askedPaise: number): Promise<number> {
    if (askedPaise === 0) return 0;
    const owedPaise = await this.ledger.heldBalancePaise(tx, 'customer_dues', customerId);
    return Math.min(askedPaise, Math.max(0, owedPaise));
  }
}
