import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { RateLimitConfig } from '../../config/sections.js';
import type { Actor } from '../../kernel/actor.js';
import { SessionFamilies } from '../auth/session-families.js';
import { rateLimitMetadata } from './rate-limit.decorator.js';
import type { RateLimitMark } from './rate-limit.decorator.js';
import { RateLimited } from './rate-limit.errors.js';
import { RateLimiter } from './rate-limiter.js';
import type { Standing } from './rate-limiter.js';
import { accountOf, countsOf } from './rate-limits.js';
import type { RouteLimits } from './rate-limits.js';

/**
 * Counts requests to the API, after the guards of `platform/auth`, so that it knows who calls (ARCHITECTURE 6).
 * Health checks and the contract lie outside the API and are not counted.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly config: RateLimitConfig,
    private readonly limiter: RateLimiter,
    private readonly families: SessionFamilies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request & { user?: Actor }>();
    if (!this.config.enabled || !request.path.startsWith('/api/')) return true;
    const caller = { principal: request.user, address: request.ip ?? 'unknown' };
    const mark = this.reflector.get<RateLimitMark | undefined>(rateLimitMetadata, context.getHandler());
    const route = mark ? await this.routeLimits(mark, request.body) : null;
    const standings = await Promise.all(
      countsOf(caller, route, this.config).map((count) => this.limiter.add(count)),
    );
    tell(http.getResponse<Response>(), standings);
    const exceeded = standings.filter(({ isExceeded }) => isExceeded);
    const longest = exceeded.toSorted((a, b) => b.resetSeconds - a.resetSeconds)[0];
    if (longest) throw new RateLimited(longest.limit.name, longest.resetSeconds);
    return true;
  }

  /** The body has not been validated at this point. */
  private async routeLimits({ name, by }: RateLimitMark, body: unknown): Promise<RouteLimits> {
    const given: unknown =
      by !== undefined && typeof body === 'object' && body !== null && Object.hasOwn(body, by)
        ? (body as Record<string, unknown>)[by]
        : undefined;
    if (name === 'refresh')
      return { name, about: typeof given === 'string' ? await this.families.findFamily(given) : null };
    const account = accountOf(given);
    // Hashed, so that neither addresses nor what somebody typed by mistake lies about in a store of counts.
    return { name, about: account && createHash('sha256').update(account).digest('base64url') };
  }
}

/**
 * `RateLimit-Policy` and `RateLimit` as draft-ietf-httpapi-ratelimit-headers has them: every limit that was asked
 * with its quota and window, and what is left of it until its window ends; of several counts, the one nearest to
 * its end.
 */
function tell(response: Response, standings: readonly Standing[]): void {
  const tightest = new Map<string, Standing>();
  for (const each of standings) {
    const known = tightest.get(each.limit.name);
    if (!known || each.isExceeded || each.remaining < known.remaining) tightest.set(each.limit.name, each);
  }
  const all = [...tightest.values()];
  response.setHeader(
    'RateLimit-Policy',
    all.map(({ limit }) => `"${limit.name}";q=${limit.requests};w=${limit.windowSeconds}`).join(', '),
  );
  response.setHeader(
    'RateLimit',
    all
      .map(({ limit, remaining, resetSeconds }) => `"${limit.name}";r=${remaining};t=${resetSeconds}`)
      .join(', '),
  );
}
