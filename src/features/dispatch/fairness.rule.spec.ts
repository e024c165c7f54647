import fc from 'fast-check';
import { heldBack, meanOf, reckonedJobs } from './fairness.rule.js';
import type { WeekOfWork } from './fairness.rule.js';

const dayMs = 86_400_000;
const peer = (id: string, jobs: number, joinedAt = 0): WeekOfWork => ({ id, jobs, joinedAt });
const given = (providerId: string, days: readonly number[]) =>
  days.map((day) => ({ providerId, bookedAt: day * dayMs }));

describe('DI-4: the jobs of a week somebody is reckoned to have', () => {
  it('are their own, for those who were there all along', () => {
    const reckoned = reckonedJobs([peer('a', 7), peer('b', 0)], [...given('a', [1, 2, 3])]);
    expect([...reckoned]).toEqual([
      ['a', 7],
      ['b', 0],
    ]);
  });

  it('begin at the mean of the others for a newcomer, and go up by one with each job of theirs', () => {
    const others = [peer('a', 6), peer('b', 4)];
    const earlier = [...given('a', [1, 1, 2, 2, 3, 3]), ...given('b', [1, 2, 3, 4])];
    const joinedAt = 5 * dayMs;
    const reckonedWith = (jobs: number) =>
      reckonedJobs([...others, peer('new', jobs, joinedAt)], earlier).get('new');
    expect(reckonedWith(0)).toBe(5);
    expect(reckonedWith(2)).toBe(7);
  });

  it('leave out what the others were given after the newcomer had come', () => {
    const earlier = [...given('a', [1, 2, 6, 7])];
    expect(reckonedJobs([peer('a', 4), peer('new', 0, 5 * dayMs)], earlier).get('new')).toBe(2);
  });

  it('put one newcomer after another at the mean, the earlier one counted as they stand', () => {
    const earlier = [...given('a', [1, 1, 1, 1]), ...given('second', [3])];
    const peers = [peer('a', 4), peer('second', 1, 2 * dayMs), peer('third', 0, 4 * dayMs)];
    const reckoned = reckonedJobs(peers, earlier);
    expect(reckoned.get('second')).toBe(5);
    expect(reckoned.get('third')).toBe(4.5);
  });
});

describe('DI-4: the hard stop', () => {
  const stopped = (...jobs: number[]) =>
    [...heldBack(new Map(jobs.map((each, at) => [String(at), each])), 5)].map(Number);

  it('holds back who is five jobs above the mean of the others, and not who is four', () => {
    expect(stopped(9, 4, 4)).toEqual([0]);
    expect(stopped(8, 4, 4)).toEqual([]);
  });

  it('never holds back somebody who is alone', () => {
    expect(stopped(50)).toEqual([]);
  });

  it('always leaves one of several', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: 1, max: 10 }),
        (jobs, gap) => {
          const reckoned = new Map(jobs.map((each, at) => [String(at), each]));
          expect(heldBack(reckoned, gap).size).toBeLessThan(jobs.length);
        },
      ),
    );
  });

  it('keeps everybody within the gap of the mean of the others, whoever of the rest is chosen each time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.array(fc.nat(), { maxLength: 120 }),
        fc.integer({ min: 1, max: 6 }),
        (size, choices, gap) => {
          const jobs = new Map(Array.from({ length: size }, (_, at) => [String(at), 0]));
          for (const choice of choices) {
            const stopped = heldBack(jobs, gap);
            const free = [...jobs.keys()].filter((id) => !stopped.has(id));
            const chosen = free[choice % free.length] ?? '';
            jobs.set(chosen, (jobs.get(chosen) ?? 0) + 1);
            const others = meanOf([...jobs].filter(([id]) => id !== chosen).map(([, each]) => each)) ?? 0;
            expect(jobs.get(chosen)).toBeLessThanOrEqual(others + gap + 1e-9);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('lets a newcomer have the next job only as often as the others, once they stand at the mean', () => {
    const earlier = [...given('a', [1, 1, 1, 1, 1, 1]), ...given('b', [1, 1, 1, 1, 1, 1])];
    const peers = [peer('a', 6), peer('b', 6), peer('new', 6, 2 * dayMs)];
    expect([...heldBack(reckonedJobs(peers, earlier), 5)]).toEqual(['new']);
  });
});
