import { observed, recordActivity, watchActivities } from './activity.js';
import type { Activity } from './activity.js';
import { requestContext } from './request-context.js';

interface Seen {
  activity: Activity;
  outcome: string;
  durationMs: number;
}

describe('an activity', () => {
  let seen: Seen[];
  let stop: () => void;
  beforeEach(() => {
    seen = [];
    stop = watchActivities({
      ended: (activity, outcome, durationMs) => seen.push({ activity, outcome, durationMs }),
    });
  });
  afterEach(() => stop());

  it('is told with its outcome, and gives back what the work gave', async () => {
    await expect(observed('job', 'a', async () => 5)).resolves.toBe(5);
    await expect(observed('job', 'b', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(seen.map(({ activity, outcome }) => [activity.name, outcome])).toEqual([
      ['a', 'done'],
      ['b', 'failed'],
    ]);
  });

  it('knows what it is a part of and whose request it serves', async () => {
    await requestContext.run({ correlationId: 'c-1' }, () =>
      observed('turn', 'chat', async () => {
        await Promise.resolve();
        recordActivity('unit', 'run', { durationMs: 20, outcome: 'done', facts: { retries: 2 } });
      }),
    );
    const [unit, turn] = seen;
    expect(unit?.activity.within).toBe(turn?.activity);
    expect([unit?.activity.correlationId, turn?.activity.within]).toEqual(['c-1', null]);
    expect(unit?.durationMs).toBeGreaterThanOrEqual(20);
    expect(unit?.activity.facts).toEqual({ retries: 2 });
  });

  it('is not told to those who have stopped watching', async () => {
    stop();
    await observed('job', 'a', async () => undefined);
    expect(seen).toEqual([]);
  });
});
