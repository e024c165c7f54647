import type { BrokenRunner } from './job-broken-runners.js';
import type { JobHarness } from './job-fact.js';
import { jobRunnerFacts } from './job-runner.contract.js';

/** A broken runner must fail the fact it breaks, by the fact's own assertion. */
export async function expectFoundOut(factName: string, harness: JobHarness): Promise<void> {
  const fact = jobRunnerFacts.find(({ name }) => name === factName);
  if (!fact) throw new Error(`There is no such fact: ${factName}`);
  try {
    await expect(fact.prove(harness)).rejects.toMatchObject({ matcherResult: { pass: false } });
  } finally {
    await harness.close();
  }
}

export function casesOf<P>(runners: readonly BrokenRunner<P>[]) {
  return runners.flatMap(([runner, parts, breaks]) => breaks.map((fact) => ({ runner, parts, fact })));
}
