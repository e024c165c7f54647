import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/**
 * Sets on every answer the headers a middleware would set, which must be the same for every request: it is asked
 * once, and what it said is repeated.
 */
export function alwaysSetting(middleware: RequestHandler): RequestHandler {
  const headers = headersSetBy(middleware);
  return (_request: Request, response: Response, next: NextFunction): void => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

/** @param middleware touches nothing that Express adds to a request or a response */
function headersSetBy(middleware: RequestHandler): [name: string, value: string][] {
  const response = new ListeningResponse(new IncomingMessage(new Socket()));
  let isThrough = false;
  void middleware(response.req as Request, response as unknown as Response, (error?: unknown) => {
    if (error !== undefined) throw error;
    isThrough = true;
  });
  if (!isThrough) throw new Error('The headers are not the same for every request.');
  return [...response.heard];
}

class ListeningResponse extends ServerResponse {
  readonly heard = new Map<string, string>();

  override setHeader(name: string, value: number | string | readonly string[]): this {
    this.heard.set(name, String(value));
    return super.setHeader(name, value);
  }
}
