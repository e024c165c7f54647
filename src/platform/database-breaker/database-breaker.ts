import {
  ConsecutiveBreaker,
  ConstantBackoff,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import type { IPolicy } from 'cockatiel';
import { DatabaseUnavailable } from '../database/database-errors.js';
import type { Log } from '../telemetry/log.js';

export interface BreakerOptions {
  /** Calls in a row that find no database before the others are refused without trying. */
  failures: number;
  /** How long calls are refused before one is let through to see whether the database is back. */
  retryAfterMs: number;
  /** Told when calls begin and cease to be refused. */
  turned: (isOpen: boolean) => void;
}

const retries = 2;
const retryPauseMs = 50;

/** The breaker of a process: tries every second, and tells the log. */
export function databaseBreaker(log: Log): DatabaseBreaker {
  return new DatabaseBreaker({
    failures: 3,
    retryAfterMs: 1_000,
    turned: (isOpen) =>
      isOpen
        ? log.error({}, 'The database is away; calls are refused until it answers.')
        : log.info({}, 'The database answers again.'),
  });
}

/**
 * Stands before the database: while it is away every call is refused at once instead of waiting for a connection,
 * and the first call that gets through lets the others in again. A read that lost its connection is tried again; a
 * write is not, since nobody can tell whether its commit arrived (whoever asked repeats it under its key).
 * Refusals of the rules (DomainError) and faults of ours are answers of a database that is there.
 */
export class DatabaseBreaker {
  private readonly once: IPolicy;
  private readonly repeated: IPolicy;
  private readonly retryAfterSeconds: number;

  constructor({ failures, retryAfterMs, turned }: BreakerOptions) {
    const away = handleWhen((error) => error instanceof DatabaseUnavailable);
    const breaker = circuitBreaker(away, {
      halfOpenAfter: retryAfterMs,
      breaker: new ConsecutiveBreaker(failures),
    });
    breaker.onBreak(() => turned(true));
    breaker.onReset(() => turned(false));
    this.once = breaker;
    this.repeated = wrap(
      breaker,
      retry(away, { maxAttempts: retries, backoff: new ConstantBackoff(retryPauseMs) }),
    );
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  }

  /** @throws DatabaseUnavailable */
  async guard<T>(work: () => Promise<T>, call: 'run' | 'read'): Promise<T> {
    try {
      return await (call === 'read' ? this.repeated : this.once).execute(work);
    } catch (error) {
      throw isBrokenCircuitError(error) ? new DatabaseUnavailable(this.retryAfterSeconds) : error;
    }
  }
}
