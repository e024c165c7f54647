import { DateTime } from 'luxon';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { newId } from '../../src/kernel/ids.js';
import { Spoken, eventually } from './programs.js';
import type { Booking, List, Rate, Slot } from './marketplace.js';
import { describeInProduction, openProduction } from './production.js';
import type { Production } from './production.js';

const server = '../../dist/src/main.js';
const worker = '../../dist/src/worker.js';
const slug = 'ac-repair';

async function call<T>(
  base: string,
  method: string,
  path: string,
  token?: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      'Idempotency-Key': newId(),
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

async function freePort(): Promise<number> {
  const door = createServer().listen(0, '127.0.0.1');
  await once(door, 'listening');
  const { port } = door.address() as AddressInfo;
  door.close();
  await once(door, 'close');
  return port;
}

/** A new customer books the first free time of the coming days. */
async function book(base: string): Promise<{ userId: string; booking: Booking }> {
  const mobile = `+9198${String(randomInt(100_000_000)).padStart(8, '0')}`;
  const { user, tokens } = await call<{ user: { id: string }; tokens: { accessToken: string } }>(
    base,
    'POST',
    '/auth/register',
    undefined,
    { email: `${newId()}@example.com`, mobile, password: 'Str0ng!Passw0rd', firstName: 'Asha' },
  );
  const token = tokens.accessToken;
  const home = { line1: '12, 5th Cross', city: 'Bangalore', state: 'Karnataka', pincode: '560001' };
  const { id: addressId } = await call<{ id: string }>(base, 'POST', '/addresses', token, home);
  const rates = await call<List<Rate>>(base, 'GET', `/services/${slug}/rates?pincode=560001`);
  const rateCardId = rates.data[0]?.id ?? '';
  const from = DateTime.now().setZone('Asia/Kolkata').plus({ days: 1 }).toFormat('yyyy-MM-dd');
  const query = new URLSearchParams({ pincode: '560001', from, rateCardId });
  const slots = await call<{ data: Slot[] }>(base, 'GET', `/services/${slug}/slots?${query.toString()}`);
  const slotStart = slots.data.find(({ available }) => available)?.start;
  const order = { addressId, slotStart, items: [{ rateCardId, quantity: 1 }], paymentMethod: 'cash' };
  return { userId: user.id, booking: await call<Booking>(base, 'POST', '/bookings', token, order) };
}

describeInProduction('a server and workers on MySQL and Redis', () => {
  let production: Production;
  const started: Spoken[] = [];
  const start = (script: string, environment: Record<string, string> = {}): Spoken => {
    const each = new Spoken(script, [], {
      PORT: '0',
      HOST: '127.0.0.1',
      RATE_LIMIT_ENABLED: 'false',
      ...production.settings,
      ...environment,
    });
    started.push(each);
    return each;
  };

  beforeAll(async () => {
    production = await openProduction();
  }, 90_000);
  afterAll(async () => {
    for (const each of started) await each.end('SIGKILL');
    await production.close();
  }, 60_000);

  it('do the jobs of a booking in a worker, and only there', async () => {
    const api = start(server);
    await api.hears(/API\s+http/);
    const base = /API\s+(\S+)/.exec(api.text)?.[1] ?? '';
    const { userId } = await book(base);
    const noticesOf = () =>
      production.rows<{ kind: string; state: string }>(
        `SELECT kind, state FROM notifications WHERE userId = '${userId}' AND kind LIKE 'booking%'`,
      );
    const waiting = () =>
      production.rows<{ name: string }>(
        "SELECT name FROM jobs WHERE state = 'running' OR (state = 'waiting' AND runAt <= UTC_TIMESTAMP(3))",
      );
    expect((await waiting()).map(({ name }) => name)).toContain('on:booking.confirmed:notifications');
    expect(await noticesOf()).toEqual([]);

    const first = start(worker);
    const second = start(worker);
    for (const each of [first, second]) await each.hears(/worker is ready/);
    await eventually(async () => (await waiting()).length === 0);
    const notices = await noticesOf();
    expect(notices.length).toBeGreaterThan(0);
    expect(await production.rows("SELECT name, lastError FROM jobs WHERE state = 'dead'")).toEqual([]);

    const another = await book(base);
    await eventually(
      async () =>
        (
          await production.rows(
            `SELECT id FROM notifications WHERE userId = '${another.userId}' AND kind LIKE 'booking%'`,
          )
        ).length === notices.length,
    );
    for (const each of [first, second, api]) await each.end('SIGTERM');
    expect(await production.rows("SELECT id FROM jobs WHERE state = 'running'")).toEqual([]);
  }, 120_000);

  it('tell a supervisor how a worker is', async () => {
    const port = await freePort();
    const each = start(worker, { WORKER_PORT: String(port) });
    await each.hears(/worker is ready/);
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    expect((await ask('/health/live')).status).toBe(200);
    const ready = await ask('/health/ready');
    expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'ok' }]);
    expect((await ask('/api/v1/categories')).status).toBe(404);
    await each.end('SIGTERM');
  }, 60_000);

  it.each([
    ['a server', server, { DATABASE_URL: '' }, ['REDIS_URL is for several processes']],
    [
      'a worker',
      worker,
      { DATABASE_URL: '' },
      ['REDIS_URL is for several', 'A worker cannot work on the embedded'],
    ],
    ['a worker', worker, { REDIS_URL: '' }, ['A worker takes its jobs from Redis']],
    [
      'a worker',
      worker,
      { DATABASE_URL: '', REDIS_URL: '' },
      ['A worker cannot work on the embedded', 'A worker takes its jobs from Redis'],
    ],
  ])(
    '%s whose parts cannot work together does not start, and says why: %#',
    async (_who, script, parts, words) => {
      const each = start(script, parts);
      expect(await each.isOver()).toBe(1);
      for (const word of words) expect(each.text).toContain(word);
      expect(each.text).not.toMatch(/^\s+at /m);
    },
  );
});
