import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { PrivacyConfig } from '../../config/privacy-section.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Schedule } from '../../platform/jobs/job.decorators.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { ErasureRequestsRepository } from './erasure-requests.repository.js';
import { eraseClosed } from './erasure.jobs.js';
import { PersonalRowsRepository } from './personal-rows.repository.js';
import type { RetentionPeriod } from './registry/table-decision.js';
import { tableRegistry } from './registry/table-registry.js';

/** Rows of one table forgotten at one time; what is left over is forgotten an hour later. */
const batch = 1_000;

/** Forgets what has been kept long enough, whether or not anybody asks (ID-9). */
@Injectable()
export class RetentionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: PersonalRowsRepository,
    private readonly requests: ErasureRequestsRepository,
    private readonly jobs: Jobs,
    private readonly config: PrivacyConfig,
    private readonly clock: Clock,
  ) {}

  /** Sees to it that people whose account was closed long enough ago are erased, as if they had asked. */
  @Schedule('privacy.find_closed', { everyMs: 3_600_000 })
  async findClosed(): Promise<void> {
    const before = retentionEnd('accounts', this.clock.now(), this.config);
    await this.work.run(async (tx) => {
      for (let afterId = ''; ;) {
        const owed = await this.requests.listOwed(tx, before, batch, afterId);
        for (const userId of owed) await this.jobs.add(tx, eraseClosed, { userId });
        const last = owed.at(-1);
        if (last === undefined || owed.length < batch) return;
        afterId = last;
      }
    });
  }

  @Schedule('privacy.retain', { everyMs: 3_600_000 })
  async retain(): Promise<void> {
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const clocks = Object.entries(tableRegistry).filter(([, { retention }]) => retention !== undefined);
      for (const table of this.rows.childrenFirst(
        tx,
        clocks.map(([name]) => name),
      )) {
        const retention = tableRegistry[table]?.retention;
        if (!retention) continue;
        const before = retentionEnd(retention.period, now, this.config);
        const expired = await this.rows.listExpired(tx, table, retention, before, batch);
        if (retention.empties) await this.rows.empty(tx, table, expired, retention.empties);
        else await this.rows.deleteExpired(tx, table, expired, { column: retention.after, before });
      }
    });
  }
}

/** Before which instant a row of that kind is forgotten; months are calendar months in UTC. */
export function retentionEnd(
  period: RetentionPeriod | 'accounts',
  now: Date,
  config: Pick<
    PrivacyConfig,
    | 'chatMonths'
    | 'noticeMonths'
    | 'sessionDays'
    | 'codeDays'
    | 'offerDays'
    | 'cartDays'
    | 'closedDays'
    | 'booksMonths'
  >,
): Date {
  const lengths = {
    chat: { months: config.chatMonths },
    notices: { months: config.noticeMonths },
    sessions: { days: config.sessionDays },
    codes: { days: config.codeDays },
    offers: { days: config.offerDays },
    carts: { days: config.cartDays },
    books: { months: config.booksMonths },
    accounts: { days: config.closedDays },
  } as const satisfies Record<RetentionPeriod | 'accounts', object>;
  return DateTime.fromJSDate(now, { zone: 'utc' }).minus(lengths[period]).toJSDate();
}
