import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/transaction.js';
import { CandidateRanking } from '../bookings/index.js';
import type { ProviderSchedule } from '../providers/index.js';
import type { RankedJob } from '../bookings/index.js';
import { PoliciesService } from '../policies/index.js';
import { RankingService } from './ranking.service.js';

/** Claims go to the best by the score of DI-1; somebody held back (DI-4) is taken only when nobody else is left. */
@Injectable()
export class DispatchRanking extends CandidateRanking {
  constructor(
    private readonly ranking: RankingService,
    private readonly policies: PoliciesService,
  ) {
    super();
  }

  async rank(
    reader: Reader,
    candidates: readonly ProviderSchedule[],
    job: RankedJob,
  ): Promise<readonly string[]> {
    const scope = { categoryId: job.work.category.id };
    const policy = await this.policies.resolve(reader, 'dispatch', scope, job.now);
    return (await this.ranking.rank(reader, candidates, job, policy)).map(({ id }) => id);
  }
}
