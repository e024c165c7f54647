import type { Permission } from './permissions.js';

/** Who a token speaks for (ID-2). */
export type Audience = 'customer' | 'provider' | 'staff' | 'guest' | 'api';

/** By which door an act came in; written into events. */
export type Channel = 'rest' | 'chat' | 'job' | 'seed';

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
}

export const systemActor: Actor = { kind: 'system', id: 'system', channel: 'job' };

export function isStaff(actor: Actor): boolean {
  return actor.kind === 'staff';
}
