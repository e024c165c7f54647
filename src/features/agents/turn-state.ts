import type { Actor } from '../../kernel/actor.js';
import type { AnswerOption, AnswerProposal, Awaiting } from '../chat/index.js';
import type { AgentName, Plan } from './coordinator.js';
import type { Flow, Topic } from './dialog.js';
import { appended, latest } from './graph/channels.js';
import type { Channels } from './graph/channels.js';
import type { Phrasebook } from './replies/phrasebook.js';
import type { Understood } from './understanding.js';
import type { Speaker } from './words.js';

/** What one agent says this turn, with what it asks for, proposes or has done. */
export interface Said {
  agent: AgentName;
  text: string;
  awaiting?: Awaiting;
  options?: readonly AnswerOption[];
  proposal?: AnswerProposal;
  action?: { kind: string; id: string; summary: string };
  suggestions?: readonly string[];
  handoff?: boolean;
}

/** The state of one turn as it goes through the graph. */
export interface TurnState {
  understood: Understood | null;
  plan: Plan;
  flow: Flow | null;
  aside: readonly Flow[];
  topic: Topic;
  lastOrder: string | null;
  said: readonly Said[];
}

export const turnChannels: Channels<TurnState> = {
  understood: latest<Understood | null>(() => null),
  plan: latest<Plan>(() => ({})),
  flow: latest<Flow | null>(() => null),
  aside: latest<readonly Flow[]>(() => []),
  topic: latest<Topic>(() => ({ serviceId: null, pincode: null, on: null })),
  lastOrder: latest<string | null>(() => null),
  said: appended<Said>(),
};

/** What the agents are handed beside the state: who talks, when, and how to speak to them. */
export interface TurnContext extends Speaker {
  actor: Actor;
  threadId: string;
  turnId: string;
  /** When the message was sent. */
  at: Date;
  phrases: Phrasebook;
  isHindi: boolean;
}

/** The message as understood; every agent runs after it has been. */
export function understoodOf({ understood }: Pick<TurnState, 'understood'>): Understood {
  if (!understood) throw new Error('An agent was called before the message was understood.');
  return understood;
}
