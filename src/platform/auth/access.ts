import 'reflect-metadata';
import type { Audience } from '../../kernel/actor.js';
import type { Permission } from '../../kernel/permissions.js';
import type { Scope } from '../../kernel/scopes.js';

/** Who may call a route (ID-4); exactly one answer a route. */
export type Access =
  | { to: 'anyone'; token: 'read' | 'ignored' }
  | { to: 'audiences'; audiences: readonly Audience[] }
  | { to: 'staff'; permissions: readonly Permission[] };

export const accessMetadata = 'nexora:access';
export const scopeMetadata = 'nexora:scope';

/** What the route says, or its controller for all of its routes; null when neither does: closed. */
export function accessOf(handler: object, controller: object): Access | null {
  const own = Reflect.getMetadata(accessMetadata, handler) as Access | undefined;
  return own ?? (Reflect.getMetadata(accessMetadata, controller) as Access | undefined) ?? null;
}

/** Whether a route says who may call it. An architecture test lists those that do not. */
export function isGuarded(handler: object, controller: object): boolean {
  return accessOf(handler, controller) !== null;
}

/** The scope by which an API key may call a route in its owner's place; null for one that keys may not call. */
export function scopeOf(handler: object): Scope | null {
  return (Reflect.getMetadata(scopeMetadata, handler) as Scope | undefined) ?? null;
}
