import { Injectable } from '@nestjs/common';
import { JobUnknown } from './jobs.errors.js';

/** What a handler is told beside the payload. */
export interface JobContext {
  jobId: string;
  /** 1 on the first try. */
  attempt: number;
}

export type JobAction = (payload: object, context: JobContext) => Promise<unknown>;

/** Which code does which job. */
@Injectable()
export class JobHandlers {
  private readonly known = new Map<string, { owner: string; run: JobAction }>();
  private readonly intervals = new Map<string, number>();

  /** @throws Error when the job has a handler already. */
  register(name: string, owner: string, run: JobAction): void {
    const other = this.known.get(name);
    if (other) throw new Error(`The job ${name} has two handlers: ${other.owner} and ${owner}.`);
    this.known.set(name, { owner, run });
  }

  /** Lets the job of that name be added every `everyMs`, on the multiples of it since 1970. */
  schedule(name: string, everyMs: number): void {
    if (!Number.isSafeInteger(everyMs) || everyMs < 1)
      throw new Error(`The schedule ${name} has no sound interval.`);
    this.intervals.set(name, everyMs);
  }

  get schedules(): ReadonlyMap<string, number> {
    return this.intervals;
  }

  /** @throws JobUnknown */
  get(name: string): JobAction {
    const found = this.known.get(name);
    if (!found) throw new JobUnknown(name);
    return found.run;
  }

  /** @throws Error naming every job that nobody does. */
  refuseMissing(names: readonly string[]): void {
    const missing = names.filter((each) => !this.known.has(each));
    if (missing.length > 0) throw new Error(`These jobs have no handler: ${missing.join(', ')}.`);
  }
}
