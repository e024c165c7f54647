import { jobName } from '../../src/platform/jobs/job-names.js';
import { gate, greet, tick } from './job-fact-parts.js';
import type { Numbered } from './job-fact-parts.js';
import type { JobFact } from './job-fact.js';

const hourly = jobName<Record<string, never>>('test.hourly');
const hourMs = 3_600 * tick;

/** Facts about lines of jobs and about schedules. */
export const orderFacts: readonly JobFact[] = [
  {
    name: 'jobs of one line run one at a time, in the order of their writing, whoever runs them',
    prove: async ({ work, jobs, handlers, runner, another }) => {
      const steps: string[] = [];
      handlers.register(greet, 'test', async (payload) => {
        const { n } = payload as Numbered;
        steps.push(`begin ${n}`);
        await work.read(async () => undefined);
        steps.push(`end ${n}`);
      });
      for (let n = 1; n <= 5; n += 1)
        await work.run((tx) => jobs.add(tx, greet, { n }, { orderKey: 'booking:7' }));
      await Promise.all([runner.settle(), another.settle()]);
      await runner.settle();
      expect(steps).toEqual([1, 2, 3, 4, 5].flatMap((n) => [`begin ${n}`, `end ${n}`]));
    },
  },
  {
    name: 'a job that waits for its next try holds up its own line and no other',
    prove: async ({ work, jobs, handlers, runner, clock }) => {
      const ran: number[] = [];
      handlers.register(greet, 'test', async (payload, { attempt }) => {
        const { n } = payload as Numbered;
        if (n === 1 && attempt === 1) throw new Error('once');
        ran.push(n);
      });
      await work.run(async (tx) => {
        await jobs.add(tx, greet, { n: 1 }, { orderKey: 'booking:7' });
        await jobs.add(tx, greet, { n: 2 }, { orderKey: 'booking:7' });
        await jobs.add(tx, greet, { n: 3 }, { orderKey: 'booking:8' });
        await jobs.add(tx, greet, { n: 4 });
      });
      await runner.settle();
      expect(ran.toSorted((a, b) => a - b)).toEqual([3, 4]);
      clock.advance(hourMs);
      await runner.settle();
      expect(ran.slice(2)).toEqual([1, 2]);
    },
  },
  {
    name: 'a running job holds up its line',
    prove: async ({ work, jobs, handlers, runner, another }) => {
      const { passed, open } = gate();
      const ran: number[] = [];
      handlers.register(greet, 'test', async (payload) => {
        ran.push((payload as Numbered).n);
        await passed;
      });
      await work.run(async (tx) => {
        await jobs.add(tx, greet, { n: 1 }, { orderKey: 'booking:7' });
        await jobs.add(tx, greet, { n: 2 }, { orderKey: 'booking:7' });
      });
      await runner.take();
      await another.take();
      expect(ran).toEqual([1]);
      open();
      await runner.settle();
      expect(ran).toEqual([1, 2]);
    },
  },
  {
    name: 'a dead job does not hold up its line',
    prove: async ({ work, jobs, handlers, runner, list }) => {
      handlers.register(greet, 'test', async (payload) => {
        if ((payload as Numbered).n === 1) throw new Error('never');
      });
      await work.run(async (tx) => {
        await jobs.add(tx, greet, { n: 1 }, { orderKey: 'booking:7', maxAttempts: 1 });
        await jobs.add(tx, greet, { n: 2 }, { orderKey: 'booking:7' });
      });
      await runner.settle();
      expect((await list(greet)).map(({ state }) => state)).toEqual(['dead', 'done']);
    },
  },
  {
    name: 'a schedule fires once at each of its instants, whatever number of runners look',
    prove: async ({ handlers, runner, another, clock, list }) => {
      handlers.register(hourly, 'test', async () => undefined);
      handlers.schedule(hourly, hourMs);
      const look = (): Promise<void[]> => Promise.all([runner.settle(), another.settle()]);
      await look();
      expect(await list(hourly)).toEqual([]);
      clock.set('2025-11-21T06:00:00.000Z');
      await look();
      await look();
      clock.set('2025-11-21T07:00:00.001Z');
      await look();
      expect((await list(hourly)).map(({ key, state }) => ({ key, state }))).toEqual([
        { key: 'test.hourly@2025-11-21T06:00:00.000Z', state: 'done' },
        { key: 'test.hourly@2025-11-21T07:00:00.000Z', state: 'done' },
      ]);
    },
  },
  {
    name: 'instants missed while nobody ran fire once together',
    prove: async ({ handlers, runner, clock, list }) => {
      handlers.register(hourly, 'test', async () => undefined);
      handlers.schedule(hourly, hourMs);
      await runner.settle();
      clock.advance(50 * hourMs);
      await runner.settle();
      expect(await list(hourly)).toHaveLength(1);
      clock.advance(hourMs);
      await runner.settle();
      expect(await list(hourly)).toHaveLength(2);
    },
  },
];
