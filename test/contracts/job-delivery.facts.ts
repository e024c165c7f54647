import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../src/kernel/ids.js';
import { requestContext } from '../../src/platform/telemetry/request-context.js';
import { gate, greet, tick } from './job-fact-parts.js';
import type { Numbered } from './job-fact-parts.js';
import type { JobFact } from './job-fact.js';

/** Facts about when a job runs, and how often. */
/** How long a runner that leaves at once may take over it. */
const goneMs = 700;

export const deliveryFacts: readonly JobFact[] = [
  {
    name: 'a rolled-back write leaves no job',
    prove: async ({ work, jobs, handlers, runner, list }) => {
      const ran: object[] = [];
      handlers.register(greet, 'test', async (payload) => ran.push(payload));
      const write = work.run(async (tx) => {
        await jobs.add(tx, greet, { n: 1 });
        throw new Error('refused');
      });
      await expect(write).rejects.toThrow('refused');
      await runner.settle();
      expect(ran).toEqual([]);
      expect(await list(greet)).toEqual([]);
    },
  },
  {
    name: 'a committed job runs with what it carries, under the correlation id of its writer',
    prove: async ({ work, jobs, handlers, runner, list }) => {
      const heard: unknown[] = [];
      handlers.register(greet, 'test', async (payload, { attempt }) => {
        heard.push({ payload, attempt, correlationId: requestContext.getStore()?.correlationId });
      });
      await requestContext.run({ correlationId: 'request-7' }, () =>
        work.run((tx) => jobs.add(tx, greet, { n: 7 })),
      );
      await runner.settle();
      expect(heard).toEqual([{ payload: { n: 7 }, attempt: 1, correlationId: 'request-7' }]);
      expect(await list(greet)).toMatchObject([{ state: 'done', attempts: 1 }]);
    },
  },
  {
    name: 'a started runner is woken by a commit, not by its next look',
    prove: async ({ work, jobs, handlers, runner }) => {
      const { passed, open } = gate();
      handlers.register(greet, 'test', async () => open());
      runner.start();
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      await passed;
    },
  },
  {
    name: 'a job does not run before its time',
    prove: async ({ work, jobs, handlers, runner, clock }) => {
      const ran: number[] = [];
      handlers.register(greet, 'test', async (payload) => ran.push((payload as Numbered).n));
      await work.run(async (tx) => {
        await jobs.add(tx, greet, { n: 1 }, { delayMs: 10 * tick });
        await jobs.add(tx, greet, { n: 2 }, { runAt: new Date(clock.now().getTime() + 20 * tick) });
      });
      clock.advance(10 * tick - 1);
      await runner.settle();
      expect(ran).toEqual([]);
      clock.advance(1);
      await runner.settle();
      expect(ran).toEqual([1]);
      clock.advance(10 * tick);
      await runner.settle();
      expect(ran).toEqual([1, 2]);
    },
  },
  {
    name: 'a key is added once, however many write it, also after the job is done',
    prove: async ({ work, jobs, handlers, runner, list }) => {
      const ran: number[] = [];
      handlers.register(greet, 'test', async (payload) => ran.push((payload as Numbered).n));
      const write = (n: number): Promise<void> =>
        work.run((tx) => jobs.add(tx, greet, { n }, { key: 'greet:7' }));
      await Promise.all([write(1), write(2), write(3)]);
      await runner.settle();
      await write(4);
      await runner.settle();
      expect(ran).toHaveLength(1);
      expect([1, 2, 3]).toContain(ran[0]);
      expect(await list(greet)).toHaveLength(1);
    },
  },
  {
    name: 'a duplicate key does not spoil the transaction it is written in',
    prove: async ({ work, jobs, effect, listEffects }) => {
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }, { key: 'greet:7' }));
      await work.run(async (tx) => {
        await jobs.add(tx, greet, { n: 2 }, { key: 'greet:7' });
        await effect(tx, newId(), 'written after the duplicate');
      });
      expect(await listEffects()).toEqual(['written after the duplicate']);
    },
  },
  {
    name: 'two runners share the jobs, and each job runs once',
    prove: async ({ work, jobs, handlers, runner, another }) => {
      const ran: number[] = [];
      handlers.register(greet, 'test', async (payload) => ran.push((payload as Numbered).n));
      await work.run(async (tx) => {
        for (let n = 0; n < 40; n += 1) await jobs.add(tx, greet, { n });
      });
      await Promise.all([runner.settle(), another.settle()]);
      expect(ran.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    },
  },
  {
    name: 'a job whose runner is gone is run again when its lease has ended, and not before',
    prove: async ({ work, jobs, handlers, runner, another, clock, leaseMs, list }) => {
      const { passed, open } = gate();
      const attempts: number[] = [];
      handlers.register(greet, 'test', async (_payload, { attempt }) => {
        attempts.push(attempt);
        if (attempt === 1) await passed;
      });
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      await runner.take();
      clock.advance(leaseMs - 1);
      await another.settle();
      expect(attempts).toEqual([1]);
      clock.advance(1);
      await another.settle();
      expect(attempts).toEqual([1, 2]);
      expect(await list(greet)).toMatchObject([{ state: 'done', attempts: 2 }]);
      open();
    },
  },
  {
    name: 'a lease that is renewed does not end',
    prove: async ({ work, jobs, handlers, runner, another, clock, leaseMs }) => {
      const { passed, open } = gate();
      const attempts: number[] = [];
      handlers.register(greet, 'test', async (_payload, { attempt }) => {
        attempts.push(attempt);
        await passed;
      });
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      await runner.take();
      clock.advance(leaseMs - 1);
      await runner.renewLeases();
      clock.advance(leaseMs - 1);
      await another.take();
      expect(attempts).toEqual([1]);
      open();
    },
  },
  {
    name: 'an effect happens once, though the job is run twice',
    prove: async ({ work, jobs, handlers, runner, another, clock, leaseMs, effect, listEffects, list }) => {
      const { passed, open } = gate();
      handlers.register(greet, 'test', async (_payload, { attempt }) => {
        if (attempt === 1) await passed;
        await work.run((tx) => effect(tx, newId(), `attempt ${attempt}`));
      });
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      await runner.take();
      clock.advance(leaseMs);
      await another.settle();
      open();
      await runner.settle();
      expect(await listEffects()).toEqual(['attempt 2']);
      expect(await list(greet)).toMatchObject([{ state: 'done', attempts: 2, lastError: null }]);
    },
  },
  {
    name: 'the effect and the end of its job are one commit',
    prove: async ({ work, jobs, handlers, runner, effect, listEffects, list }) => {
      handlers.register(greet, 'test', async () => {
        await work.run((tx) => effect(tx, newId(), 'greeted'));
        throw new Error('fails after the effect');
      });
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      await runner.settle();
      expect(await list(greet)).toMatchObject([{ state: 'done', attempts: 1 }]);
      expect(await listEffects()).toEqual(['greeted']);
    },
  },
  {
    name: 'a late runner does not overwrite what became of the job',
    prove: async ({ work, jobs, handlers, runner, another, clock, leaseMs, list }) => {
      const { passed, open } = gate();
      handlers.register(greet, 'test', async (_payload, { attempt }) => {
        if (attempt === 2) return;
        await passed;
        throw new Error('late');
      });
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      await runner.take();
      clock.advance(leaseMs);
      await another.settle();
      const [done] = await list(greet);
      open();
      await runner.settle();
      expect(await list(greet)).toEqual([done]);
      expect(done).toMatchObject({ state: 'done', attempts: 2, lastError: null });
    },
  },
  {
    name: 'a late runner does not end a job that another is still running',
    prove: async ({ work, jobs, handlers, runner, another, clock, leaseMs, list }) => {
      const first = gate();
      const second = gate();
      handlers.register(greet, 'test', (_payload, { attempt }) => (attempt === 1 ? first : second).passed);
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      await runner.take();
      clock.advance(leaseMs);
      await another.take();
      first.open();
      await runner.settle();
      expect(await list(greet)).toMatchObject([{ state: 'running', attempts: 2 }]);
      second.open();
      await another.settle();
      expect(await list(greet)).toMatchObject([{ state: 'done', attempts: 2 }]);
    },
  },
  {
    name: 'stopping waits for what runs, and takes nothing more',
    prove: async ({ work, jobs, handlers, runner, list }) => {
      const started = gate();
      const { passed, open } = gate();
      handlers.register(greet, 'test', async () => {
        started.open();
        await passed;
      });
      runner.start();
      await work.run((tx) => jobs.add(tx, greet, { n: 1 }));
      await started.passed;
      const stopped = runner.stop();
      await work.run((tx) => jobs.add(tx, greet, { n: 2 }));
      expect((await list(greet)).map(({ state }) => state)).toEqual(['running', 'waiting']);
      // Whoever does not wait is gone by now.
      expect(await Promise.race([stopped.then(() => 'gone'), pause(goneMs, 'waiting')])).toBe('waiting');
      open();
      await stopped;
      expect((await list(greet)).map(({ state }) => state)).toEqual(['done', 'waiting']);
    },
  },
];
