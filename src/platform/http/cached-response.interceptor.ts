import { Injectable, SetMetadata, UseInterceptors, applyDecorators } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { firstValueFrom, of } from 'rxjs';
import type { Observable } from 'rxjs';
import { Clock } from '../../kernel/clock.js';
import { Cache } from '../cache/cache.js';
import { RenderedJson } from './house-adapter.js';

const metadataKey = 'nexora:cached-response';
const longestAddress = 512;
const minuteMs = 60_000;

/**
 * Keeps this public route's answers, which must be the same for everybody, until one of the tags changes, and at the
 * longest to the end of the minute: prices begin and end on whole minutes.
 */
export function CachedResponse(...tags: [string, ...string[]]): MethodDecorator {
  return applyDecorators(SetMetadata(metadataKey, tags), UseInterceptors(CachedResponseInterceptor));
}

/** On a hit neither validation nor the controller is asked. */
@Injectable()
export class CachedResponseInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly cache: Cache,
    private readonly clock: Clock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const tags = this.reflector.get<string[] | undefined>(metadataKey, context.getHandler());
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (!tags || request.originalUrl.length > longestAddress) return next.handle();
    const ttlMs = minuteMs - (this.clock.now().getTime() % minuteMs);
    const load = () => render(next, request);
    const { text, etag, link } = await this.cache.getOrLoad(keyOf(request), { ttlMs, tags }, load);
    http.getResponse<Response>().setHeader('Cache-Control', 'public, no-cache');
    return of(new RenderedJson(text, etag, link));
  }
}

/** An answer as it is kept: rendered once, sent many times. */
async function render(next: CallHandler, { originalUrl }: Request): Promise<RenderedJson> {
  return RenderedJson.of((await firstValueFrom(next.handle())) as object, originalUrl);
}

/** The same question in another order of its parameters is the same question. */
function keyOf({ originalUrl }: Request): string {
  const [path = '', query] = originalUrl.split('?');
  if (query === undefined) return path;
  const parameters = new URLSearchParams(query);
  parameters.sort();
  return `${path}?${parameters.toString()}`;
}
