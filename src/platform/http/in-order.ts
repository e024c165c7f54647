import type { NextFunction, Request, RequestHandler, Response } from 'express';

/**
 * Several middlewares as one. Express matches every path against each that it is given, on every request, and these
 * are for all paths.
 */
export function inOrder(...steps: readonly RequestHandler[]): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    const go = (at: number): void => {
      const step = steps[at];
      if (!step) return next();
      try {
        void step(request, response, (error?: unknown) => (error === undefined ? go(at + 1) : next(error)));
      } catch (error) {
        next(error);
      }
    };
    go(0);
  };
}
