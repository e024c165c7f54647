import { BullModule, getQueueToken } from '@nestjs/bull';
import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type Bull from 'bull';
import { JobsConfig, RedisConfig } from '../../config/sections.js';
import { RedisConnections } from '../redis/redis-connections.js';
import { BullCarrier, JobQueue } from './bull-carrier.js';
import { JobCarrier } from './job-carrier.js';
import { jobsParts } from './jobs.module.js';

/**
 * A ticket whose worker is gone goes back to the queue, however often: it does nothing when its job was claimed, and
 * how often a job may be tried is counted in its row.
 */
const unlimited = 1_000_000_000;

/**
 * How long a ticket belongs to the worker who drew it, renewed while it runs. A worker that dies between drawing
 * and claiming leaves its job without a lease that could end, so its ticket comes back in seconds; taking one from
 * a worker that is only slow does no harm.
 */
const ticketMs = 3_000;

/** Options of the queue. Its commands go through the connection of all, its waiting through ones of their own. */
export function queueOptions({ prefix }: RedisConfig, connections: RedisConnections): Bull.QueueOptions {
  return {
    prefix: `${prefix}:queue`,
    createClient: (type) => (type === 'client' ? connections.commands : connections.open()),
    settings: {
      lockDuration: ticketMs,
      lockRenewTime: ticketMs / 3,
      stalledInterval: ticketMs,
      maxStalledCount: unlimited,
      retryProcessDelay: 1_000,
    },
  };
}

/** Jobs kept in the database and run by workers behind a Bull queue. Needs `RedisModule`. */
@Global()
@Module({})
export class BullJobsModule {
  static on({ queue }: JobsConfig): DynamicModule {
    const token = getQueueToken(queue);
    return {
      module: BullJobsModule,
      imports: [
        ...jobsParts.imports,
        BullModule.registerQueueAsync({
          name: queue,
          inject: [RedisConfig, RedisConnections],
          useFactory: queueOptions,
        }),
      ],
      providers: [
        ...jobsParts.providers,
        { provide: JobQueue, useExisting: token },
        { provide: JobCarrier, useClass: BullCarrier },
      ],
      exports: jobsParts.exports,
    };
  }
}
