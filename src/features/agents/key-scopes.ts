import { isWithinScopes } from '../../kernel/actor.js';
import type { Scope } from '../../kernel/scopes.js';
import type { AgentName } from './coordinator.js';
import type { Patch } from './graph/channels.js';
import type { TurnContext, TurnState } from './turn-state.js';

/** What an API key has to be allowed for an agent to work for it (ID-8): the scopes of the routes that do the same. */
const scopesOf: Partial<Record<AgentName, readonly Scope[]>> = {
  bookings: ['bookings.read'],
  booking: ['bookings.write', 'addresses.read', 'addresses.write'],
  cancellation: ['bookings.read', 'bookings.write'],
};

type Run = (state: Readonly<TurnState>, context: TurnContext) => Promise<Patch<TurnState>>;

/**
 * The agent, for those who may have its work done. An API key that may not is told which scope it lacks, and changes
 * nothing of what its owner has under way in the thread.
 */
export function withinScopes(agent: AgentName, run: Run): Run {
  return (state, context) => {
    const missing = (scopesOf[agent] ?? []).find((scope) => !isWithinScopes(context.actor, scope));
    if (missing === undefined) return run(state, context);
    return Promise.resolve({ said: [{ agent, text: context.phrases.keyMayNot(missing) }] });
  };
}
