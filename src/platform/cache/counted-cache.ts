import type { CacheOutcome } from '../telemetry/metrics.js';
import { Cache } from './cache.js';
import type { Caching } from './cache.js';

/** Any cache, telling of each value asked of it whether it had to be loaded for this caller. */
export class CountedCache extends Cache {
  constructor(
    readonly inner: Cache,
    private readonly count: (outcome: CacheOutcome) => void,
  ) {
    super();
  }

  async getOrLoad<T>(key: string, caching: Caching, load: () => Promise<T>): Promise<T> {
    let outcome: CacheOutcome = 'hit';
    try {
      return await this.inner.getOrLoad(key, caching, () => {
        outcome = 'miss';
        return load();
      });
    } catch (error) {
      outcome = 'failed';
      throw error;
    } finally {
      this.count(outcome);
    }
  }

  invalidate(tag: string): Promise<void> {
    return this.inner.invalidate(tag);
  }

  watch(tag: string, heard: () => void): void {
    this.inner.watch(tag, heard);
  }
}
