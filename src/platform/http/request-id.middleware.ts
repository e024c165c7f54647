import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { requestContext } from '../telemetry/request-context.js';

const acceptable = /^[A-Za-z0-9._-]{8,64}$/;

/** Gives every request an id (the caller's own when it is a sane one), carried into logs, jobs and problems. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.header('X-Request-Id');
  const correlationId = given && acceptable.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', correlationId);
  requestContext.run({ correlationId }, next);
}
