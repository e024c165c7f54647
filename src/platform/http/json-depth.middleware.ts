import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../../kernel/errors.js';

/** No body of this API is nested half as deep; far deeper ones overflow the stack of whoever walks them. */
const deepest = 32;

export class BodyTooDeep extends DomainError {
  readonly code = 'request.too_deep';
  readonly kind = 'malformed';

  constructor() {
    super(`The body is nested more than ${deepest} levels deep.`);
  }
}

/** Refuses bodies that are nested too deep, level by level, so that the check itself cannot overflow. */
export function refuseDeepBodies(request: Request, _response: Response, next: NextFunction): void {
  const body: unknown = request.body;
  if (body === undefined) return next();
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return next(new BodyTooDeep());
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  next();
}
