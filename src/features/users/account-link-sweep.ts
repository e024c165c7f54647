import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Schedule } from '../../platform/jobs/job.decorators.js';
import { linkMemoryMs } from './account-link.rule.js';
import { AccountLinksRepository } from './account-links.repository.js';

/** Forgets links that are of no use, once their quota does not ask for them any more. */
@Injectable()
export class AccountLinkSweep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly links: AccountLinksRepository,
    private readonly clock: Clock,
  ) {}

  @Schedule('account-links.sweep', { everyMs: 3_600_000 })
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - linkMemoryMs);
    await this.work.run((tx) => this.links.deleteExpiredBefore(tx, before));
  }
}
