import type { FixedClock } from '../../src/kernel/clock.js';
import type { Cache } from '../../src/platform/cache/cache.js';

/** A cache on a clock that stands still, and another that shares its values where caches do. */
export interface CacheHarness {
  readonly clock: FixedClock;
  readonly cache: Cache;
  /** The cache of another process; the same one where nothing is shared. */
  readonly other: Cache;
  /** How long, in milliseconds, what is on its way may take; shorter where nothing is. */
  readonly patienceMs?: number;
}

export interface CacheLaw {
  readonly fact: string;
  readonly check: (harness: CacheHarness) => Promise<void>;
}

/** Counts the loads of a value that can be changed meanwhile. */
export class Source<T> {
  loads = 0;

  constructor(public value: T) {}

  readonly load = async (): Promise<T> => {
    this.loads += 1;
    const seen = this.value;
    await turn();
    return seen;
  };
}

/** A load that ends when it is told to. */
export class SlowSource {
  private readonly waiting: ((value: string) => void)[] = [];

  constructor(private readonly patienceMs?: number) {}

  readonly load = (): Promise<string> => new Promise((resolve) => this.waiting.push(resolve));

  /** Waits for the `at`th load to have begun, and ends it. */
  async finish(at: number, value: string): Promise<void> {
    await until(() => this.waiting.length > at, this.patienceMs);
    this.waiting[at]?.(value);
  }

  async begun(count: number): Promise<void> {
    await until(() => this.waiting.length >= count, this.patienceMs);
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** How long a busy machine may take over what is done in milliseconds. */
const usualPatienceMs = 15_000;

/** Gives way to whatever is on its way until something holds. @throws Error when it never does */
export async function until(
  holds: () => boolean | Promise<boolean>,
  patienceMs = usualPatienceMs,
): Promise<void> {
  const givenUpMs = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > givenUpMs) throw new Error('It does not come to hold.');
    await turn();
  }
}

const caching = { ttlMs: 60_000, tags: ['catalogue'] };
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

