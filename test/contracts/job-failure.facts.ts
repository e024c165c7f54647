import { DomainError } from '../../src/kernel/errors.js';
import type { Kind } from '../../src/kernel/errors.js';
import { greet, tick } from './job-fact-parts.js';
import type { JobFact } from './job-fact.js';

class Refused extends DomainError {
  readonly code = 'test.refused';

  constructor(readonly kind: Kind) {
    super('Refused.');
  }
}

const dayMs = 86_400 * tick;

/** Facts about jobs that fail. */
export const failureFacts: readonly JobFact[] = [
  {
    name: 'what is unavailable is tried again, later each time, until it is there',
    prove: async ({ work, jobs, handlers, runner, clock, list }) => {
      handlers.register(greet, 'test', async (_payload, { attempt }) => {
        if (attempt < 8) throw new Refused('unavailable');
      });
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      const delaysMs: number[] = [];
      await runner.settle();
      for (;;) {
        const [job] = await list(greet);
        if (job?.state !== 'waiting') break;
        const delayMs = job.runAt.getTime() - clock.now().getTime();
        delaysMs.push(delayMs);
        clock.advance(delayMs - 1);
        await runner.settle();
        expect((await list(greet))[0]?.attempts).toBe(job.attempts);
        clock.advance(1);
        await runner.settle();
      }
      expect(await list(greet)).toMatchObject([{ state: 'done', attempts: 8, lastError: null }]);
      delaysMs.forEach((delayMs, at) => {
        expect(delayMs).toBeGreaterThanOrEqual(1_000 * 2 ** at);
        expect(delayMs).toBeLessThanOrEqual(2_000 * 2 ** at);
      });
    },
  },
  {
    name: 'a refusal of any other kind is an answer: the job is dead at once, and keeps it',
    prove: async ({ work, jobs, handlers, runner, clock, list }) => {
      handlers.register(greet, 'test', async () => {
        throw new Refused('conflict');
      });
      await work.run((tx) => jobs.add(tx, greet, { n: 9 }));
      await runner.settle();
      clock.advance(dayMs);
      await runner.settle();
      expect(await list(greet)).toMatchObject([
        { state: 'dead', attempts: 1, payload: { n: 9 }, lastError: 'Refused: Refused.' },
      ]);
    },
  },
  {
    name: 'an unknown error is tried five times, then the job is dead',
    prove: async ({ work, jobs, handlers, runner, clock, list }) => {
      let tries = 0;
      handlers.register(greet, 'test', async () => {
        tries += 1;
        throw new TypeError(`try ${tries}`);
      });
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      for (let day = 0; day < 10; day += 1) {
        await runner.settle();
        clock.advance(dayMs);
      }
      expect(tries).toBe(5);
      expect(await list(greet)).toMatchObject([
        { state: 'dead', attempts: 5, lastError: 'TypeError: try 5' },
      ]);
    },
  },
  {
    name: 'a failed try leaves nothing of what it wrote',
    prove: async ({ work, jobs, handlers, runner, effect, listEffects, list }) => {
      handlers.register(greet, 'test', () =>
        work.run(async (tx) => {
          await effect(tx, '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10', 'half');
          throw new Error('in the middle');
        }),
      );
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      await runner.settle();
      expect(await listEffects()).toEqual([]);
      expect(await list(greet)).toMatchObject([
        { state: 'waiting', attempts: 1, lastError: 'Error: in the middle' },
      ]);
    },
  },
  {
    name: 'a job that nobody knows is dead, not lost',
    prove: async ({ work, jobs, runner, list }) => {
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      await runner.settle();
      expect(await list(greet)).toMatchObject([{ state: 'dead', payload: { n: 1 } }]);
    },
  },
  {
    name: 'a job that ends its runner every time is dead in the end',
    prove: async ({ work, jobs, handlers, runner, another, clock, leaseMs, list }) => {
      let tries = 0;
      const lost: (() => void)[] = [];
      handlers.register(greet, 'test', () => {
        tries += 1;
        return new Promise<void>((resolve) => lost.push(resolve));
      });
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }, { maxAttempts: 3 }));
      for (let round = 0; round < 6; round += 1) {
        await (round % 2 === 0 ? runner : another).take();
        clock.advance(leaseMs);
      }
      expect(tries).toBe(3);
      expect((await list(greet)).map(({ state }) => state)).toEqual(['dead']);
      lost.forEach((release) => release());
    },
  },
];
