import { ExpressAdapter } from '@nestjs/platform-express';
import { hash } from 'node:crypto';
import type { Response } from 'express';
import { linkOf } from './page-link.js';
import { isGivenUp } from './problem.filter.js';

/** JSON that is kept as text: rendered once, sent many times. */
export class RenderedJson {
  constructor(
    readonly text: string,
    readonly etag: string,
    /** Where the list goes on, as a `Link` header says it. */
    readonly link: string | null,
  ) {}

  /** @param originalUrl of the request it answers */
  static of(body: object, originalUrl: string): RenderedJson {
    const text = JSON.stringify(body);
    return new RenderedJson(text, etagOf(text), linkOf(originalUrl, body));
  }
}

/** Weak, because a compressed answer has the same meaning in other bytes (RFC 9110, 8.8.1). */
function etagOf(text: string): string {
  return `W/"${hash('sha1', text, 'base64url')}"`;
}

/**
 * Sends JSON as one text, head and body in a single write, with its ETag made once. Express would make a buffer of
 * it first, and write that apart from the head. Whatever else is answered goes its usual way; what comes after its
 * time goes nowhere.
 */
export class HouseAdapter extends ExpressAdapter {
  override reply(response: Response, body: unknown, statusCode?: number): unknown {
    if (isGivenUp(response)) return undefined;
    const { originalUrl } = response.req;
    const rendered =
      body instanceof RenderedJson ? body : isPlain(body) ? RenderedJson.of(body, originalUrl) : null;
    if (rendered === null) return super.reply(response, body, statusCode) as unknown;
    if (statusCode !== undefined) response.status(statusCode);
    return send(response, rendered);
  }
}

function isPlain(body: unknown): body is object {
  if (typeof body !== 'object' || body === null) return false;
  const prototype: unknown = Object.getPrototypeOf(body);
  return prototype === Object.prototype || prototype === Array.prototype;
}

function send(response: Response, { text, etag, link }: RenderedJson): Response {
  if (link !== null) response.setHeader('Link', link);
  response.setHeader('ETag', etag);
  if (response.req.fresh) return response.status(304).end();
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  return response.end(text);
}
