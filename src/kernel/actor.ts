import type { Permission } from './permissions.js';
import type { Scope } from './scopes.js';

/** Who a token speaks for (ID-2). */
export type Audience = 'customer' | 'provider' | 'staff' | 'guest' | 'api';

/** By which door an act came in; written into events. */
export type Channel = 'rest' | 'chat' | 'job' | 'seed';

/** The API key a request came with (ID-8): what it may do, and for whom. */
export interface KeyInHand {
  readonly id: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly owner: { readonly kind: 'customer' | 'staff'; readonly id: string };
  /** Each request with it has to be signed. */
  readonly isSigned: boolean;
}

/** The principal an act is done for: a signed-in person, or the system itself. */
export interface Actor {
  readonly kind: Audience | 'system';
  /** The user's, staff member's or guest's id; `system` for the system. */
  readonly id: string;
  readonly channel: Channel;
  readonly sessionId?: string;
  /** Staff only: what their role may do, as read with the request. */
  readonly permissions?: ReadonlySet<Permission>;
  readonly level?: number;
  /** When the request came with an API key; on routes that its scopes open, the actor is the key's owner. */
  readonly key?: KeyInHand;
}

export const systemActor: Actor = { kind: 'system', id: 'system', channel: 'job' };

/**
 * Whether an act within that scope is open to the actor: to a person everything that is theirs, to an API key what its
 * scopes name, by whichever door it comes in (ID-8).
 */
export function isWithinScopes({ key }: Actor, scope: Scope): boolean {
  return key === undefined || key.scopes.has(scope);
}

export function isStaff(actor: Actor): boolean {
  return actor.kind === 'staff';
}
