import { SetMetadata, applyDecorators, createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor, Audience } from '../../kernel/actor.js';
import type { Permission } from '../../kernel/permissions.js';
import { ApiProblems } from '../http/problem.dto.js';
import { accessMetadata } from './access.js';
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
