import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { CacheModule } from '../cache/cache.module.js';
import { Log } from '../telemetry/log.js';
import { ProblemFilter } from './problem.filter.js';
import { TimeLimitGuard } from './time-limit.guard.js';
import { RequestValidationPipe } from './validation.pipe.js';

/** What every route passes through before its own. */
@Module({
  imports: [CacheModule],
  providers: [
    { provide: ProblemFilter, inject: [Log], useFactory: (log: Log) => new ProblemFilter(log) },
    { provide: APP_FILTER, useExisting: ProblemFilter },
    { provide: APP_PIPE, useClass: RequestValidationPipe },
    { provide: APP_GUARD, useClass: TimeLimitGuard },
  ],
})
export class HttpModule {}
