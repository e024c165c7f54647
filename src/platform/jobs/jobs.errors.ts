import { DomainError } from '../../kernel/errors.js';

/** The row names a job that no code knows any more. */
export class JobUnknown extends DomainError {
  readonly code = 'job.unknown';
  readonly kind = 'not-found';

  constructor(name: string) {
    super(`No handler is known for the job ${name}.`);
  }
}

/** The lease ran out and the job may belong to another runner by now: nothing may be written for it. */
export class LeaseLost extends Error {
  constructor(jobId: string) {
    super(`The lease of job ${jobId} is lost.`);
    this.name = 'LeaseLost';
  }
}
