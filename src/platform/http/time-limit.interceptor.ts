import { Injectable, SetMetadata } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { throwError, timeout } from 'rxjs';
import type { Observable } from 'rxjs';
import { HttpConfig } from '../../config/sections.js';
import { RequestTimedOut } from './http.errors.js';

const slowMetadata = 'nexora:slow-route';

/** Gives a route that thinks for long the longer of the two time limits. */
export function SlowRoute(): MethodDecorator {
  return SetMetadata(slowMetadata, true);
}

/**
 * Stops waiting for an answer in time. It stands outside everything that writes, so nothing is cut in two: the unit
 * of work goes on to its own end, and only its answer is dropped. An answer that has begun to stream may last.
 */
@Injectable()
export class TimeLimitInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly http: HttpConfig,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const isSlow = this.reflector.get<true | undefined>(slowMetadata, context.getHandler()) ?? false;
    const first = isSlow ? this.http.slowRequestTimeoutMs : this.http.requestTimeoutMs;
    return next.handle().pipe(timeout({ first, with: () => throwError(() => new RequestTimedOut()) }));
  }
}
