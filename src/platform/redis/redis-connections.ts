import { Redis } from 'ioredis';
import type { RedisConfig } from '../../config/sections.js';
import type { Log } from '../telemetry/log.js';

const patienceMs = 5_000;

/** Every connection of this process to Redis, so that all of them end with it. Injected only where there is Redis. */
export class RedisConnections {
  /**
   * For commands; one for everybody, connected by the first of them. A command fails after a few seconds while
   * Redis is away: whoever sends it must be able to do without.
   */
  readonly commands: Redis;
  private readonly opened = new Set<Redis>();

  constructor(
    settings: RedisConfig,
    private readonly log: Log,
  ) {
    if (settings.url === undefined) throw new Error('There is no Redis without REDIS_URL.');
    this.commands = this.keep(
      new Redis(settings.url, {
        lazyConnect: true,
        maxRetriesPerRequest: 1,
        connectTimeout: patienceMs,
        commandTimeout: patienceMs,
      }),
    );
  }

  /** One more, for what blocks or listens. It waits for Redis as long as Redis is away. */
  open(): Redis {
    return this.keep(
      this.commands.duplicate({
        lazyConnect: false,
        maxRetriesPerRequest: null,
        enableReadyCheck: false,
        commandTimeout: undefined,
      }),
    );
  }

  /** Ends them all at once, whatever they wait for. */
  close(): void {
    for (const each of this.opened) each.disconnect();
  }

  /** Without a listener the driver prints every failed attempt; one line tells of the whole absence. */
  private keep(connection: Redis): Redis {
    let isAway = false;
    connection.on('error', (error: Error) => {
      if (!isAway) this.log.error({ err: error }, 'Redis does not answer; it is tried again.');
      isAway = true;
    });
    connection.on('ready', () => {
      if (isAway) this.log.info({}, 'Redis answers again.');
      isAway = false;
    });
    this.opened.add(connection);
    return connection;
  }
}
