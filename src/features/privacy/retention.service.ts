import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { PrivacyConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Schedule } from '../../platform/jobs/job.decorators.js';
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
    private readonly config: PrivacyConfig,
    private readonly clock: Clock,
  ) {}

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
        const expired = await this.rows.listExpired(tx, table, retention.after, before, batch);
        await this.rows.delete(tx, table, expired);
      }
    });
  }
}

/** Before which instant a row of that kind is forgotten; months are calendar months in UTC. */
export function retentionEnd(
  period: RetentionPeriod,
  now: Date,
  config: Pick<
    PrivacyConfig,
    'chatMonths' | 'noticeMonths' | 'sessionDays' | 'codeDays' | 'offerDays' | 'cartDays'
  >,
): Date {
  const lengths = {
    chat: { months: config.chatMonths },
    notices: { months: config.noticeMonths },
    sessions: { days: config.sessionDays },
    codes: { days: config.codeDays },
    offers: { days: config.offerDays },
    carts: { days: config.cartDays },
  } as const satisfies Record<RetentionPeriod, object>;
  return DateTime.fromJSDate(now, { zone: 'utc' }).minus(lengths[period]).toJSDate();
}
