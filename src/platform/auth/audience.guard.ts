import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../../kernel/actor.js';
import { accessOf, scopeOf } from './access.js';
import type { Access } from './access.js';
import { ScopeMissing, WrongAudience } from './auth.errors.js';

/** Second question: is this caller of an audience the route is for? Permissions are for staff alone (ID-4). */
@Injectable()
export class AudienceGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const access = accessOf(context.getHandler(), context.getClass());
    if (!access || access.to === 'anyone') return true;
    const request = context.switchToHttp().getRequest<Request & { user?: Actor }>();
    const wanted = audiencesOf(access);
    if (request.user?.key && !wanted.includes('api'))
      request.user = ownerBehind(request.user, context.getHandler());
    if (!request.user || !wanted.includes(request.user.kind)) throw new WrongAudience();
    return true;
  }
}

function audiencesOf(access: Exclude<Access, { to: 'anyone' }>): readonly string[] {
  return access.to === 'staff' ? ['staff'] : access.audiences;
}

/**
 * On a route that its scope opens, a key acts as its owner, with what the owner may do at this moment (ID-8).
 * @throws WrongAudience on a route closed to keys, ScopeMissing
 */
function ownerBehind(actor: Actor, handler: object): Actor {
  const scope = scopeOf(handler);
  if (scope === null || !actor.key) throw new WrongAudience();
  if (!actor.key.scopes.has(scope)) throw new ScopeMissing(scope);
  return { ...actor, ...actor.key.owner };
}
