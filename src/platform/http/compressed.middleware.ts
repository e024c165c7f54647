import compression from 'compression';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/**
 * Compresses long answers for those who can read them. For those who cannot, the compressor, which wraps every
 * method of the response, is left out.
 */
export function compressed(): RequestHandler {
  const compress = compression({ filter: isCompressible });
  return (request: Request, response: Response, next: NextFunction): void => {
    const canRead = /\b(gzip|br|deflate)\b|\*/i.test(request.headers['accept-encoding'] ?? '');
    if (canRead) void compress(request, response, next);
    else {
      response.vary('Accept-Encoding');
      next();
    }
  };
}

/** A stream of events would stand still in the compressor's buffer. */
function isCompressible(request: Request, response: Response): boolean {
  const type = String(response.getHeader('Content-Type'));
  return !type.startsWith('text/event-stream') && compression.filter(request, response);
}
