import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { ChatController } from './chat.controller.js';
import { ChatRepository } from './chat.repository.js';
import { ChatService } from './chat.service.js';
import { GuestThreads } from './guest-threads.js';
import { ThreadsController } from './threads.controller.js';
import { ThreadsService } from './threads.service.js';
import { TurnRecovery } from './turn-recovery.js';

@Module({})
export class ChatModule {
  /** @param brain a module that provides and exports `TurnHandler` */
  static thinkingWith(brain: Type | DynamicModule): DynamicModule {
    return {
      module: ChatModule,
      imports: [brain],
      controllers: [ChatController, ThreadsController],
      providers: [ChatRepository, ChatService, GuestThreads, ThreadsService, TurnRecovery],
      exports: [ChatService],
    };
  }
}
