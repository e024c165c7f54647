import { SetMetadata } from '@nestjs/common';
import type { RouteLimit } from './rate-limits.js';

export const rateLimitMetadata = 'nexora:rate-limit';

export interface RateLimitMark {
  name: RouteLimit;
  /** The field of the body that names the account or token the request is about. */
  by?: string;
}

/** Counts this route by a limit of its own too, beside the one that holds everywhere (ID-3). */
export function RateLimit(name: RouteLimit, { by }: { by?: string } = {}): MethodDecorator {
  return SetMetadata(rateLimitMetadata, { name, ...(by !== undefined && { by }) } satisfies RateLimitMark);
}
