import { Global, Module } from '@nestjs/common';
import { LogConfig } from '../../config/sections.js';
import { Clock, SystemClock } from '../../kernel/clock.js';
import { Log, createLog } from './log.js';

/** The log and the clock: what everything else may ask for. */
@Global()
@Module({
  providers: [
    { provide: Log, inject: [LogConfig], useFactory: ({ level }: LogConfig) => createLog(level) },
    { provide: Clock, useClass: SystemClock },
  ],
  exports: [Log, Clock],
})
export class TelemetryModule {}
