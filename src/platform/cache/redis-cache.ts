import type { Redis } from 'ioredis';
import type { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Log } from '../telemetry/log.js';
import { Cache, CacheUnreachable, longestTtlMs } from './cache.js';
import type { Caching } from './cache.js';
import type { Kept, MemoryCache } from './memory-cache.js';
import { Watchers } from './watchers.js';

interface StoredEntry extends Kept<unknown> {
  /** What the stamps of its tags were before it was loaded. */
  stamps: (string | null)[];
}

export interface RedisCacheOptions {
  redis: Redis;
  /** Opens a connection that may listen, and that goes on trying while Redis is away. */
  openListener: () => Redis;
  /** Kept within the process, in front of Redis. */
  near: MemoryCache;
  clock: Clock;
  log: Log;
  /** Begins every key. */
  prefix: string;
}

/**
 * A cache that processes share, with one of their own in front. Each tag has a stamp in Redis: an entry notes the
 * stamps from before it was loaded and counts only while they stand, so a change that happens during a load is never
 * overwritten by what was read before it. Changes are published; a process forgets, and then renews the stamp
 * itself, because in the moment before it heard it may have stored something old under the new stamp.
 * The near cache keeps only while changes can be heard.
 */
export class RedisCache extends Cache {
  private readonly id = newId();
  private readonly watchers = new Watchers();
  private readonly channel: string;
  private isListening = false;

  constructor(private readonly options: RedisCacheOptions) {
    super();
    this.channel = `${options.prefix}changes`;
  }

  /** Begins to hear of changes. Until it does, values are loaded and kept for nobody. */
  open(): void {
    const listener = this.options.openListener();
    listener.on('message', (_channel: string, text: string) => this.hear(text));
    listener.on('ready', () => void this.listen(listener));
    listener.on('close', () => {
      this.isListening = false;
      this.options.near.forgetAll();
    });
  }

  getOrLoad<T>(key: string, caching: Caching, load: () => Promise<T>): Promise<T> {
    return this.options.near.getOrKeep(key, caching.tags, async () => {
      const kept = await this.getFar(key, caching, load);
      return this.isListening ? kept : { ...kept, expiresMs: 0 };
    });
  }

  async invalidate(tag: string): Promise<void> {
    this.forget(tag);
    try {
      await this.renewStamp(tag);
      await this.options.redis.publish(this.channel, `${this.id} ${tag}`);
    } catch (error) {
      throw Object.assign(new CacheUnreachable(), { cause: error });
    }
  }

  watch(tag: string, heard: () => void): void {
    this.watchers.add(tag, heard);
  }

  private async getFar<T>(key: string, { ttlMs, tags }: Caching, load: () => Promise<T>): Promise<Kept<T>> {
    const stored = await this.find(key, tags);
    if (stored?.entry) return stored.entry as Kept<T>;
    const value = await load();
    const lifeMs = Math.min(ttlMs, longestTtlMs);
    const kept = { value, expiresMs: this.nowMs() + lifeMs };
    if (stored && lifeMs > 0) await this.store(key, { ...kept, stamps: stored.stamps }, lifeMs);
    return kept;
  }

  /** What Redis holds; null when it does not answer. */
  private async find(
    key: string,
    tags: readonly string[],
  ): Promise<{ entry: StoredEntry | null; stamps: (string | null)[] } | null> {
    if (!this.isReachable) return null;
    try {
      const [text, ...stamps] = await this.options.redis.mget(
        this.entryKey(key),
        ...tags.map((tag) => this.stampKey(tag)),
      );
      const found = typeof text === 'string' ? (JSON.parse(text) as StoredEntry) : null;
      const isGood =
        found && this.nowMs() < found.expiresMs && tags.every((_, at) => found.stamps[at] === stamps[at]);
      return { entry: isGood ? found : null, stamps };
    } catch (error) {
      this.warn(error);
      return null;
    }
  }

  private async store(key: string, entry: StoredEntry, lifeMs: number): Promise<void> {
    try {
      await this.options.redis.set(this.entryKey(key), JSON.stringify(entry), 'PX', Math.ceil(lifeMs));
    } catch (error) {
      this.warn(error);
    }
  }

  private async listen(listener: Redis): Promise<void> {
    try {
      await listener.subscribe(this.channel);
      // Whatever changed while nobody listened was missed.
      this.options.near.forgetAll();
      this.watchers.tellAll();
      this.isListening = true;
    } catch (error) {
      this.warn(error);
    }
  }

  private hear(text: string): void {
    const [from, ...rest] = text.split(' ');
    if (from === this.id) return;
    const tag = rest.join(' ');
    this.forget(tag);
    this.renewStamp(tag).catch((error: unknown) => this.warn(error));
  }

  private forget(tag: string): void {
    this.options.near.forget(tag);
    this.watchers.tell(tag);
  }

  /** A stamp outlives every entry that bears it, so its absence cannot bring one back. */
  private async renewStamp(tag: string): Promise<void> {
    await this.options.redis.set(this.stampKey(tag), newId(), 'PX', 2 * longestTtlMs);
  }

  /** A command to a Redis that is away would wait for it; a read must not. A lazy connection is opened by use. */
  private get isReachable(): boolean {
    return ['ready', 'wait'].includes(this.options.redis.status);
  }

  private entryKey(key: string): string {
    return `${this.options.prefix}entry:${key}`;
  }

  private stampKey(tag: string): string {
    return `${this.options.prefix}stamp:${tag}`;
  }

  private nowMs(): number {
    return this.options.clock.now().getTime();
  }

  private warn(error: unknown): void {
    this.options.log.warn({ err: error }, 'The shared cache is out of reach.');
  }
}
