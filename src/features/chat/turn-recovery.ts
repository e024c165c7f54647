import { Injectable } from '@nestjs/common';
import type { Actor, Audience } from '../../kernel/actor.js';
import { outsideCommand } from '../../platform/database/command-context.js';
import { Schedule } from '../../platform/jobs/job.decorators.js';
import { ChatService } from './chat.service.js';

/** Finishes turns that a crash cut off (ASSISTANT.md 1.1). */
@Injectable()
export class TurnRecovery {
  constructor(private readonly chat: ChatService) {}

  @Schedule('chat.recover-turns', { everyMs: 15_000 })
  async recover(): Promise<void> {
    await outsideCommand(() => this.chat.recover(actorOf));
  }
}

function actorOf(principal: string): Actor {
  const [kind = '', id = ''] = principal.split(':');
  return { kind: kind as Audience, id, channel: 'chat' };
}
