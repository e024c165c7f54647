import { DomainError } from '../../kernel/errors.js';

export type AfterFailure = { outcome: 'retry'; delayMs: number } | { outcome: 'dead' };

export interface FailedAttempt {
  error: unknown;
  /** How many attempts have been made, this one included. */
  attempts: number;
  maxAttempts: number;
}

const firstDelayMs = 2_000;
const longestDelayMs = 3_600_000;
/** An outage is not the job's fault: with the delays above this many times five attempts last about ten hours. */
const outagePatience = 4;

/**
 * What becomes of a job that failed, by the kind of its error and never by its text. `unavailable` is tried again
 * patiently; any other DomainError is an answer, which will not change, so the job is dead at once; an unknown
 * error is a bug or a passing fault and is tried `maxAttempts` times.
 * @param random uniform in [0, 1)
 */
export function afterFailure({ error, attempts, maxAttempts }: FailedAttempt, random: number): AfterFailure {
  const unavailable = error instanceof DomainError && error.kind === 'unavailable';
  if (error instanceof DomainError && !unavailable) return { outcome: 'dead' };
  const limit = unavailable ? maxAttempts * outagePatience : maxAttempts;
  return attempts >= limit ? { outcome: 'dead' } : { outcome: 'retry', delayMs: backoffMs(attempts, random) };
}

/**
 * Doubling from 2 s to an hour, in milliseconds; at least half of it fixed and the rest at random, so that jobs
 * which failed together do not come back together.
 */
export function backoffMs(attempts: number, random: number): number {
  const ceilingMs = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, attempts - 1));
  return Math.round(ceilingMs * (0.5 + random / 2));
}
