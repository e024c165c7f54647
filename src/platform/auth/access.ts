import 'reflect-metadata';
import type { Audience } from '../../kernel/actor.js';
import type { Permission } from '../../kernel/permissions.js';

/** Who may call a route (ID-4); exactly one answer a route. */
export type Access =
  | { to: 'anyone'; token: 'read' | 'ignored' }
  | { to: 'audiences'; audiences: readonly Audience[] }
  | { to: 'staff'; permissions: readonly Permission[] };

export const accessMetadata = 'nexora:access';

/** What the route says, or its controller for all of its routes; null when neither does: closed. */
export function accessOf(handler: object, controller: object): Access | null {
  const own = Reflect.getMetadata(accessMetadata, handler) as Access | undefined;
  return own ?? (Reflect.getMetadata(accessMetadata, controller) as Access | undefined) ?? null;
}

/** Whether a route says who may call it. An architecture test lists those that do not. */
export function isGuarded(handler: object, controller: object): boolean {
  return accessOf(handler, controller) !== null;
}
