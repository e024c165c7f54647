import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata, Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { UsersModule } from '../users/index.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { KeySignInController } from './key-sign-in.controller.js';
import { KeySignInService } from './key-sign-in.service.js';
import { RequestSignatures } from './request-signatures.js';
import { SignedRequestGuard } from './signed-request.guard.js';

@Module({})
export class ApiKeysModule {
  /** @param assistants provides `AssistantDirectory` */
  static with({
    imports = [],
    assistants,
  }: {
    imports?: NonNullable<ModuleMetadata['imports']>;
    assistants: Provider;
  }): DynamicModule {
    return {
      module: ApiKeysModule,
      imports: [UsersModule, ...imports],
      controllers: [ApiKeysController, KeySignInController],
      providers: [
        ApiKeysService,
        ApiKeysRepository,
        KeySignInService,
        RequestSignatures,
        assistants,
        { provide: APP_GUARD, useClass: SignedRequestGuard },
      ],
    };
  }
}
