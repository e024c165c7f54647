import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Configuration } from './configuration.js';
import { sections } from './sections.js';

@Global()
@Module({})
export class ConfigModule {
  static with(configuration: Configuration): DynamicModule {
    const providers = sections.map((each) => ({ provide: each, useValue: configuration.of(each) }));
    return { module: ConfigModule, providers, exports: [...sections] };
  }
}
