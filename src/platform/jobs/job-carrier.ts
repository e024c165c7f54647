import type { JobEntity } from './job.entity.js';

/**
 * Takes jobs that were seen to be due to where they are claimed and run: this process, or workers behind a queue.
 * It may carry a job twice and may lose it on the way: the claim compares, and a job that nobody has claimed is
 * seen to be due again. What becomes of a job is written by `JobExecution` where it runs, under the lease of its
 * claim.
 */
export abstract class JobCarrier {
  /** How many due jobs it looks at now. */
  abstract get room(): number;
  /** Lets jobs run in this process; `freed` is called whenever one has ended. Calling it again does nothing. */
  abstract open(freed: () => void): void;
  /** Takes jobs over; resolves when they are on their way, not when they have ended. */
  abstract carry(due: readonly JobEntity[]): Promise<void>;
  /** Resolves when all that it carried has ended, wherever that ran. */
  abstract idle(): Promise<void>;
  /**
   * Lets no more jobs run in this process and waits for those that do, at most `patienceMs`.
   * @returns whether all have ended.
   */
  abstract close(patienceMs: number): Promise<boolean>;
}
