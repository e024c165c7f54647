import { Global, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { RedisConfig } from '../../config/sections.js';
import { Log } from '../telemetry/log.js';
import { RedisConnections } from './redis-connections.js';

/** Redis, for everybody who can use it. It is in the application only when REDIS_URL is set: inject it as optional. */
@Global()
@Module({
  providers: [
    {
      provide: RedisConnections,
      inject: [RedisConfig, Log],
      useFactory: (settings: RedisConfig, log: Log) => new RedisConnections(settings, log),
    },
    { provide: Redis, inject: [RedisConnections], useFactory: ({ commands }: RedisConnections) => commands },
  ],
  exports: [RedisConnections, Redis],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(private readonly connections: RedisConnections) {}

  onApplicationShutdown(): void {
    this.connections.close();
  }
}
