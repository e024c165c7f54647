import { DomainError } from '../../kernel/errors.js';

export interface Caching {
  /** How long the value may be given out, in milliseconds; at most a day. */
  ttlMs: number;
  /** What the value is made of; when one of them changes, it is forgotten. */
  tags: readonly string[];
}

/**
 * Keeps values that cost something to make; injection token. A value is plain JSON, is given out frozen, and may be
 * lost at any time. A cache that cannot be reached is a slow one: it loads, and never refuses.
 */
export abstract class Cache {
  /**
   * The kept value, or a fresh one. Callers who ask at the same time in one process share a single `load`; when it
   * fails all of them are told, and nothing is kept. What was being loaded while one of its tags changed is given to
   * those who wait for it, and to nobody after them.
   * @param load makes the value. It may run in another caller's context, so it must not use the caller's
   *   transaction.
   */
  abstract getOrLoad<T>(key: string, caching: Caching, load: () => Promise<T>): Promise<T>;

  /**
   * Forgets every value with this tag: at once here, and in the other processes as soon as they hear of it.
   * @throws CacheUnreachable when the others cannot be told; call again until they are
   */
  abstract invalidate(tag: string): Promise<void>;

  /**
   * Calls `heard` whenever a tag changes, in whatever process, and when changes may have been missed. For what a
   * process holds itself; it must forget at once and load later.
   */
  abstract watch(tag: string, heard: () => void): void;
}

export const longestTtlMs = 86_400_000;

/** Other processes could not be told of a change, and may give out what they kept until it expires. */
export class CacheUnreachable extends DomainError {
  readonly code = 'cache.unavailable';
  readonly kind = 'unavailable';

  constructor() {
    super('The shared cache cannot be reached at the moment.', { retryAfterSeconds: 5 });
  }
}