export const cacheLaws: readonly CacheLaw[] = [
  {
    fact: 'loads a value once and gives it out until it expires',
    check: async ({ cache, clock }) => {
      const source = new Source('first');
      expect(await cache.getOrLoad('a', caching, source.load)).toBe('first');
      source.value = 'second';
      clock.advance(59_999);
      expect(await cache.getOrLoad('a', caching, source.load)).toBe('first');
      clock.advance(1);
      expect(await cache.getOrLoad('a', caching, source.load)).toBe('second');
      expect(source.loads).toBe(2);
    },
  },
  {
    fact: 'keeps each key to itself',
    check: async ({ cache }) => {
      expect(await cache.getOrLoad('a', caching, new Source('of a').load)).toBe('of a');
      expect(await cache.getOrLoad('b', caching, new Source('of b').load)).toBe('of b');
      expect(await cache.getOrLoad('a', caching, new Source('again').load)).toBe('of a');
    },
  },
  {
    fact: 'lets simultaneous callers share one load',
    check: async ({ cache }) => {
      const source = new Source({ rows: [1, 2, 3] });
      const answers = await Promise.all(times(20, () => cache.getOrLoad('a', caching, source.load)));
      expect(source.loads).toBe(1);
      for (const each of answers) expect(each).toEqual({ rows: [1, 2, 3] });
    },
  },
  {
    fact: 'tells every waiting caller of a failure, and keeps nothing of it',
    check: async ({ cache }) => {
      const failing = () => Promise.reject(new Error('no such row'));
      const outcomes = await Promise.allSettled(times(3, () => cache.getOrLoad('a', caching, failing)));
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      expect(await cache.getOrLoad('a', caching, new Source('there').load)).toBe('there');
    },
  },
  {
    fact: 'loads again what has a tag that changed, and nothing else',
    check: async ({ cache }) => {
      const [tagged, twice, other] = [new Source('a'), new Source('b'), new Source('c')];
      const read = async () => {
        await cache.getOrLoad('tagged', caching, tagged.load);
        await cache.getOrLoad('twice', { ttlMs: 60_000, tags: ['x', 'catalogue'] }, twice.load);
        await cache.getOrLoad('other', { ttlMs: 60_000, tags: ['x'] }, other.load);
      };
      await read();
      await cache.invalidate('catalogue');
      await read();
      expect([tagged.loads, twice.loads, other.loads]).toEqual([2, 2, 1]);
    },
  },
  {
    fact: 'never gives a later caller what was being loaded while its tag changed',
    check: async ({ cache, patienceMs }) => {
      const slow = new SlowSource(patienceMs);
      const early = cache.getOrLoad('a', caching, slow.load);
      await slow.begun(1);
      await cache.invalidate('catalogue');
      const late = cache.getOrLoad('a', caching, slow.load);
      await slow.finish(1, 'new');
      expect(await late).toBe('new');
      await slow.finish(0, 'old');
      expect(await early).toBe('old');
      expect(await cache.getOrLoad('a', caching, new Source('newer').load)).toBe('new');
    },
  },
  {
    fact: 'lets nobody change what others are given',
    check: async ({ cache }) => {
      const given = await cache.getOrLoad('a', caching, new Source({ rows: [{ price: 1 }] }).load);
      const change = () => {
        given.rows.push({ price: 2 });
      };
      expect(change).toThrow(TypeError);
      const again = await cache.getOrLoad('a', caching, new Source({ rows: [{ price: 3 }] }).load);
      expect(again).toEqual({ rows: [{ price: 1 }] });
    },
  },
  {
    fact: 'keeps what is falsy like anything else',
    check: async ({ cache }) => {
      for (const value of [null, 0, '', false]) {
        const source = new Source(value);
        for (let at = 0; at < 2; at += 1)
          expect(await cache.getOrLoad(`key of ${String(value)}`, caching, source.load)).toBe(value);
        expect(source.loads).toBe(1);
      }
    },
  },
  {
    fact: 'tells those who watch a tag, here and elsewhere, each time it changes',
    check: async ({ cache, other, patienceMs }) => {
      const heard: string[] = [];
      cache.watch('catalogue', () => heard.push('here'));
      other.watch('catalogue', () => heard.push('there'));
      other.watch('staff', () => heard.push('never'));
      heard.length = 0;
      await cache.invalidate('catalogue');
      expect(heard).toContain('here');
      await until(() => heard.includes('there'), patienceMs);
      expect([...new Set(heard)].sort()).toEqual(['here', 'there']);
    },
  },
  {
    fact: 'makes other processes load again what changed here',
    check: async ({ cache, other, patienceMs }) => {
      const source = new Source('first');
      await cache.getOrLoad('a', caching, source.load);
      expect(await other.getOrLoad('a', caching, source.load)).toBe('first');
      source.value = 'second';
      await cache.invalidate('catalogue');
      expect(await cache.getOrLoad('a', caching, source.load)).toBe('second');
      await until(async () => (await other.getOrLoad('a', caching, source.load)) === 'second', patienceMs);
    },
  },
  {
    fact: 'holds nothing old for others that was loaded before they could hear of a change',
    check: async ({ cache, other, patienceMs }) => {
      const slow = new SlowSource(patienceMs);
      const elsewhere = other.getOrLoad('a', caching, slow.load);
      await slow.begun(1);
      await cache.invalidate('catalogue');
      await slow.finish(0, 'old');
      expect(await elsewhere).toBe('old');
      const source = new Source('new');
      await until(async () => (await cache.getOrLoad('a', caching, source.load)) === 'new', patienceMs);
      await until(async () => (await other.getOrLoad('a', caching, source.load)) === 'new', patienceMs);
    },
  },
];

/** Holds a cache to everything the port promises. */
export function cacheContract(name: string, open: () => CacheHarness | Promise<CacheHarness>): void {
  describe(`the cache port: ${name}`, () => {
    for (const { fact, check } of cacheLaws) it(fact, async () => check(await open()));
  });
}
