import type { Clock } from '../../kernel/clock.js';
import type { OpenCommand } from '../database/command-context.js';
import type { Tx } from '../database/transaction.js';
import { LeaseLost } from './jobs.errors.js';
import type { ClaimedJob, JobsRepository } from './jobs.repository.js';

/**
 * A job is a command whose memory is its own row: the handler's one run ends the job in the same commit as the
 * effect, and only while the lease is held. So an effect happens once, and a late holder's is rolled back.
 */
export class JobCommand implements OpenCommand {
  private done = false;

  constructor(
    private readonly job: ClaimedJob,
    private readonly rows: JobsRepository,
    private readonly clock: Clock,
  ) {}

  /** The handler's run is committed: the job is done, whatever else the handler does. */
  get isDone(): boolean {
    return this.done;
  }

  async begin(tx: Tx): Promise<void> {
    if (this.done) throw new Error(`The handler of ${this.job.name} opened a second unit of work.`);
    if (!(await this.rows.finish(tx, this.job, this.clock.now()))) throw new LeaseLost(this.job.id);
  }

  async finish(): Promise<void> {}

  committed(): void {
    this.done = true;
  }
}
