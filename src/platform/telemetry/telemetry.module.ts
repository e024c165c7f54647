import { Global, Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import type { DestinationStream } from 'pino';
import { AppConfig, LogConfig, TelemetryConfig } from '../../config/sections.js';
import { Clock, SystemClock } from '../../kernel/clock.js';
import { Log, createLog } from './log.js';
import { Metrics } from './metrics.js';
import type { Tracing } from './tracing.js';

const ActiveTracing = Symbol('the tracing, or null when it is off');

export interface TelemetryOptions {
  /** What tells the time; the system's clock when left out. */
  clock?: Clock;
  /** Where log lines go; standard output when left out. */
  logTo?: DestinationStream;
}

/** The log, the clock and the figures: what everything else may ask for. */
@Global()
@Module({})
export class TelemetryModule implements OnApplicationShutdown {
  constructor(
    private readonly metrics: Metrics,
    @Inject(ActiveTracing) private readonly tracing: Tracing | null,
  ) {}

  static with({ clock = new SystemClock(), logTo }: TelemetryOptions = {}): DynamicModule {
    return {
      module: TelemetryModule,
      providers: [
        { provide: Log, inject: [LogConfig], useFactory: ({ level }: LogConfig) => createLog(level, logTo) },
        { provide: Clock, useValue: clock },
        { provide: Metrics, useFactory: () => new Metrics() },
        { provide: ActiveTracing, inject: [TelemetryConfig, AppConfig], useFactory: openTracing },
      ],
      exports: [Log, Clock, Metrics],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    this.metrics.close();
    await this.tracing?.close();
  }
}

/** The exporter is loaded only where it is wanted: it would cost every start a tenth of a second. */
async function openTracing(telemetry: TelemetryConfig, app: AppConfig): Promise<Tracing | null> {
  const { otlpEndpoint: endpoint, serviceName, samplePercent } = telemetry;
  if (endpoint === undefined) return null;
  const { Tracing } = await import('./tracing.js');
  return new Tracing({ endpoint, serviceName, samplePercent, environment: app.environment });
}
