import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DuesService } from './dues.service.js';
import { LedgerService } from './ledger.service.js';
import { promoPosting } from './payment-postings.js';

export interface WalletView {
  /** Money: may be spent, and comes back as money. */
  balancePaise: number;
  /** Credit good for bookings only. */
  promoPaise: number;
  /** Earlier fees, collected with the next payment. */
  duesPaise: number;
}

/** What a customer has with us and owes us: sums of the journal. */
@Injectable()
export class WalletService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ledger: LedgerService,
    private readonly dues: DuesService,
  ) {}

  getOwn(actor: Actor): Promise<WalletView> {
    return this.work.read((reader) => this.view(reader, actor.id));
  }

  async view(reader: Reader, customerId: string): Promise<WalletView> {
    return {
      balancePaise: await this.ledger.walletBalancePaise(reader, customerId),
      promoPaise: await this.ledger.owedToPaise(reader, 'promo_liability', customerId),
      duesPaise: await this.dues.owedPaise(reader, customerId),
    };
  }

  /** What can be spent, both accounts held: other spending of the customer waits until the transaction ends. */
  async heldForSpending(
    tx: Tx,
    customerId: string,
  ): Promise<Pick<WalletView, 'balancePaise' | 'promoPaise'>> {
    const balancePaise = await this.ledger.heldWalletBalancePaise(tx, customerId);
    const promoPaise = -(await this.ledger.heldBalancePaise(tx, 'promo_liability', customerId)) || 0;
    return { balancePaise, promoPaise };
  }

  /** Gives credit that is good for bookings only, at the company's expense. */
  async grantPromo(tx: Tx, customerId: string, amountPaise: number): Promise<void> {
    if (amountPaise <= 0) throw new RangeError('A credit is more than zero.');
    await this.ledger.post(tx, promoPosting(customerId, amountPaise));
  }
}
