import { Injectable, SetMetadata } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { firstValueFrom, of } from 'rxjs';
import type { Observable } from 'rxjs';
import { Clock } from '../../kernel/clock.js';
import { Cache } from '../cache/cache.js';

const metadataKey = 'nexora:cached-response';
const longestAddress = 512;
const minuteMs = 60_000;

/** An answer as it is kept: rendered once, sent many times. */
interface Rendered {
  body: string;
  etag: string;
  link: string | null;
}

/**
 * Keeps this public route's answers, which must be the same for everybody, until one of the tags changes, and at the
 * longest to the end of the minute: prices begin and end on whole minutes.
 */
export function CachedResponse(...tags: [string, ...string[]]): MethodDecorator {
  return SetMetadata(metadataKey, tags);
}

/** Innermost of the interceptors: on a hit neither validation nor the controller is asked. */
@Injectable()
export class CachedResponseInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly cache: Cache,
    private readonly clock: Clock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const tags = this.reflector.get<string[] | undefined>(metadataKey, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    if (!tags || request.originalUrl.length > longestAddress) return next.handle();
    const ttlMs = minuteMs - (this.clock.now().getTime() % minuteMs);
    const response = context.switchToHttp().getResponse<Response>();
    const { body, etag, link } = await this.cache.getOrLoad(keyOf(request), { ttlMs, tags }, () =>
      this.render(next, response),
    );
    response.setHeader('Cache-Control', 'public, no-cache');
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.setHeader('ETag', etag);
    if (link !== null) response.setHeader('Link', link);
    return of(body);
  }

  private async render(next: CallHandler, response: Response): Promise<Rendered> {
    const body = JSON.stringify(await firstValueFrom(next.handle()));
    const link = response.getHeader('Link');
    return { body, etag: etagOf(body), link: typeof link === 'string' ? link : null };
  }
}

/** Weak, because a compressed answer has the same meaning in other bytes (RFC 9110, 8.8.1). */
function etagOf(body: string): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** The same question in another order of its parameters is the same question. */
function keyOf({ originalUrl }: Request): string {
  const [path = '', query] = originalUrl.split('?');
  if (query === undefined) return path;
  const parameters = new URLSearchParams(query);
  parameters.sort();
  return `${path}?${parameters.toString()}`;
}
