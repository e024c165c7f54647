import { FixedClock } from '../../src/kernel/clock.js';
import { Cache } from '../../src/platform/cache/cache.js';
import type { Caching } from '../../src/platform/cache/cache.js';
import { MemoryCache } from '../../src/platform/cache/memory-cache.js';
import { Source, cacheContract, cacheLaws } from './cache.contract.js';
import type { CacheHarness } from './cache.contract.js';

const startsAt = '2026-03-10T06:00:00Z';

function harness(): CacheHarness {
  const clock = new FixedClock(startsAt);
  const cache = new MemoryCache({ clock, maxBytes: 1_000_000 });
  return { clock, cache, other: cache };
}

cacheContract('MemoryCache', harness);

describe('a cache within the process', () => {
  const caching = { ttlMs: 60_000, tags: [] };

  it('gives up what was used longest ago when it is full', async () => {
    const cache = new MemoryCache({ clock: new FixedClock(startsAt), maxBytes: 300 });
    const sources = Array.from({ length: 4 }, () => new Source('x'.repeat(90)));
    for (const [at, { load }] of sources.entries()) await cache.getOrLoad(`k${at}`, caching, load);
    for (const at of [3, 2, 0]) await cache.getOrLoad(`k${at}`, caching, sources[at]?.load ?? fail);
    expect(sources.map(({ loads }) => loads)).toEqual([2, 1, 1, 1]);
  });

  it('still shares loads when it may keep nothing', async () => {
    const cache = new MemoryCache({ clock: new FixedClock(startsAt), maxBytes: 0 });
    const source = new Source('value');
    await Promise.all([1, 2, 3].map(() => cache.getOrLoad('a', caching, source.load)));
    await cache.getOrLoad('a', caching, source.load);
    expect(source.loads).toBe(2);
  });
});

function fail(): Promise<string> {
  throw new Error('there is no such source');
}

interface Defects {
  readonly neverExpires?: boolean;
  readonly oneKeyForAll?: boolean;
  readonly loadsEach?: boolean;
  readonly keepsFailures?: boolean;
  readonly ignoresTags?: boolean;
  readonly forgetsEverything?: boolean;
  readonly keepsWhatWasOnItsWay?: boolean;
  readonly handsOutItsOwn?: boolean;
  readonly missesFalsy?: boolean;
  readonly tellsNobody?: boolean;
}

/** The simplest cache, to be broken in one place. */
class BreakableCache extends Cache {
  private readonly kept = new Map<string, { value: Promise<unknown>; caching: Caching; expiresMs: number }>();
  private readonly watchers: [string, () => void][] = [];

  constructor(
    private readonly clock: FixedClock,
    private readonly defects: Defects,
  ) {
    super();
  }

  async getOrLoad<T>(given: string, caching: Caching, load: () => Promise<T>): Promise<T> {
    const key = this.defects.oneKeyForAll ? 'all' : given;
    const held = this.kept.get(key);
    const isFresh = held && (this.defects.neverExpires || this.clock.now().getTime() < held.expiresMs);
    if (isFresh && !this.defects.loadsEach) {
      const value = (await held.value) as T;
      if (value || !this.defects.missesFalsy) return value;
    }
    const value = load().then((made) => (this.defects.handsOutItsOwn ? made : frozen(made)));
    const entry = { value, caching, expiresMs: this.clock.now().getTime() + caching.ttlMs };
    this.kept.set(key, entry);
    if (this.defects.keepsWhatWasOnItsWay)
      void value.then(() => this.kept.set(key, entry)).catch(() => undefined);
    if (!this.defects.keepsFailures) value.catch(() => this.kept.get(key) === entry && this.kept.delete(key));
    return value;
  }

  async invalidate(tag: string): Promise<void> {
    for (const [key, { caching }] of this.kept)
      if (this.defects.forgetsEverything || (caching.tags.includes(tag) && !this.defects.ignoresTags))
        this.kept.delete(key);
    if (!this.defects.tellsNobody) for (const [watched, heard] of this.watchers) if (watched === tag) heard();
  }

  watch(tag: string, heard: () => void): void {
    this.watchers.push([tag, heard]);
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) frozen(each);
    Object.freeze(value);
  }
  return value;
}

async function brokenFacts(defects: Defects): Promise<string[]> {
  const broken: string[] = [];
  for (const { fact, check } of cacheLaws) {
    const clock = new FixedClock(startsAt);
    const cache = new BreakableCache(clock, defects);
    await check({ clock, cache, other: cache, patienceMs: 200 }).catch(() => broken.push(fact));
  }
  return broken;
}

describe('the cache contract', () => {
  it('passes the breakable cache while nothing is broken', async () => {
    expect(await brokenFacts({})).toEqual([]);
  });

  it.each<[string, Defects, string]>([
    ['never lets anything expire', { neverExpires: true }, 'until it expires'],
    ['mixes up keys', { oneKeyForAll: true }, 'keeps each key to itself'],
    ['loads for everyone', { loadsEach: true }, 'share one load'],
    ['keeps failures', { keepsFailures: true }, 'tells every waiting caller of a failure'],
    ['does not mind tags', { ignoresTags: true }, 'loads again what has a tag that changed'],
    ['forgets everything', { forgetsEverything: true }, 'and nothing else'],
    ['keeps what was on its way', { keepsWhatWasOnItsWay: true }, 'while its tag changed'],
    ['hands out its own', { handsOutItsOwn: true }, 'lets nobody change'],
    ['takes falsy for missing', { missesFalsy: true }, 'keeps what is falsy'],
    ['tells nobody', { tellsNobody: true }, 'tells those who watch'],
  ])('fails a cache that %s', async (_name, defects, fact) => {
    expect((await brokenFacts(defects)).filter((each) => each.includes(fact))).toHaveLength(1);
  });
});
