import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import type { Actor } from '../../kernel/actor.js';
import { PersonalAnswersInterceptor } from './personal-answers.interceptor.js';
import { StaffActsInterceptor } from './staff-acts.interceptor.js';

/**
 * What stands around every request of staff, and no other's: each interceptor costs a request some
 * promises and observables, and most requests are not of staff.
 */
@Injectable()
export class StaffInterceptor implements NestInterceptor {
  constructor(
    private readonly answers: PersonalAnswersInterceptor,
    private readonly acts: StaffActsInterceptor,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { user } = context.switchToHttp().getRequest<Request & { user?: Actor }>();
    if (user?.kind !== 'staff') return next.handle();
    // The first is outermost: it masks and records what is answered once the act is committed.
    return this.answers.intercept(context, { handle: () => this.acts.intercept(context, next) });
  }
}
