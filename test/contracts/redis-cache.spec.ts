import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '../../scripts/services.mjs';
import type { Service } from '../../scripts/services.mjs';
import { RedisConfig } from '../../src/config/sections.js';
import { FixedClock } from '../../src/kernel/clock.js';
import type { Cache } from '../../src/platform/cache/cache.js';
import { MemoryCache } from '../../src/platform/cache/memory-cache.js';
import { RedisCache } from '../../src/platform/cache/redis-cache.js';
import { RedisRateLimiter } from '../../src/platform/rate-limit/rate-limiter.js';
import { RedisConnections } from '../../src/platform/redis/redis-connections.js';
import { createLog } from '../../src/platform/telemetry/log.js';
import { describeOnRedis } from '../redis.js';
import { Source, cacheContract, until } from './cache.contract.js';
import type { CacheHarness } from './cache.contract.js';

const log = createLog('silent');

class SharedRedis {
  private readonly folder = mkdtempSync(join(tmpdir(), 'nexora-redis-cache-'));
  private readonly connections: RedisConnections[] = [];
  private service: Service | null = null;
  private caches = 0;

  async start(): Promise<void> {
    this.service = await startRedis(this.folder, this.service ? { port: this.service.port } : {});
  }

  async stop(): Promise<void> {
    await this.service?.stop();
  }

  /** Ends what a test has connected, which would else come back to whatever a later one starts. */
  disconnect(): void {
    for (const each of this.connections.splice(0)) each.close();
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  connect(): RedisConnections {
    const config = new RedisConfig({ REDIS_URL: this.service?.url }, []);
    const connections = new RedisConnections(config, log);
    this.connections.push(connections);
    return connections;
  }

  /** Two processes' worth of caches. */
  async harness(): Promise<CacheHarness> {
    const clock = new FixedClock('2026-03-10T06:00:00Z');
    this.caches += 1;
    const prefix = `test-${this.caches}:`;
    return { clock, cache: await this.cacheOn(clock, prefix), other: await this.cacheOn(clock, prefix) };
  }

  private async cacheOn(clock: FixedClock, prefix: string): Promise<RedisCache> {
    const connections = this.connect();
    const cache = new RedisCache({
      redis: connections.commands,
      openListener: () => connections.open(),
      near: new MemoryCache({ clock, maxBytes: 1_000_000 }),
      clock,
      log,
      prefix,
    });
    // It tells everybody who watches once it has begun to hear.
    let isListening = false;
    cache.watch('anything', () => (isListening = true));
    cache.open();
    await until(() => isListening);
    return cache;
  }
}

describeOnRedis('on Redis', () => {
  const shared = new SharedRedis();
  const caching = { ttlMs: 60_000, tags: ['catalogue'] };

  beforeAll(() => shared.start());
  afterEach(() => shared.disconnect());
  afterAll(() => shared.end());

  cacheContract('RedisCache', () => shared.harness());

  it('spares other processes a load', async () => {
    const { cache, other } = await shared.harness();
    const source = new Source('value');
    await cache.getOrLoad('a', caching, source.load);
    await other.getOrLoad('a', caching, source.load);
    expect(source.loads).toBe(1);
  });

  it('counts requests of all processes together, however they race', async () => {
    const limit = { name: 'login', requests: 10, windowSeconds: 60 };
    const one = new RedisRateLimiter(shared.connect().commands, 'limit:');
    const two = new RedisRateLimiter(shared.connect().commands, 'limit:');
    for (const each of [one, two]) await each.connect();
    const standings = await Promise.all(
      Array.from({ length: 30 }, (_, at) => (at % 2 ? one : two).add({ limit, subject: 'ip:192.0.2.1' })),
    );
    expect(standings.filter(({ isExceeded }) => !isExceeded)).toHaveLength(10);
    expect((await one.add({ limit, subject: 'ip:192.0.2.2' })).remaining).toBe(9);
  });

  describe('that goes away', () => {
    it('loads for each and refuses nobody; once it is back, it holds nothing from before', async () => {
      const { cache } = await shared.harness();
      const source = new Source('before');
      await cache.getOrLoad('a', caching, source.load);
      await shared.stop();
      source.value = 'meanwhile';
      await until(async () => (await cache.getOrLoad('a', caching, source.load)) === 'meanwhile');
      const { loads } = source;
      await cache.getOrLoad('a', caching, source.load);
      expect(source.loads).toBe(loads + 1);
      await expect(cache.invalidate('catalogue')).rejects.toMatchObject({ kind: 'unavailable' });
      await shared.start();
      await keptAgain(cache, source);
    });

    it('leaves each process to count by itself', async () => {
      const limit = { name: 'chat', requests: 2, windowSeconds: 60 };
      const limiter = new RedisRateLimiter(shared.connect().commands, 'alone:');
      await shared.stop();
      await limiter.connect();
      const standings = [];
      for (let at = 0; at < 3; at += 1) standings.push(await limiter.add({ limit, subject: 'customer:1' }));
      expect(standings.map(({ isExceeded }) => isExceeded)).toEqual([false, false, true]);
      await shared.start();
    });
  });
});

/** Waits until two reads in a row cost no load. */
async function keptAgain(cache: Cache, source: Source<string>): Promise<void> {
  const caching = { ttlMs: 60_000, tags: ['catalogue'] };
  await until(async () => {
    const before = source.loads;
    await cache.getOrLoad('b', caching, source.load);
    await cache.getOrLoad('b', caching, source.load);
    return source.loads === before;
  });
}
