import { describeOnRedis, openTestRedis } from '../redis.js';
import type { TestRedis } from '../redis.js';
import { bullHarness } from './job-bull-harness.js';
import { jobRunnerContract } from './job-runner.contract.js';

describeOnRedis('on a Redis of its own', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await openTestRedis();
  });
  afterAll(() => redis.close());

  jobRunnerContract('The runner behind Bull', () => bullHarness(redis.url));
});
