import { Injectable, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { HttpConfig } from '../../config/sections.js';
import { requestContext } from '../telemetry/request-context.js';
import { Deadlines } from './deadlines.js';
import { RequestTimedOut } from './http.errors.js';
import { ProblemFilter } from './problem.filter.js';

const slowMetadata = 'nexora:slow-route';

/** Gives a route that thinks for long the longer of the two time limits. */
export function SlowRoute(): MethodDecorator {
  return SetMetadata(slowMetadata, true);
}

/**
 * Stops waiting for an answer in time, from the first guard on. Nothing is cut in two: what was begun goes on to its
 * own end, and only its answer is dropped. An answer that has begun to stream may last.
 */
@Injectable()
export class TimeLimitGuard implements CanActivate {
  private readonly usual: Deadlines;
  private readonly slow: Deadlines;

  constructor(
    private readonly reflector: Reflector,
    private readonly problems: ProblemFilter,
    http: HttpConfig,
  ) {
    this.usual = new Deadlines(http.requestTimeoutMs);
    this.slow = new Deadlines(http.slowRequestTimeoutMs);
  }

  canActivate(context: ExecutionContext): true {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const isSlow = this.reflector.get<true | undefined>(slowMetadata, context.getHandler()) ?? false;
    const store = requestContext.getStore();
    const answer = () => this.problems.giveUp(new RequestTimedOut(), request, response);
    const inTime = (isSlow ? this.slow : this.usual).begin(() => {
      // The timer belongs to no request, and the problem names the one it is about.
      if (store) requestContext.run(store, answer);
      else answer();
    });
    response.once('close', inTime);
    return true;
  }
}
