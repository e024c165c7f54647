import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Schedule } from '../../../platform/jobs/job.decorators.js';
import { Log } from '../../../platform/telemetry/log.js';
import { ReconciliationReports } from '../../payments/index.js';
import type { ReconciliationFault } from '../../payments/index.js';
import { BookingMoneyView } from './booking-money.view.js';
import { reconcile } from './reconciliation.rule.js';

export interface Reconciliation {
  checkedAt: Date;
  /** How many bookings were looked at. */
  checked: number;
  faults: readonly ReconciliationFault[];
}

const dayMs = 86_400_000;
const pageSize = 500;
/** A report names no more; where there are so many, one cause is behind them. */
const mostFaults = 1_000;

/** Proves that every booking's items, tax and charges are its total and its journal (MO-6). */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly money: BookingMoneyView,
    private readonly reports: ReconciliationReports,
    private readonly log: Log,
    private readonly clock: Clock,
  ) {}

  /** Looks at every booking, page by page, as the database stands now. */
  async run(): Promise<Reconciliation> {
    const checkedAt = this.clock.now();
    const unbalanced = await this.work.read((reader) => this.money.unbalanced(reader));
    const faults: ReconciliationFault[] = unbalanced.map(({ postingId, bookingId, sumPaise }) => ({
      bookingId,
      orderNumber: null,
      fault: `Posting ${postingId} does not sum to zero.`,
      expectedPaise: 0,
      foundPaise: sumPaise,
    }));
    let checked = 0;
    for (let afterId = ''; ;) {
      const page = await this.work.read((reader) => this.money.books(reader, afterId, pageSize));
      for (const books of page) faults.push(...reconcile(books));
      checked += page.length;
      const last = page.at(-1);
      if (!last || page.length < pageSize) break;
      afterId = last.booking.id;
    }
    return { checkedAt, checked, faults: faults.slice(0, mostFaults) };
  }

  /** Every night; what it finds is kept, and told in the log. */
  @Schedule('money.reconcile', { everyMs: dayMs })
  async nightly(): Promise<void> {
    const { checkedAt, checked, faults } = await this.run();
    await this.work.run((tx) => this.reports.insert(tx, { id: newId(), checkedAt, checked, faults }));
    if (faults.length > 0)
      this.log.error({ checked, faults: faults.length, first: faults[0] }, 'The books do not add up.');
  }
}
