import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { RedisConfig } from '../../config/sections.js';
import { Log } from '../telemetry/log.js';
import { SlowRedis } from '../../../test/fakes/slow-redis.js';
import { RedisConnections } from './redis-connections.js';

const patienceMs = 10_000;

async function until(holds: () => boolean): Promise<void> {
  const givenUpMs = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > givenUpMs) throw new Error('It does not come to hold.');
    await turn();
  }
}

class KeptLog extends Log {
  readonly lines: string[] = [];
  debug(): void {}
  info(_facts: object, sentence: string): void {
    this.lines.push(sentence);
  }
  warn(_facts: object, sentence: string): void {
    this.lines.push(sentence);
  }
  error(_facts: object, sentence: string): void {
    this.lines.push(sentence);
  }
}

describe('connections to Redis', () => {
  const redis = new SlowRedis();
  const log = new KeptLog();
  let connections: RedisConnections;

  beforeEach(async () => {
    await redis.start();
    redis.heard.length = 0;
    redis.silentOn.clear();
    log.lines.length = 0;
    connections = new RedisConnections(new RedisConfig({ REDIS_URL: redis.url }, []), log);
  });
  afterEach(async () => {
    connections.close();
    await redis.stop();
  });

  const subscribesAt = (at: number): number =>
    (redis.heard[at] ?? []).filter((word) => word === 'subscribe').length;

  it('that listen may end before Redis has answered them after an absence, and reject nothing unheard', async () => {
    const listener = connections.open();
    const outcomes: string[] = [];
    listener.on('ready', () => {
      listener.subscribe('changes').then(
        () => outcomes.push('listens'),
        (error: Error) => outcomes.push(error.message),
      );
    });
    await until(() => outcomes.length === 1);
    redis.silentOn.add('subscribe');
    redis.drop();
    await until(() => subscribesAt(1) > 0);
    const ended = once(listener, 'end');
    connections.close();
    await ended;
    // What is rejected and unheard by now fails this test.
    for (let at = 0; at < 10; at += 1) await turn();
    expect(outcomes).toEqual(['listens', 'Connection is closed.']);
    expect([subscribesAt(0), subscribesAt(1)]).toEqual([1, 1]);
  });

  it('tell of an absence once and of its end once, however many there are', async () => {
    const all = [connections.open(), connections.open(), connections.commands];
    await Promise.all(
      all.map(async (each) => until(() => each.status === 'ready' || each.status === 'wait')),
    );
    await connections.commands.ping();
    await redis.stop();
    await until(() => all.every((each) => each.status === 'reconnecting'));
    await until(() => log.lines.length > 0);
    await redis.start();
    await until(() => all.every((each) => each.status === 'ready'));
    await until(() => log.lines.length > 1);
    expect(log.lines).toEqual(['Redis does not answer; it is tried again.', 'Redis answers again.']);
  });
});
