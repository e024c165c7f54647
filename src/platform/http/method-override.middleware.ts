import type { NextFunction, Request, Response } from 'express';
import { MethodOverrideInvalid } from './http.errors.js';

const allowed = ['PUT', 'PATCH', 'DELETE'];

/**
 * Lets a client that is restricted to GET and POST say PUT, PATCH or DELETE (PF-9). Never GET: what looks like a
 * read to everything on the way must be one.
 */
export function methodOverride(request: Request, _response: Response, next: NextFunction): void {
  const given = request.header('X-HTTP-Method-Override');
  if (given === undefined) return next();
  const method = given.toUpperCase();
  if (request.method !== 'POST' || !(allowed.includes(method) || method === 'POST'))
    return next(new MethodOverrideInvalid());
  request.method = method;
  next();
}
