import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { tap } from 'rxjs';
import type { Observable } from 'rxjs';

/** Names the next page of a list in a `Link` header (PF-3, RFC 8288), as an address relative to the server. */
@Injectable()
export class PageLinkInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      tap((body: unknown) => {
        const cursor = nextCursorOf(body);
        if (cursor === null) return;
        const { originalUrl } = http.getRequest<Request>();
        http.getResponse<Response>().setHeader('Link', nextPageLink(originalUrl, cursor));
      }),
    );
  }
}

export function nextPageLink(originalUrl: string, cursor: string): string {
  const [path = '', query] = originalUrl.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}

function nextCursorOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('page' in body)) return null;
  const { page } = body;
  if (typeof page !== 'object' || page === null || !('next' in page)) return null;
  return typeof page.next === 'string' ? page.next : null;
}
