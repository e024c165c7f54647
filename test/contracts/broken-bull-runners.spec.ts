import { BullCarrier } from '../../src/platform/jobs/bull-carrier.js';
import { describeOnRedis, openTestRedis } from '../redis.js';
import type { TestRedis } from '../redis.js';
import { brokenRunners } from './job-broken-runners.js';
import type { BrokenRunner } from './job-broken-runners.js';
import { bullHarness } from './job-bull-harness.js';
import type { BullParts } from './job-bull-harness.js';
import { casesOf, expectFoundOut } from './job-found-out.js';

/** Says at once that nothing runs any more. */
class WithoutDrain extends BullCarrier {
  override close(): Promise<boolean> {
    void super.close(0);
    return Promise.resolve(true);
  }
}

/**
 * What the queue makes good: it keeps one ticket of a job however many hand it out, brings tickets in their order,
 * and a ticket leads to a row or to nothing.
 */
const hiddenByTheQueue = [
  'two runners share the jobs, and each job runs once',
  'jobs of one line run one at a time, in the order of their writing, whoever runs them',
  'a rolled-back write leaves no job',
];

const brokenBehindBull: readonly BrokenRunner<BullParts>[] = [
  ...brokenRunners.map<BrokenRunner<BullParts>>(([name, parts, breaks]) => [
    name,
    parts,
    breaks.filter((fact) => !hiddenByTheQueue.includes(fact)),
  ]),
  [
    'leaves the queue without waiting',
    { carrier: (...parts) => new WithoutDrain(...parts) },
    ['stopping waits for what runs, and takes nothing more'],
  ],
];

describeOnRedis('the contract of job runners, behind Bull', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await openTestRedis();
  });
  afterAll(() => redis.close());

  it.each(casesOf(brokenBehindBull))('finds out a runner that $runner: $fact', async ({ parts, fact }) => {
    await expectFoundOut(fact, await bullHarness(redis.url, parts));
  });
});
