import { markMethod } from './decorated-methods.js';
import type { JobContext } from './job-handlers.js';
import type { JobName, Nothing } from './job-names.js';

export interface JobMark {
  name: string;
  everyMs?: number;
}

export const jobMarkKey = 'nexora:job';

type Method<P> = (payload: P, context: JobContext) => Promise<unknown>;

/**
 * Makes a provider's method do a job. It may run more than once, so:
 * - it reloads what the ids in the payload name, and does nothing when that is no longer called for;
 * - what it writes, it writes in one `UnitOfWork.run`. That commit also ends the job, and is refused when the
 *   lease is lost: the effect happens once. A second run in one job throws;
 * - a call to the outside comes before that run, and carries an id by which the other side can tell a repeat.
 */
export function JobHandler<P extends object>(name: JobName<P>) {
  return <M extends Method<P>>(
    prototype: object,
    method: string | symbol,
    _descriptor: TypedPropertyDescriptor<M>,
  ): void => markMethod<JobMark>(jobMarkKey, prototype, method, { name });
}

/** As `JobHandler`, for a job that adds itself every `everyMs`, once however many processes run. Declares the job. */
export function Schedule(name: string, { everyMs }: { everyMs: number }) {
  return <M extends Method<Nothing>>(
    prototype: object,
    method: string | symbol,
    _descriptor: TypedPropertyDescriptor<M>,
  ): void => markMethod<JobMark>(jobMarkKey, prototype, method, { name, everyMs });
}
