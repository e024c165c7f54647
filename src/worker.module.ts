import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AppModule } from './app.module.js';
import type { AppOptions } from './app.module.js';
import type { Configuration } from './config/configuration.js';

/** A worker: the whole application, whose services the jobs call, without a server in front of it. */
@Module({})
export class WorkerModule {
  static with(configuration: Configuration, options: AppOptions = {}): DynamicModule {
    return { module: WorkerModule, imports: [AppModule.with(configuration, options)] };
  }
}
