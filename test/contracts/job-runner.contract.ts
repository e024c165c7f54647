import { deliveryFacts } from './job-delivery.facts.js';
import type { JobFact, JobHarness } from './job-fact.js';
import { failureFacts } from './job-failure.facts.js';
import { orderFacts } from './job-order.facts.js';

/** What every way of running jobs keeps (ARCHITECTURE 6). */
export const jobRunnerFacts: readonly JobFact[] = [...deliveryFacts, ...orderFacts, ...failureFacts];

export function jobRunnerContract(name: string, makeHarness: () => Promise<JobHarness>): void {
  describe(`${name} keeps the contract of job runners`, () => {
    let harness: JobHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.close());

    it.each(jobRunnerFacts)('$name', ({ prove }) => prove(harness));
  });
}
