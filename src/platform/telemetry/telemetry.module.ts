import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { LogConfig } from '../../config/sections.js';
import { Clock, SystemClock } from '../../kernel/clock.js';
import { Log, createLog } from './log.js';

/** The log and the clock: what everything else may ask for. */
@Global()
@Module({})
export class TelemetryModule {
  static with(clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: TelemetryModule,
      providers: [
        { provide: Log, inject: [LogConfig], useFactory: ({ level }: LogConfig) => createLog(level) },
        { provide: Clock, useValue: clock },
      ],
      exports: [Log, Clock],
    };
  }
}
