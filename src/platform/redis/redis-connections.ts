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
  private isAway = false;
  private isClosed = false;

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

  /**
   * One more, for what blocks or listens. It waits for Redis as long as Redis is away. Whoever listens subscribes
   * each time it is `ready`: the driver, when it does that by itself after an absence, leaves the promise to nobody,
   * and a connection that ends before Redis has answered would end the process with it. Bull subscribes once, to
   * hear of delayed tickets; there are none.
   */
  open(): Redis {
    return this.keep(
      this.commands.duplicate({
        lazyConnect: false,
        maxRetriesPerRequest: null,
        enableReadyCheck: false,
        commandTimeout: undefined,
        autoResubscribe: false,
      }),
    );
  }

  /** Ends them all at once, whatever they wait for. Bull connects once more when it leaves: that ends too. */
  close(): void {
    this.isClosed = true;
    for (const each of this.opened) if (each.status !== 'end') each.disconnect();
  }

  /**
   * Without a listener the driver prints every failed attempt; one line tells of the whole absence, and one of its
   * end, however many connections there are.
   */
  private keep(connection: Redis): Redis {
    connection.on('error', (error: Error) => {
      if (!this.isAway) this.log.error({ err: error }, 'Redis does not answer; it is tried again.');
      this.isAway = true;
    });
    connection.on('ready', () => {
      if (this.isClosed || !this.isAway || ![...this.opened].every(isSettled)) return;
      this.log.info({}, 'Redis answers again.');
      this.isAway = false;
    });
    connection.on('connect', () => {
      if (this.isClosed) connection.disconnect();
    });
    this.opened.add(connection);
    return connection;
  }
}

/** Whether it neither looks for Redis nor is about to. */
function isSettled({ status }: Redis): boolean {
  return ['ready', 'wait', 'end'].includes(status);
}
