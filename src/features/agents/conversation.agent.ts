import { Injectable } from '@nestjs/common';
import { isWithinScopes } from '../../kernel/actor.js';
import { UsersService } from '../users/index.js';
import type { Patch } from './graph/channels.js';
import type { Said, TurnContext, TurnState } from './turn-state.js';

/** Greets, thanks, warns, and says plainly what it cannot do. */
@Injectable()
export class ConversationAgent {
  constructor(private readonly users: UsersService) {}

  async run(state: Readonly<TurnState>, context: TurnContext): Promise<Patch<TurnState>> {
    return { said: [{ agent: 'conversation', ...(await this.words(state, context)) }] };
  }

  private async words(
    { plan, lastOrder }: Readonly<TurnState>,
    { phrases, actor }: TurnContext,
  ): Promise<Omit<Said, 'agent'>> {
    const { book, price, myBookings } = phrases.suggestions;
    const suggestions = [book, price, myBookings];
    switch (plan.conversation) {
      case 'greeting': {
        const isKnown = actor.kind === 'customer' && isWithinScopes(actor, 'profile.read');
        const name = isKnown ? (await this.users.getProfile(actor)).firstName : null;
        return { text: `${phrases.greeting(name)} ${phrases.whatICanDo}`, suggestions };
      }
      case 'thanks':
        return { text: phrases.thanks, suggestions: [book] };
      case 'safety':
        return { text: phrases.safety };
      case 'nothing_open':
        return { text: lastOrder ? phrases.alreadyBooked(lastOrder) : phrases.nothingOpen, suggestions };
      case 'not_yet': {
        const topic = phrases.topics[plan.topic ?? ''] ?? plan.topic ?? '';
        return { text: `${phrases.notYet(topic)} ${phrases.whatICanDo}`, suggestions };
      }
      case 'out_of_scope':
        return { text: `${phrases.outOfScope} ${phrases.whatICanDo}`, suggestions };
      default:
        return { text: `${phrases.unclear} ${phrases.whatICanDo}`, suggestions };
    }
  }
}
