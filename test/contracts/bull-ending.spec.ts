import { setImmediate as turn } from 'node:timers/promises';
import { SlowRedis } from '../fakes/slow-redis.js';
import { until } from './cache.contract.js';
import { bullHarness } from './job-bull-harness.js';

describe('a worker behind Bull', () => {
  const redis = new SlowRedis();
  beforeEach(() => redis.start());
  afterEach(() => redis.stop());

  it('may end before Redis has answered its new connections, and rejects nothing unheard', async () => {
    const harness = await bullHarness(redis.url);
    const opened = (): number => redis.heard.filter((words) => words.includes('client')).length;
    await until(() => redis.heard.filter((words) => words.includes('info')).length === 2);
    const before = opened();
    redis.silentOn.add('client');
    harness.runner.start();
    await until(() => opened() === before + 2);
    await harness.close();
    // What is rejected and unheard by now fails this test.
    for (let at = 0; at < 10; at += 1) await turn();
    expect(redis.isAlone).toBe(true);
  });
});
