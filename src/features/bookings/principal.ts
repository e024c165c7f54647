import type { Actor, Audience } from '../../kernel/actor.js';

/** Whose hold or cart it is: a customer's, or a guest's before signing in. */
export interface Principal {
  readonly kind: Audience;
  readonly id: string;
}

/** @throws Error for the system, which holds nothing for itself */
export function principalOf({ kind, id }: Actor): Principal {
  if (kind === 'system') throw new Error('The system has no holds and no cart.');
  return { kind, id };
}
