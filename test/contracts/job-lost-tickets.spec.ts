import { Redis } from 'ioredis';
import { describeOnRedis, openTestRedis } from '../redis.js';
import type { TestRedis } from '../redis.js';
import { bullHarness } from './job-bull-harness.js';
import type { BullHarness } from './job-bull-harness.js';
import { greet } from './job-fact-parts.js';
import type { Numbered } from './job-fact-parts.js';

describeOnRedis('jobs behind Bull outlive their queue', () => {
  let redis: TestRedis;
  let commands: Redis;
  let harness: BullHarness;
  beforeAll(async () => {
    redis = await openTestRedis();
    commands = new Redis(redis.url);
  });
  beforeEach(async () => {
    harness = await bullHarness(redis.url);
  });
  afterEach(() => harness.close());
  afterAll(async () => {
    commands.disconnect();
    await redis.close();
  });

  const keysOf = async (prefix: string): Promise<string[]> => commands.keys(`${prefix}:*`);

  it('a job whose ticket Redis has forgotten gets another, and its attempts are not spent', async () => {
    const { work, jobs, handlers, runner, relay, clock, list, prefix } = harness;
    const ran: number[] = [];
    handlers.register(greet, 'test', async (payload) => ran.push((payload as Numbered).n));
    await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
    await relay();
    expect(await keysOf(prefix)).not.toEqual([]);
    await commands.del(...(await keysOf(prefix)));
    await relay();
    expect((await keysOf(prefix)).filter((key) => key.endsWith(':wait'))).toEqual([]);
    clock.advance(5_000);
    await relay();
    await runner.settle();
    expect(ran).toEqual([1]);
    expect(await list(greet)).toMatchObject([{ state: 'done', attempts: 1 }]);
  });

  it('a ticket costs no attempt and no lease, however long nobody draws it', async () => {
    const { work, jobs, handlers, runner, relay, clock, leaseMs, list } = harness;
    handlers.register(greet, 'test', () => Promise.resolve());
    await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
    for (let round = 0; round < 20; round += 1) {
      await relay();
      clock.advance(leaseMs);
    }
    expect(await list(greet)).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    await runner.settle();
    expect(await list(greet)).toMatchObject([{ state: 'done', attempts: 1 }]);
  });

  it('a ticket that is drawn late, when its job is done, does nothing', async () => {
    const { work, jobs, handlers, runner, another, list } = harness;
    let runs = 0;
    handlers.register(greet, 'test', async () => void (runs += 1));
    await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
    const [seen] = await list(greet);
    await runner.settle();
    if (seen) await harness.carry([seen]);
    await another.settle();
    expect(runs).toBe(1);
    expect(await list(greet)).toMatchObject([{ state: 'done', attempts: 1 }]);
  });
});
