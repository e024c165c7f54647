import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Redis } from 'ioredis';
import { RedisConfig } from '../../config/sections.js';
import { RateLimitGuard } from './rate-limit.guard.js';
import { MemoryRateLimiter, RateLimiter, RedisRateLimiter } from './rate-limiter.js';

/** Rate limits. Imported after `AuthModule`: guards run in the order of their modules. */
@Module({
  providers: [
    {
      provide: RateLimiter,
      inject: [RedisConfig, { token: Redis, optional: true }],
      useFactory: ({ prefix }: RedisConfig, redis?: Redis): RateLimiter =>
        redis ? new RedisRateLimiter(redis, `${prefix}:limit:`) : new MemoryRateLimiter(),
    },
    { provide: APP_GUARD, useClass: RateLimitGuard },
  ],
  exports: [RateLimiter],
})
export class RateLimitModule implements OnModuleInit {
  constructor(@Inject(RateLimiter) private readonly limiter: RateLimiter) {}

  async onModuleInit(): Promise<void> {
    if (this.limiter instanceof RedisRateLimiter) await this.limiter.connect();
  }
}
