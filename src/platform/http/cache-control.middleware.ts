import type { NextFunction, Request, Response } from 'express';

/**
 * What may be kept by whom, unless a route says otherwise: an answer to a read only by the one who asked, to be
 * checked by its ETag each time; an answer to anything else by nobody.
 */
export function cacheControl(request: Request, response: Response, next: NextFunction): void {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  // A caller's `no-cache` is meant for the caches between us: `fetch` adds it to every conditional request. We hold
  // the truth, so a condition is answered all the same (RFC 9110, 13.1.2).
  if (isRead) delete request.headers['cache-control'];
  response.setHeader('Cache-Control', isRead ? 'private, no-cache' : 'no-store');
  next();
}
