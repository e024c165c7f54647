import { FixedClock } from '../../kernel/clock.js';
import { CountedCache } from './counted-cache.js';
import { MemoryCache } from './memory-cache.js';

describe('a cache that is counted', () => {
  it('tells what was kept, what was loaded and what could not be had', async () => {
    const counted: string[] = [];
    const inner = new MemoryCache({ clock: new FixedClock('2025-11-21T05:00:00.000Z'), maxBytes: 1_000 });
    const cache = new CountedCache(inner, (outcome) => counted.push(outcome));
    const caching = { ttlMs: 1_000, tags: ['t'] };
    const ask = () => cache.getOrLoad('k', caching, async () => 1);
    expect([await ask(), await ask()]).toEqual([1, 1]);
    const heard: string[] = [];
    cache.watch('t', () => heard.push('t'));
    await cache.invalidate('t');
    await ask();
    await expect(cache.getOrLoad('other', caching, () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );
    expect(counted).toEqual(['miss', 'hit', 'miss', 'failed']);
    expect(heard).toEqual(['t']);
  });
});
