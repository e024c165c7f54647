import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { migrations } from '../../migrations/index.js';
import { ConfigModule } from '../config/config.module.js';
import type { Configuration } from '../config/configuration.js';
import { AppConfig, AuthConfig } from '../config/sections.js';
import { entities } from '../entities.js';
import type { Clock } from '../kernel/clock.js';
import { openSecrets } from '../platform/auth/open-secrets.js';
import { Secrets } from '../platform/auth/secrets.js';
import { SigningKeys } from '../platform/auth/signing-keys.js';
import { SigningKeysRepository } from '../platform/auth/signing-keys.repository.js';
import { DatabaseModule } from '../platform/database/database.module.js';
import { TelemetryModule } from '../platform/telemetry/telemetry.module.js';
import { Reencryption } from './reencryption.js';

/** What it takes to make keys and to change them, and nothing that serves anybody. */
@Module({})
export class KeysModule {
  static with(configuration: Configuration, clock?: Clock): DynamicModule {
    return {
      module: KeysModule,
      imports: [
        ConfigModule.with(configuration),
        TelemetryModule.with({ clock }),
        DatabaseModule.with({ entities, migrations }),
      ],
      providers: [
        {
          provide: Secrets,
          inject: [AuthConfig, AppConfig],
          useFactory: openSecrets,
        },
        SigningKeys,
        SigningKeysRepository,
        Reencryption,
      ],
      exports: [Secrets],
    };
  }
}
