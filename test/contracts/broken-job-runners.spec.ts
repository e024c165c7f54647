import { BullCarrier } from '../../src/platform/jobs/bull-carrier.js';
import { describeOnRedis, openTestRedis } from '../redis.js';
import type { TestRedis } from '../redis.js';
import { brokenRunners } from './job-broken-runners.js';
import type { BrokenRunner } from './job-broken-runners.js';
import { bullHarness } from './job-bull-harness.js';
import type { BullParts } from './job-bull-harness.js';
import type { JobHarness } from './job-fact.js';
import { inProcessHarness } from './job-harness.js';
import { jobRunnerFacts } from './job-runner.contract.js';

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

async function expectFoundOut(factName: string, harness: JobHarness): Promise<void> {
  const fact = jobRunnerFacts.find(({ name }) => name === factName);
  if (!fact) throw new Error(`There is no such fact: ${factName}`);
  try {
    await expect(fact.prove(harness)).rejects.toMatchObject({ matcherResult: { pass: false } });
  } finally {
    await harness.close();
  }
}

function casesOf<P>(runners: readonly BrokenRunner<P>[]) {
  return runners.flatMap(([runner, parts, breaks]) => breaks.map((fact) => ({ runner, parts, fact })));
}

describe('the contract of job runners', () => {
  it.each(casesOf(brokenRunners))('finds out a runner that $runner: $fact', async ({ parts, fact }) => {
    await expectFoundOut(fact, await inProcessHarness(parts));
  });
});

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
