import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Count, Limit } from './rate-limits.js';

/** Where a count stands after a request was added to it. */
export interface Standing {
  readonly limit: Limit;
  readonly isExceeded: boolean;
  readonly remaining: number;
  /** Until the window ends. */
  readonly resetSeconds: number;
}

/** Counts requests; injection token. */
export abstract class RateLimiter {
  /** Adds a request to a count. Never refuses because counting failed: it then counts by itself. */
  abstract add(count: Count): Promise<Standing>;
}

/** Counts in fixed windows, one store of counts a limit. */
abstract class WindowedRateLimiter extends RateLimiter {
  private readonly stores = new Map<string, RateLimiterAbstract>();

  async add({ limit, subject }: Count): Promise<Standing> {
    try {
      return standing(limit, false, await this.storeOf(limit).consume(subject));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return standing(limit, true, refusal);
      throw refusal;
    }
  }

  protected abstract open(limit: Limit): RateLimiterAbstract;

  private storeOf(limit: Limit): RateLimiterAbstract {
    const known = this.stores.get(limit.name);
    if (known) return known;
    const store = this.open(limit);
    this.stores.set(limit.name, store);
    return store;
  }
}

/** Counts within the process. */
export class MemoryRateLimiter extends WindowedRateLimiter {
  protected override open(limit: Limit): RateLimiterAbstract {
    return new RateLimiterMemory(inMemory(limit));
  }
}

/** Counts in Redis, for all processes together; while it is away each process counts by itself. */
export class RedisRateLimiter extends WindowedRateLimiter {
  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
  ) {
    super();
  }

  /** Connects a lazy connection, since counting does not wait for one. */
  async connect(): Promise<void> {
    if (this.redis.status === 'wait') await this.redis.connect().catch(() => undefined);
  }

  protected override open(limit: Limit): RateLimiterAbstract {
    return new RateLimiterRedis({
      storeClient: this.redis,
      keyPrefix: `${this.prefix}${limit.name}`,
      points: limit.requests,
      duration: limit.windowSeconds,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory(inMemory(limit)),
    });
  }
}

function inMemory({ name, requests, windowSeconds }: Limit) {
  return { keyPrefix: name, points: requests, duration: windowSeconds };
}

function standing(
  limit: Limit,
  isExceeded: boolean,
  { remainingPoints, msBeforeNext }: RateLimiterRes,
): Standing {
  return {
    limit,
    isExceeded,
    remaining: Math.max(0, remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
  };
}
