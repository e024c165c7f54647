import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { describeOn } from '../database.js';
import { storm } from '../proofs/storm.js';
import type { StormPlan } from '../proofs/storm.js';

/** The short form of the storms of `npm run prove:bookings`. */
const small: StormPlan = {
  ...{ operations: 1_000, seed: 11, perRound: 250, atOnce: 6 },
  ...{ providers: 4, customers: 12 },
};
describeOn('mysql')('the exclusion space under a storm from two processes (HB-2, HB-3)', () => {
  beforeAll(() => {
    const built = spawnSync(process.execPath, ['scripts/prove-bookings.mjs', '--build-only'], {
      encoding: 'utf8',
    });
    expect(built.stderr).toBe('');
    expect(built.status).toBe(0);
  }, 60_000);

  it('holds, loses no time and leaves no deadlock to anybody', async () => {
    const { operations, outcomes, broken, refusesSecondOwner, filled, cancelled } = await storm(small);
    expect(broken).toEqual([]);
    expect(operations).toBe(1_000);
    expect([...outcomes.keys()].filter((each) => each.endsWith('database.busy'))).toEqual([]);
    expect(refusesSecondOwner).toBe(true);
    expect(filled).toBeGreaterThan(0);
    expect(cancelled).toBeGreaterThan(filled);
  }, 120_000);
});
