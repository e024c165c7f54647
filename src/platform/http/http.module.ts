import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { CacheModule } from '../cache/cache.module.js';
import { Log } from '../telemetry/log.js';
import { CachedResponseInterceptor } from './cached-response.interceptor.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { PageLinkInterceptor } from './page-link.interceptor.js';
import { ProblemFilter } from './problem.filter.js';
import { TimeLimitInterceptor } from './time-limit.interceptor.js';
import { RequestValidationPipe } from './validation.pipe.js';

/** What every route passes through; the interceptors stand around one another in this order, the first outermost. */
@Module({
  imports: [CacheModule],
  providers: [
    { provide: APP_FILTER, inject: [Log], useFactory: (log: Log) => new ProblemFilter(log) },
    { provide: APP_PIPE, useClass: RequestValidationPipe },
    { provide: APP_INTERCEPTOR, useClass: TimeLimitInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: CachedResponseInterceptor },
    { provide: APP_INTERCEPTOR, useClass: PageLinkInterceptor },
  ],
})
export class HttpModule {}
