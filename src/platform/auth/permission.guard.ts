import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../../kernel/actor.js';
import { accessOf } from './access.js';
import { PermissionMissing } from './auth.errors.js';

/** Third question: does this staff member's role include what the route asks for? */
@Injectable()
export class PermissionGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const access = accessOf(context.getHandler(), context.getClass());
    if (access?.to !== 'staff') return true;
    const { user } = context.switchToHttp().getRequest<Request & { user?: Actor }>();
    const missing = access.permissions.find((each) => !user?.permissions?.has(each));
    if (missing !== undefined) throw new PermissionMissing(missing);
    return true;
  }
}
