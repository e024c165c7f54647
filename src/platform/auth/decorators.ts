import { SetMetadata, applyDecorators, createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor, Audience } from '../../kernel/actor.js';
import type { Permission } from '../../kernel/permissions.js';
import type { Scope } from '../../kernel/scopes.js';
import { ApiProblems } from '../http/problem.dto.js';
import { accessMetadata, scopeMetadata } from './access.js';
import type { Access } from './access.js';
import { AuthenticationRequired } from './auth.errors.js';
import type { Device } from './sessions.js';

export { accessOf, isGuarded } from './access.js';

type RouteDecorator = MethodDecorator & ClassDecorator;
type Signed = Request & { user?: Actor };

/**
 * Anyone may call this. A token that is sent is read all the same, and a bad one refused; only where signing in
 * or refreshing is the point may a stale token not stand in the way: `{ token: 'ignored' }`.
 */
export function Public({ token = 'read' }: { token?: 'read' | 'ignored' } = {}): RouteDecorator {
  const open = SetMetadata(accessMetadata, { to: 'anyone', token } satisfies Access);
  return token === 'ignored' ? open : applyDecorators(open, ApiProblems({ 401: 'auth.invalid_token' }));
}

/** Principals of these audiences may call this; the service decides by ownership. */
export function For(...audiences: [Audience, ...Audience[]]): RouteDecorator {
  return closedTo({ to: 'audiences', audiences }, 'x-audiences', [...audiences]);
}

/** Staff whose role has all of these permissions may call this. */
export function Allow(...permissions: [Permission, ...Permission[]]): RouteDecorator {
  return closedTo({ to: 'staff', permissions }, 'x-permissions', [...permissions]);
}

/**
 * Beside `@For` or `@Allow`: an API key with this scope may call the route for its owner, who must be of the route's
 * audience and, of staff, hold its permissions (ID-8). A route without it is closed to keys.
 */
export function OpenToKeys(scope: Scope): MethodDecorator {
  return applyDecorators(SetMetadata(scopeMetadata, scope), ApiExtension('x-scope', scope));
}

function closedTo(access: Access, extension: string, values: string[]): RouteDecorator {
  return applyDecorators(
    SetMetadata(accessMetadata, access),
    ApiBearerAuth(),
    ApiExtension(extension, values),
  );
}

/** Who is calling. On a public route that nobody signed in to, asking is refused with 401. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<Signed>().user;
  if (!actor) throw new AuthenticationRequired();
  return actor;
});

/** Who is calling, or null on a public route that nobody signed in to. */
export const MaybeActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | null =>
    context.switchToHttp().getRequest<Signed>().user ?? null,
);

/** The device and address a session is opened from. */
export const CurrentDevice = createParamDecorator((_: unknown, context: ExecutionContext): Device => {
  const request = context.switchToHttp().getRequest<Request>();
  return { userAgent: request.header('user-agent') ?? null, ip: request.ip ?? null };
});
