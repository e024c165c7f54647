import { Injectable } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import type { Actor } from '../../kernel/actor.js';
import { requestContext } from '../telemetry/request-context.js';
import { AccessTokenStrategy, SigningKeyUnavailable } from './access-token.strategy.js';
import { accessOf } from './access.js';
import { AuthenticationRequired, RouteClosed, TokenInvalid } from './auth.errors.js';
import { bearerOf } from './bearer.js';

/** First question: who is calling? A route that does not say who may call it is closed to all (ID-4). */
@Injectable()
export class AuthenticationGuard extends AuthGuard() {
  constructor(strategy: AccessTokenStrategy) {
    super({ defaultStrategy: strategy.registeredName });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessOf(context.getHandler(), context.getClass());
    if (!access) throw new RouteClosed();
    const isPublic = access.to === 'anyone';
    if (isPublic && access.token === 'ignored') return true;
    const request = context.switchToHttp().getRequest<Request & { user?: Actor }>();
    const { found } = bearerOf(request.rawHeaders);
    if (found === 'unusable') throw new TokenInvalid();
    if (found === 'none') {
      if (isPublic) return true;
      throw new AuthenticationRequired();
    }
    await super.canActivate(context);
    const store = requestContext.getStore();
    if (store && request.user) store.principal = `${request.user.kind}:${request.user.id}`;
    return true;
  }

  /** Passport reports a bad token as `info`, and there too a fault of ours, which must not pass for a 401. */
  override handleRequest<User>(fault: unknown, user: User | false | null, info: unknown): User {
    if (fault) throw fault;
    if (user) return user;
    throw info instanceof SigningKeyUnavailable ? info : new TokenInvalid();
  }
}
