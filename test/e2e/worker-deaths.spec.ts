import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '../../scripts/services.mjs';
import { Spoken, eventually } from './programs.js';
import { describeInProduction, openProduction } from './production.js';
import type { Production } from './production.js';

const jobs = 64;
const settings = { JOBS_LEASE_MS: '1500', JOBS_POLL_MS: '200', JOBS_CONCURRENCY: '4' };

interface Counted {
  n: number | string;
}

describeInProduction('workers that are processes', () => {
  let production: Production;
  const started: Spoken[] = [];
  let redisUrl: string | undefined;
  const start = (...parameters: string[]): Spoken => {
    const own: Record<string, string> = redisUrl === undefined ? {} : { REDIS_URL: redisUrl };
    const each = new Spoken('greeter.mjs', parameters, { ...production.settings, ...settings, ...own });
    started.push(each);
    return each;
  };
  const count = async (condition: string): Promise<number> =>
    Number((await production.rows<Counted>(`SELECT COUNT(*) AS n FROM ${condition}`))[0]?.n);
  const write = async (howMany: number, from = 0): Promise<void> => {
    const writer = start('writer', String(howMany), String(from));
    expect(await writer.isOver()).toBe(0);
    expect(writer.text).toContain('written');
  };
  const unfinished = () => count("jobs WHERE name = 'test.greet' AND state <> 'done'");

  beforeEach(async () => {
    production = await openProduction();
  }, 90_000);
  afterEach(async () => {
    for (const each of started.splice(0)) await each.end('SIGKILL');
    redisUrl = undefined;
    await production.close();
  }, 60_000);

  it('lose nothing and double nothing when one is killed in the middle of its jobs', async () => {
    await write(jobs);
    const doomed = start('worker');
    const other = start('worker');
    await doomed.hears(() => doomed.after('begin').length > doomed.after('end').length + 1);
    await doomed.end('SIGKILL');
    await eventually(async () => (await unfinished()) === 0);
    const greeted = await production.rows<{ what: string }>("SELECT what FROM effects WHERE what <> 'tick'");
    const expected = Array.from({ length: jobs }, (_, n) => `greeted ${n}`);
    expect(greeted.map(({ what }) => what).toSorted()).toEqual(expected.toSorted());
    expect(await count("jobs WHERE name = 'test.greet' AND attempts > 1")).toBeGreaterThan(0);
    expect(other.after('end').length).toBeGreaterThan(0);
  }, 120_000);

  it('keep the order of every line, also across a death', async () => {
    await write(jobs);
    const doomed = start('worker');
    await doomed.hears(() => doomed.after('begin').length > 2);
    await doomed.end('SIGKILL');
    start('worker');
    start('worker');
    await eventually(async () => (await unfinished()) === 0);
    const greeted = await production.rows<{ what: string }>(
      "SELECT what FROM effects WHERE what <> 'tick' ORDER BY id",
    );
    const numbers = greeted.map(({ what }) => Number(what.split(' ')[1]));
    for (let line = 0; line < 8; line += 1) {
      const ofLine = numbers.filter((n) => n % 8 === line);
      expect(ofLine).toEqual(ofLine.toSorted((a, b) => a - b));
    }
  }, 120_000);

  it('finish what they hold on SIGTERM, and leave the rest to others', async () => {
    await write(jobs);
    const worker = start('worker');
    await worker.hears(() => worker.after('begin').length > worker.after('end').length + 1);
    await worker.end('SIGTERM');
    expect(worker.after('end').toSorted()).toEqual(worker.after('begin').toSorted());
    expect(await count("jobs WHERE state = 'running'")).toBe(0);
    const left = await unfinished();
    expect(left).toBeGreaterThan(0);
    expect(await count("effects WHERE what <> 'tick'")).toBe(jobs - left);
    start('worker');
    await eventually(async () => (await unfinished()) === 0);
    expect(await count("jobs WHERE name = 'test.greet' AND attempts <> 1")).toBe(0);
  }, 120_000);

  it('go on where they were when a Redis that died is back, empty', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nexora-redis-'));
    const redis = await startRedis(folder);
    redisUrl = redis.url;
    await write(jobs);
    const worker = start('worker');
    await worker.hears(() => worker.after('begin').length > 2);
    await redis.stop('SIGKILL');
    await write(8, jobs);
    const again = await startRedis(folder, { port: redis.port });
    await eventually(async () => (await unfinished()) === 0);
    const greeted = await production.rows<{ what: string }>("SELECT what FROM effects WHERE what <> 'tick'");
    const expected = Array.from({ length: jobs + 8 }, (_, n) => `greeted ${n}`);
    expect(greeted.map(({ what }) => what).toSorted()).toEqual(expected.toSorted());
    await again.stop('SIGKILL');
    await worker.end('SIGTERM');
    expect(worker.after('end').length).toBe(jobs + 8);
    expect(worker.text).not.toMatch(/Error/);
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  it('fire a schedule once at each of its instants, however many of them run', async () => {
    const workers = [start('worker'), start('worker'), start('worker')];
    for (const each of workers) await each.hears(/ready/);
    await eventually(async () => (await count("jobs WHERE name = 'test.tick' AND state = 'done'")) >= 5);
    for (const each of workers) await each.end('SIGTERM');
    const fired = await production.rows<{ key: string; state: string }>(
      "SELECT `key`, state FROM jobs WHERE name = 'test.tick' ORDER BY `key`",
    );
    const instants = fired.map(({ key }) => Date.parse(key.split('@')[1] ?? ''));
    expect(new Set(instants).size).toBe(fired.length);
    instants.forEach((at) => expect(at % 1_000).toBe(0));
    expect(await count("effects WHERE what = 'tick'")).toBe(
      fired.filter(({ state }) => state === 'done').length,
    );
  }, 120_000);
});
