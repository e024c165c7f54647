import { FixedClock } from '../../kernel/clock.js';
import { MemoryCache } from './memory-cache.js';

const caching = { ttlMs: 60_000, tags: ['a'] };

describe('a value that was kept', () => {
  const keep = async (value: unknown) => {
    const cache = new MemoryCache({ clock: new FixedClock('2026-03-10T06:00:00Z'), maxBytes: 1_000_000 });
    await cache.getOrLoad('key', caching, () => Promise.resolve(value));
    return cache.getOrLoad<unknown>('key', caching, () => Promise.reject(new Error('It was not kept.')));
  };

  it.each([
    ['texts', { text: 'ए"\n', etag: 'W/"x"', link: null }],
    ['a text', 'text'],
    ['numbers', { one: 1, none: undefined }],
    ['instants', { at: new Date(0) }],
    ['a text and nothing said', { text: 'a', none: undefined }],
    ['what renders itself', { text: 'a', toJSON: () => ({ text: 'b' }) }],
    ['a list', ['a', 'b']],
    ['more within', { list: [{ text: 'a' }] }],
  ])('is what its JSON says: %s', async (_what, value) => {
    expect(await keep(value)).toEqual(JSON.parse(JSON.stringify(value)));
  });

  it('is a frozen copy, of texts alone as of what is deeper', async () => {
    for (const value of [{ text: 'before' }, { text: 'before', deeper: { list: [] } }]) {
      const kept = await keep(value);
      value.text = 'after';
      expect(kept).toMatchObject({ text: 'before' });
      expect(Object.isFrozen(kept)).toBe(true);
    }
  });

  it('takes room by its length, so that long texts give way too', async () => {
    const cache = new MemoryCache({ clock: new FixedClock('2026-03-10T06:00:00Z'), maxBytes: 1_000 });
    let loads = 0;
    const ask = (key: string) =>
      cache.getOrLoad(key, caching, () => {
        loads += 1;
        return Promise.resolve({ text: 'x'.repeat(600) });
      });
    for (const key of ['one', 'two', 'two', 'one']) await ask(key);
    expect(loads).toBe(3);
  });
});
