import { DataSource } from 'typeorm';
import { rotateKeys } from '../../src/cli/rotate-keys.js';
import { Configuration } from '../../src/config/configuration.js';
import { IdentitySweep } from '../../src/platform/auth/identity-sweep.js';
import { IdentityWorld } from './identity-world.js';

const minuteMs = 60_000;

describe('the keys tokens are signed with', () => {
  let world: IdentityWorld;

  beforeEach(async () => {
    world = await IdentityWorld.open({ settings: { GUEST_MAX_DAYS: '1' } });
  });

  afterEach(() => world.close());

  const rotate = async (retireOthers = false): Promise<void> => {
    const configuration = Configuration.read({ ...world.settings, NODE_ENV: 'test', LOG_LEVEL: 'silent' });
    await rotateKeys(configuration, { retireOthers, say: () => undefined, clock: world.clock });
  };
  const kidOf = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
  const published = async (): Promise<string[]> =>
    (await world.http.get('/.well-known/jwks.json')).body.keys.map(({ kid }: { kid: string }) => kid);
  const isGood = async (token: string, at = world) => (await at.get('/users/me', token)).status === 200;
  const kept = async (): Promise<number> =>
    (await world.app.get(DataSource).query('SELECT id FROM signing_keys')).length;

  it('are replaced by a command beside running servers, and the old one is believed meanwhile', async () => {
    const another = await IdentityWorld.open({ beside: world, settings: { GUEST_MAX_DAYS: '1' } });
    const before = (await world.register()).tokens;
    await rotate();
    expect(await published()).toHaveLength(2);
    world.clock.advance(minuteMs);
    const after = (await world.register()).tokens;
    expect(kidOf(after.accessToken)).not.toBe(kidOf(before.accessToken));
    expect(await published()).toEqual([kidOf(before.accessToken), kidOf(after.accessToken)]);
    for (const each of [world, another])
      expect([await isGood(before.accessToken, each), await isGood(after.accessToken, each)]).toEqual([
        true,
        true,
      ]);
    const refreshed = await another.post('/auth/refresh', { refreshToken: before.refreshToken });
    expect(kidOf(refreshed.body.accessToken)).toBe(kidOf(after.accessToken));
    await another.close({ keepData: true });
  });

  it('retire when no token they signed can be good any more, and are then forgotten', async () => {
    const old = kidOf((await world.register()).tokens.accessToken);
    await rotate();
    world.clock.advance((24 * 60 + 2) * minuteMs - 1);
    expect(await published()).toContain(old);
    await world.app.get(IdentitySweep).sweep();
    expect(await kept()).toBe(2);
    world.clock.advance(1);
    expect(await published()).not.toContain(old);
    await world.app.get(IdentitySweep).sweep();
    expect(await kept()).toBe(1);
    const { accessToken } = (await world.register()).tokens;
    expect(await isGood(accessToken)).toBe(true);
  });

  it('can be thrown away at once when one was stolen: its tokens end within the minute, sessions go on', async () => {
    const { accessToken, refreshToken } = (await world.register()).tokens;
    expect(await isGood(accessToken)).toBe(true);
    await rotate(true);
    world.clock.advance(minuteMs);
    expect(await isGood(accessToken)).toBe(false);
    const renewed = await world.post('/auth/refresh', { refreshToken });
    expect(await isGood(renewed.body.accessToken)).toBe(true);
    expect(await published()).toEqual([kidOf(renewed.body.accessToken)]);
  });

  it('come about once when two commands run at once', async () => {
    await world.register();
    await Promise.all([rotate(), rotate()]);
    const sequences = await world.app
      .get(DataSource)
      .query('SELECT sequence FROM signing_keys ORDER BY sequence');
    expect(new Set(sequences.map(({ sequence }: { sequence: number }) => sequence)).size).toBe(
      sequences.length,
    );
    expect(sequences.length).toBeGreaterThan(1);
  });
});

describe('what nobody can sign in with any more', () => {
  const dayMs = 86_400_000;
  let world: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.open();
  });

  afterAll(() => world.close());

  const count = async (table: string): Promise<number> =>
    (await world.app.get(DataSource).query(`SELECT * FROM ${table}`)).length;

  it('is forgotten, and what is live stays', async () => {
    const { mobile } = await world.register();
    await world.post('/auth/otp/request', { mobile });
    await world.post('/auth/login', { identifier: 'ghost@example.com', password: 'Wr0ng!Passw0rd' });
    expect(await Promise.all(['sessions', 'otp_challenges', 'sign_in_counters'].map(count))).toEqual([
      1, 1, 2,
    ]);
    world.clock.advance(96 * dayMs);
    const { tokens } = await world.register();
    await world.app.get(IdentitySweep).sweep();
    expect(await count('sessions')).toBe(2);
    expect(await Promise.all(['otp_challenges', 'sign_in_counters'].map(count))).toEqual([0, 0]);
    world.clock.advance(1 * dayMs + 1);
    await world.app.get(IdentitySweep).sweep();
    expect([await count('sessions'), await count('refresh_tokens')]).toEqual([1, 1]);
    expect((await world.post('/auth/refresh', { refreshToken: tokens.refreshToken })).status).toBe(200);
  });
});
