import { statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DateTime } from 'luxon';
import { newId } from '../../src/kernel/ids.js';
import { makeTestHome, testDialect } from '../database.js';
import type { TestHome } from '../database.js';
import type { Booking, List, Rate, Slot } from './marketplace.js';
import { Program } from './program.js';
import { Spoken } from './programs.js';

/** On a server it has the database alone as well: there is no Redis here. */
describe('the program', () => {
  let home: TestHome;
  const running: Program[] = [];
  beforeAll(async () => {
    home = await makeTestHome();
  });
  afterEach(() => Promise.all(running.splice(0).map((each) => each.end('SIGKILL'))));
  afterAll(() => home.remove());

  const start = (settings?: Record<string, string>): Program => {
    const program = new Program(home.folder, { ...home.settings, ...settings });
    running.push(program);
    return program;
  };

  const register = async (program: Program): Promise<string> => {
    const body = {
      email: `${newId()}@example.com`,
      mobile: '9811122244',
      password: 'Str0ng!Passw0rd',
      firstName: 'Asha',
    };
    const { tokens } = await program.call<{ tokens: { accessToken: string } }>(
      'POST',
      '/api/v1/auth/register',
      { body },
    );
    return tokens.accessToken;
  };

  const book = async (program: Program, token: string): Promise<Booking> => {
    const line = { line1: '12, 5th Cross', city: 'Bangalore', state: 'Karnataka', pincode: '560001' };
    const address = await program.call<{ id: string }>('POST', '/api/v1/addresses', { token, body: line });
    const rates = await program.call<List<Rate>>('GET', '/api/v1/services/ac-repair/rates?pincode=560001');
    const rateCardId = rates.data[0]?.id ?? '';
    const day = DateTime.now().setZone('Asia/Kolkata').plus({ days: 2 }).toISODate() ?? '';
    const path = `/api/v1/services/ac-repair/slots?pincode=560001&from=${day}&rateCardId=${rateCardId}`;
    const { data } = await program.call<{ data: Slot[] }>('GET', path);
    const slotStart = data.find(({ available }) => available)?.start;
    const items = [{ rateCardId, quantity: 1 }];
    const body = { addressId: address.id, slotStart, items, paymentMethod: 'cash' };
    return program.call<Booking>('POST', '/api/v1/bookings', { token, body, key: newId() });
  };

  it('needs no setting: it makes its marketplace, and says where it is and how to sign in', async () => {
    const program = start();
    const readyMs = await program.ready();
    process.stdout.write(`Ready after ${(readyMs / 1_000).toFixed(1)} s, with seeding.\n`);
    for (const said of [
      '/api/v1',
      '/docs',
      '/health/ready',
      '/dev/inbox',
      'Nexora@2026',
      '+919000000001',
      'EMP001',
      'EMP008',
    ])
      expect(program.output).toContain(said);
    expect(await program.call('GET', '/health/ready')).toMatchObject({ status: 'ok' });
    const body = { identifier: '+919000000001', password: 'Nexora@2026' };
    expect(await program.call('POST', '/api/v1/auth/login', { body })).toHaveProperty('tokens.accessToken');
    const staff = { identifier: 'EMP005', password: 'Nexora@2026' };
    expect(await program.call('POST', '/api/v1/ops/auth/login', { body: staff })).toHaveProperty(
      'permissions',
    );
    expect(program.errors).toBe('');
  });

  it('keeps what it said was done when it is killed, and is soon back', async () => {
    const first = start();
    await first.ready();
    const token = await register(first);
    const booking = await book(first, token);
    await first.end('SIGKILL');

    const second = start();
    const readyMs = await second.ready();
    process.stdout.write(`Ready again after ${(readyMs / 1_000).toFixed(1)} s, built and seeded.\n`);
    expect(readyMs).toBeLessThan(15_000);
    expect(await second.call('GET', `/api/v1/bookings/${booking.id}`, { token })).toEqual(booking);
  });

  it('keeps its database to itself, and says so to a second one', async () => {
    const first = start();
    await first.ready();
    // On a server the data folder is not what matters.
    const second = start(testDialect === 'mysql' ? { DATA_DIR: join(home.folder, 'another') } : {});
    expect((await second.end()).code).toBe(1);
    expect(second.errors).toContain('Another Nexora process is using');
    expect(second.errors).not.toMatch(/^ +at /m);
    expect(await first.call('GET', '/health/ready')).toMatchObject({ status: 'ok' });
  });

  it('lets a backup be made beside it, and nothing be thrown away', async () => {
    const program = start();
    await program.ready();
    const file = join(home.folder, 'kept.backup');
    const command = (...words: string[]) => new Spoken('../../dist/src/cli/cli.js', words, home.settings);
    const kept = command('backup', file);
    expect([await kept.isOver(), kept.text]).toEqual([0, '']);
    expect(statSync(file).size).toBeGreaterThan(1_000_000);
    for (const refused of [command('reset'), command('restore', file)]) {
      expect(await refused.isOver()).toBe(1);
      expect(refused.text).toMatch(/^Another Nexora process is using .+\.\n$/);
    }
    expect(await program.call('GET', '/health/ready')).toMatchObject({ status: 'ok' });
  });

  it('stops in order, and as a failure, when its database has become another’s', async () => {
    const program = new Spoken('lost-claim.mjs', [], {});
    expect(await program.isOver()).toBe(1);
    expect(program.text).toMatch(/^closed\nAnother Nexora process is using the database nexora\..*\n$/);
  });

  it('stops in order when asked to', async () => {
    const program = start();
    await program.ready();
    const { code, tookMs } = await program.end('SIGTERM');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(8_000);
    expect(program.errors).toBe('');
  });

  it('names every setting that cannot be used, at once', async () => {
    const program = start({
      PORT: 'soon',
      LOG_LEVEL: 'loud',
      ACCESS_TOKEN_MINUTES: '0',
      DATABASE_URL: 'mysql://here',
    });
    expect((await program.end()).code).toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'ACCESS_TOKEN_MINUTES', 'DATABASE_URL'])
      expect(program.errors).toContain(name);
    expect(program.errors).not.toMatch(/^ +at /m);
  });

  it('does not make demonstration logins in production, nor start there without a key of its own', async () => {
    const program = start({ NODE_ENV: 'production' });
    expect((await program.end()).code).toBe(1);
    expect(program.errors).toContain('ENCRYPTION_KEY');
    expect(program.output).not.toContain('Nexora@2026');
  });
});
