import { World } from '../world.js';
import type { List, Problem } from './marketplace.js';

interface SignedIn {
  user: { id: string };
  tokens: { accessToken: string; refreshToken: string; tokenType: string; expiresIn: number };
}

interface Address {
  id: string;
  pincode: string;
  isDefault: boolean;
}

const password = 'Str0ng!Passw0rd';

describe('an identity', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const logIn = (identifier: string, secret = password) =>
    world.call<SignedIn & Problem>('POST', '/auth/login', { body: { identifier, password: secret } });
  const statusOf = async (token: string) => (await world.call('GET', '/users/me', { token })).status;

  it('is signed in from the moment it registers', async () => {
    const body = { email: 'Ravi.New@Example.com', mobile: '98111 22233', password, firstName: 'Ravi' };
    const answer = await world.call<SignedIn>('POST', '/auth/register', { body });
    expect(answer.status).toBe(201);
    expect(answer.body.tokens).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });
    const me = await world.call('GET', '/users/me', { token: answer.body.tokens.accessToken });
    expect(me.body).toMatchObject({
      email: 'ravi.new@example.com',
      mobile: '+919811122233',
      firstName: 'Ravi',
    });
    expect(JSON.stringify(me.body)).not.toMatch(/password|hash/i);
  });

  it('has an email and a mobile that nobody else can register', async () => {
    const { email, mobile } = await world.newCustomer();
    const other = { email: 'another@example.com', mobile: '+919811100001', password, firstName: 'Asha' };
    for (const body of [
      { ...other, email: email.toUpperCase() },
      { ...other, mobile: mobile.slice(3) },
    ]) {
      const answer = await world.call<Problem>('POST', '/auth/register', { body });
      expect([answer.status, answer.body.code]).toEqual([409, 'user.already_exists']);
    }
  });

  it('can be taken by only one of two who register with it at once', async () => {
    const body = { email: 'twin@example.com', mobile: '+919811100002', password, firstName: 'Asha' };
    const answers = await Promise.all([1, 2, 3].map(() => world.call('POST', '/auth/register', { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('logs in by email or mobile, however they are written', async () => {
    const { id, email, mobile } = await world.newCustomer();
    for (const identifier of [email, email.toUpperCase(), mobile, mobile.slice(3), `0${mobile.slice(3)}`]) {
      const { status, body } = await logIn(identifier);
      expect([identifier, status, body.user.id]).toEqual([identifier, 200, id]);
    }
  });

  it('is refused alike for a wrong password and for nobody', async () => {
    const { email } = await world.newCustomer();
    const wrong = await logIn(email, 'Wr0ng!Passw0rd');
    const nobody = await logIn('nobody@example.com');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'auth.invalid_credentials']);
    expect([nobody.status, nobody.body.code, nobody.body.detail]).toEqual([
      401,
      wrong.body.code,
      wrong.body.detail,
    ]);
  });

  it('goes on with the next pair of tokens, and loses the session when a used refresh token comes back', async () => {
    const { refreshToken } = await world.newCustomer();
    const refresh = (token: string) =>
      world.call<SignedIn['tokens']>('POST', '/auth/refresh', { body: { refreshToken: token } });
    const second = await refresh(refreshToken);
    expect(second.status).toBe(200);
    expect(second.body.refreshToken).not.toBe(refreshToken);
    expect(await statusOf(second.body.accessToken)).toBe(200);
    world.clock.advance(60_000);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await refresh(second.body.refreshToken)).status).toBe(401);
    expect(await statusOf(second.body.accessToken)).toBe(401);
  });

  it('ends the session at once on logout, and only that one', async () => {
    const { email, token, refreshToken } = await world.newCustomer();
    const { tokens } = (await logIn(email)).body;
    expect((await world.call('POST', '/auth/logout', { token })).status).toBe(204);
    expect(await statusOf(token)).toBe(401);
    expect((await world.call('POST', '/auth/refresh', { body: { refreshToken } })).status).toBe(401);
    expect(await statusOf(tokens.accessToken)).toBe(200);
  });

  it('ends every session on logging out everywhere', async () => {
    const { email, token } = await world.newCustomer();
    const { tokens } = (await logIn(email)).body;
    expect((await world.call('POST', '/auth/logout-all', { token })).status).toBe(204);
    expect([await statusOf(token), await statusOf(tokens.accessToken)]).toEqual([401, 401]);
  });

  it('sees its own sessions and not the ones of others', async () => {
    const asha = await world.newCustomer();
    const ravi = await world.newCustomer();
    const { body } = await world.call<List<{ id: string }>>('GET', '/auth/sessions', { token: asha.token });
    expect(body.data).toHaveLength(1);
    const foreign = await world.call('DELETE', `/auth/sessions/${body.data[0]?.id ?? ''}`, {
      token: ravi.token,
    });
    expect(foreign.status).toBe(404);
    expect(await statusOf(asha.token)).toBe(200);
  });

  it('stops being believed when its access token runs out', async () => {
    const { token } = await world.newCustomer();
    world.clock.advance(14 * 60_000);
    expect(await statusOf(token)).toBe(200);
    world.clock.advance(60_000);
    expect(await statusOf(token)).toBe(401);
  });
});

describe('an address', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const list = async (token: string) =>
    (await world.call<List<Address>>('GET', '/addresses', { token })).body.data;

  it('is kept, listed, replaced and removed', async () => {
    const { token } = await world.newCustomer();
    const id = await world.addAddress(token);
    expect(await list(token)).toMatchObject([{ id, pincode: '560001', isDefault: true }]);
    const body = { line1: '7, Marine Drive', city: 'Mumbai', state: 'Maharashtra', pincode: '400001' };
    expect((await world.call('PUT', `/addresses/${id}`, { token, body })).body).toMatchObject({
      id,
      ...body,
    });
    expect((await world.call('DELETE', `/addresses/${id}`, { token })).status).toBe(204);
    expect(await list(token)).toEqual([]);
    expect((await world.call('GET', `/addresses/${id}`, { token })).status).toBe(404);
  });

  it('is the only default of its owner', async () => {
    const { token } = await world.newCustomer();
    await world.addAddress(token);
    const second = await world.addAddress(token, '560034');
    expect((await list(token)).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([second]);
  });

  it('does not exist for anybody else', async () => {
    const { token } = await world.newCustomer();
    const stranger = await world.newCustomer();
    const id = await world.addAddress(token);
    const body = { line1: 'Stolen', city: 'Bangalore', state: 'Karnataka', pincode: '560001' };
    for (const [method, sent] of [['GET'], ['PUT', body], ['DELETE']] as const) {
      const answer = await world.call<Problem>(method, `/addresses/${id}`, {
        token: stranger.token,
        body: sent,
      });
      expect([method, answer.status, answer.body.code]).toEqual([method, 404, 'address.not_found']);
    }
    expect((await world.call('GET', `/addresses/${id}`, { token })).body).toMatchObject({
      line1: '12, 5th Cross',
    });
  });
});
