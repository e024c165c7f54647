import { DomainError } from '../../kernel/errors.js';

export class RateLimited extends DomainError {
  readonly code = 'rate.limited';
  readonly kind = 'too-many';

  constructor(limit: string, retryAfterSeconds: number) {
    super(`Too many requests. Try again in ${retryAfterSeconds} seconds.`, { limit, retryAfterSeconds });
  }
}
