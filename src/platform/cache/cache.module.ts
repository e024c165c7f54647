import { Global, Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CacheConfig, RedisConfig } from '../../config/sections.js';
import { Clock } from '../../kernel/clock.js';
import { RedisConnections } from '../redis/redis-connections.js';
import { Log } from '../telemetry/log.js';
import { Metrics } from '../telemetry/metrics.js';
import { Cache } from './cache.js';
import { CountedCache } from './counted-cache.js';
import { MemoryCache } from './memory-cache.js';
import { RedisCache } from './redis-cache.js';

/** The cache: in Redis where there is one, else in the process. */
@Global()
@Module({
  providers: [
    {
      provide: Cache,
      inject: [
        CacheConfig,
        RedisConfig,
        Clock,
        Log,
        { token: Metrics, optional: true },
        { token: RedisConnections, optional: true },
      ],
      useFactory: (
        { maxBytes }: CacheConfig,
        { prefix }: RedisConfig,
        clock: Clock,
        log: Log,
        metrics?: Metrics,
        connections?: RedisConnections,
      ): Cache => {
        const near = new MemoryCache({ clock, maxBytes });
        const counted = (cache: Cache) =>
          metrics ? new CountedCache(cache, (outcome) => metrics.countCacheLookup(outcome)) : cache;
        if (!connections) return counted(near);
        const openListener = () => connections.open();
        const redis = connections.commands;
        return counted(new RedisCache({ redis, openListener, near, clock, log, prefix: `${prefix}:cache:` }));
      },
    },
  ],
  exports: [Cache],
})
export class CacheModule implements OnModuleInit {
  constructor(@Inject(Cache) private readonly cache: Cache) {}

  onModuleInit(): void {
    const inner = this.cache instanceof CountedCache ? this.cache.inner : this.cache;
    if (inner instanceof RedisCache) inner.open();
  }
}
