import type { LocalDate } from '../../../kernel/calendar.js';
import type { Reader } from '../../../platform/database/transaction.js';
import type { WantedWork } from './availability.service.js';
import type { ProviderSchedule } from '../../providers/index.js';

/** The job candidates are ranked for. */
export interface RankedJob {
  readonly work: WantedWork;
  readonly startAt: Date;
  /** Local date of the start. */
  readonly onDay: LocalDate;
  readonly now: Date;
  /** Whose visit it is, where a customer is known. */
  readonly customerId?: string;
}

/**
 * Which of those who are free is asked first (DI-1, DI-2). Placement asks in this order and takes the first who wins
 * the cells. Without another binding the least loaded of the day comes first.
 */
export abstract class CandidateRanking {
  /** The ids of the candidates, each once, the best first. It reads only: the caller may be inside a transaction. */
  abstract rank(
    reader: Reader,
    candidates: readonly ProviderSchedule[],
    job: RankedJob,
  ): Promise<readonly string[]>;
}

/** Work is spread: who has least to do that day comes first; among equals, in the order given. */
export class LeastLoadRanking extends CandidateRanking {
  rank(
    _reader: Reader,
    candidates: readonly ProviderSchedule[],
    { onDay }: RankedJob,
  ): Promise<readonly string[]> {
    const load = (each: ProviderSchedule) => each.jobsOn.get(onDay) ?? 0;
    return Promise.resolve(candidates.toSorted((a, b) => load(a) - load(b)).map(({ id }) => id));
  }
}
