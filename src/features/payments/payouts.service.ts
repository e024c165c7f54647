import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { sumPaise } from '../../kernel/money.js';
import { decodeCursor, toPage } from '../../kernel/paging.js';
import type { Page, PageRequest } from '../../kernel/paging.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { LedgerService } from './ledger.service.js';
import type { LedgerRow } from './ledger.view.js';
import { payoutPosting } from './payment-postings.js';
import type { PayoutEntity } from './payout.entity.js';
import { payoutParts } from './payout.rule.js';
import { PayoutsRepository } from './payouts.repository.js';

/** A provider's statement. */
export interface Earnings {
  payablePaise: number;
  cashHeldPaise: number;
  payouts: readonly PayoutEntity[];
  entries: Page<LedgerRow>;
}

const shownPayouts = 30;

/** Pays providers what they earned (MO-5); which bookings are due, their owner says. */
@Injectable()
export class PayoutsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly payouts: PayoutsRepository,
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
  ) {}

  /**
   * Pays a provider for bookings that are due, once a local day; what was paid out before is passed over. Penalties
   * and cash the provider holds are taken off first.
   * @returns null when there is nothing to pay for, or that day's payout was made
   */
  async payOut(
    tx: Tx,
    providerId: string,
    onDay: LocalDate,
    bookingIds: readonly string[],
  ): Promise<PayoutEntity | null> {
    await this.ledger.heldBalancePaise(tx, 'provider_payable', providerId);
    if (await this.payouts.findOn(tx, providerId, onDay)) return null;
    const paidOut = await this.payouts.paidOut(tx, bookingIds);
    const open = bookingIds.filter((id) => !paidOut.has(id));
    const earned = await this.payouts.earnings(tx, providerId, open);
    if (open.length === 0) return null;
    const earnedPaise = sumPaise(earned.values());
    const parts = payoutParts({
      earnedPaise,
      penaltiesPaise: await this.payouts.openPenaltiesPaise(tx, providerId),
      cashHeldPaise: await this.ledger.heldBalancePaise(tx, 'cash_with_provider', providerId),
    });
    const id = newId();
    const payout: PayoutEntity = {
      id,
      providerId,
      onDay,
      earnedPaise,
      ...parts,
      createdAt: this.clock.now(),
    };
    const lines = open.map((subjectId) => ({
      id: newId(),
      payoutId: id,
      subjectId,
      amountPaise: earned.get(subjectId) ?? 0,
    }));
    await this.payouts.insert(tx, payout, lines);
    await this.ledger.post(tx, payoutPosting(providerId, parts));
    return payout;
  }

  /** Which of some bookings were paid out. */
  paidOut(reader: Reader, bookingIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.payouts.paidOut(reader, bookingIds);
  }

  /** The newest first. */
  list({ cursor, limit }: PageRequest, filter: { providerId?: string }): Promise<Page<PayoutEntity>> {
    return this.work.read(async (reader) => {
      const rows = await this.payouts.list(reader, filter, decodeCursor(cursor, filter), limit + 1);
      return toPage(rows, limit, filter, ({ id }) => [id]);
    });
  }

  /** What a provider has earned, forfeited and been paid. */
  async earningsOf(providerId: string, request: PageRequest): Promise<Earnings> {
    const entries = await this.ledger.list(request, { account: 'provider_payable', subject: providerId });
    return this.work.read(async (reader) => ({
      payablePaise: await this.ledger.owedToPaise(reader, 'provider_payable', providerId),
      cashHeldPaise: await this.ledger.balancePaise(reader, 'cash_with_provider', providerId),
      payouts: await this.payouts.list(reader, { providerId }, null, shownPayouts),
      entries,
    }));
  }
}
