import { LRUCache } from 'lru-cache';
import type { Clock } from '../../kernel/clock.js';
import { Cache, longestTtlMs } from './cache.js';
import type { Caching } from './cache.js';
import { Watchers } from './watchers.js';

interface Entry {
  readonly value: unknown;
  readonly tags: readonly string[];
  /** Epoch milliseconds. */
  readonly expiresMs: number;
  readonly bytes: number;
}

interface Flight {
  readonly tags: readonly string[];
  readonly landing: Promise<unknown>;
}

/** A value on its way into the cache. */
export interface Kept<T> {
  value: T;
  /** Epoch milliseconds until which it may be given out. */
  expiresMs: number;
}

export interface MemoryCacheOptions {
  clock: Clock;
  /** Bytes of JSON that are kept; the least recently used go first. 0 keeps nothing. */
  maxBytes: number;
}

/** A cache within the process. */
export class MemoryCache extends Cache {
  private readonly entries: LRUCache<string, Entry> | null;
  private readonly flights = new Map<string, Flight>();
  private readonly watchers = new Watchers();
  private readonly clock: Clock;

  constructor({ clock, maxBytes }: MemoryCacheOptions) {
    super();
    this.clock = clock;
    this.entries =
      maxBytes === 0
        ? null
        : new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes, max: 100_000 });
  }

  getOrLoad<T>(key: string, { ttlMs, tags }: Caching, load: () => Promise<T>): Promise<T> {
    return this.getOrKeep(key, tags, async () => {
      const value = await load();
      return { value, expiresMs: this.clock.now().getTime() + Math.min(ttlMs, longestTtlMs) };
    });
  }

  /** The same for a value that knows itself when it expires. */
  async getOrKeep<T>(key: string, tags: readonly string[], load: () => Promise<Kept<T>>): Promise<T> {
    const held = this.entries?.get(key);
    if (held && this.clock.now().getTime() < held.expiresMs) return held.value as T;
    const flight = this.flights.get(key) ?? this.takeOff(key, tags, load);
    return flight.landing as Promise<T>;
  }

  async invalidate(tag: string): Promise<void> {
    this.forget(tag);
    this.watchers.tell(tag);
  }

  /** Forgets the values of a tag without telling those who watch it. */
  forget(tag: string): void {
    for (const [key, { tags }] of this.entries?.entries() ?? [])
      if (tags.includes(tag)) this.entries?.delete(key);
    for (const [key, { tags }] of this.flights) if (tags.includes(tag)) this.flights.delete(key);
  }

  forgetAll(): void {
    this.entries?.clear();
    this.flights.clear();
  }

  watch(tag: string, heard: () => void): void {
    this.watchers.add(tag, heard);
  }

  private takeOff<T>(key: string, tags: readonly string[], load: () => Promise<Kept<T>>): Flight {
    const land = async (): Promise<T> => {
      try {
        const { value, expiresMs } = await load();
        const { copy, bytes } = frozenCopy(value);
        // A flight that was struck off has seen a state that is no more.
        if (this.flights.get(key) === flight)
          this.entries?.set(key, { value: copy, tags, expiresMs, bytes: bytes + key.length });
        return copy;
      } finally {
        if (this.flights.get(key) === flight) this.flights.delete(key);
      }
    };
    // Begins in a later turn, so that `flight` is known to it and a load that throws at once is a failed one.
    const flight: Flight = { tags, landing: Promise.resolve().then(land) };
    this.flights.set(key, flight);
    return flight;
  }
}

interface FrozenCopy<T> {
  copy: T;
  /** About as many as its JSON has. */
  bytes: number;
}

function frozenCopy<T>(value: T): FrozenCopy<T> {
  const flat = flatCopy(value);
  if (flat) return flat;
  const json = JSON.stringify(value);
  return { copy: freeze(JSON.parse(json) as T), bytes: json.length };
}

/**
 * The copy of an object that holds texts and nothing deeper, as rendered answers do: to write and read a long text as
 * JSON costs more than all the rest of keeping it. Null for everything else.
 */
function flatCopy<T>(value: T): FrozenCopy<T> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'toJSON' in value) return null;
  let bytes = 2;
  for (const [name, each] of Object.entries(value)) {
    if (typeof each !== 'string' && each !== null) return null;
    bytes += name.length + 6 + (each?.length ?? 4);
  }
  return { copy: Object.freeze({ ...value }), bytes };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) freeze(each);
  }
  return value;
}
