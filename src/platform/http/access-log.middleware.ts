import type { NextFunction, Request, Response } from 'express';
import type { Log } from '../telemetry/log.js';
import { loggablePathOf } from '../telemetry/route-template.js';

/** One line a request: method, path (of ids only), status and time. Bodies, queries and tokens are never logged. */
export function accessLog(log: Log) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    response.on('finish', () => {
      const path = loggablePathOf(request);
      // Supervisors knock every few seconds.
      const level = /^\/(health|metrics)\b/.test(path) ? 'debug' : 'info';
      log[level](
        {
          method: request.method,
          path,
          status: response.statusCode,
          durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
        },
        'Request.',
      );
    });
    next();
  };
}
