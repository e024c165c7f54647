import { brokenRunners } from './job-broken-runners.js';
import { casesOf, expectFoundOut } from './job-found-out.js';
import { inProcessHarness } from './job-harness.js';

describe('the contract of job runners', () => {
  it.each(casesOf(brokenRunners))('finds out a runner that $runner: $fact', async ({ parts, fact }) => {
    await expectFoundOut(fact, await inProcessHarness(parts));
  });
});
