import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/sections.js';
import { atMinute, localDate } from '../../../kernel/calendar.js';
import { Clock } from '../../../kernel/clock.js';
import type { Reader } from '../../../platform/database/transaction.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { JobHandler, Schedule } from '../../../platform/jobs/job.decorators.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { PayoutsService, makePayout } from '../../payments/index.js';
import { BookingMoneyView } from './booking-money.view.js';
import { OpenDisputes } from '../open-disputes.js';

const hourMs = 3_600_000;

/** Pays providers on the day after their work, when nobody disputes it (MO-5). */
@Injectable()
export class BookingPayouts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly money: BookingMoneyView,
    private readonly payouts: PayoutsService,
    private readonly disputes: OpenDisputes,
    private readonly jobs: Jobs,
    private readonly app: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** One job a provider and local day, however often it looks. */
  @Schedule('payouts.due', { everyMs: hourMs })
  async look(): Promise<void> {
    const { onDay, before } = this.today();
    const providerIds = await this.work.read((reader) => this.money.providersDue(reader, before));
    if (providerIds.length === 0) return;
    await this.work.run(async (tx) => {
      for (const providerId of providerIds)
        await this.jobs.add(tx, makePayout, { providerId, onDay }, { key: `payout:${providerId}:${onDay}` });
    });
  }

  @JobHandler(makePayout)
  async pay({ providerId, onDay }: { providerId: string; onDay: string }): Promise<void> {
    const before = new Date(atMinute(onDay, 0, this.app.zone));
    await this.work.run(async (tx) => {
      const due = await this.undisputed(tx, await this.money.completedDue(tx, providerId, before));
      await this.payouts.payOut(tx, providerId, onDay, due);
    });
  }

  private async undisputed(reader: Reader, bookingIds: readonly string[]): Promise<string[]> {
    const disputed = await this.disputes.among(reader, bookingIds);
    return bookingIds.filter((id) => !disputed.has(id));
  }

  /** Work done before the local midnight is due today: T+1. */
  private today(): { onDay: string; before: Date } {
    const onDay = localDate(this.clock.now(), this.app.zone);
    return { onDay, before: new Date(atMinute(onDay, 0, this.app.zone)) };
  }
}
