import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../../kernel/actor.js';
import { accessOf } from './access.js';
import { WrongAudience } from './auth.errors.js';

/** Second question: is this caller of an audience the route is for? Permissions are for staff alone (ID-4). */
@Injectable()
export class AudienceGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const access = accessOf(context.getHandler(), context.getClass());
    if (!access || access.to === 'anyone') return true;
    const { user } = context.switchToHttp().getRequest<Request & { user?: Actor }>();
    const wanted: readonly string[] = access.to === 'staff' ? ['staff'] : access.audiences;
    if (!user || !wanted.includes(user.kind)) throw new WrongAudience();
    return true;
  }
}
