import type { NextFunction, Request, Response } from 'express';
import type { Log } from '../telemetry/log.js';

/** One line a request: method, path without its query, status and time. Bodies and tokens are never logged. */
export function accessLog(log: Log) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    response.on('finish', () => {
      log.info(
        {
          method: request.method,
          path: request.originalUrl.split('?')[0],
          status: response.statusCode,
          durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
        },
        'Request.',
      );
    });
    next();
  };
}
