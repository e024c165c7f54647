import { createHash, createHmac, randomUUID } from 'node:crypto';
import { World } from '../world.js';
import { TalkingCustomer } from './customer.js';
import { booked, indianTime, localDay, newHouseholder, order, rateOf } from './marketplace.js';

interface Issued {
  id: string;
  clientId: string;
  clientSecret: string;
  apiKey: string;
  signingSecret: string | null;
  formerSecretEndsAt: string | null;
  lastUsedAt: string | null;
  code?: string;
}

interface Token {
  accessToken: string;
  tokenType: string;
  expiresAt: string;
  code?: string;
}

const hourMs = 3_600_000;

describe('an API key (ID-8)', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const issue = async (token: string, body: object = {}) =>
    (
      await world.call<Issued>('POST', '/api-keys', {
        token,
        body: { name: 'Home automation', scopes: ['addresses.read', 'profile.read'], ...body },
      })
    ).body;
  const exchange = ({ clientId }: Pick<Issued, 'clientId'>, clientSecret: string) =>
    world.call<Token>('POST', '/auth/token', { body: { clientId, clientSecret } });
  const tokenOf = async (key: Issued) => (await exchange(key, key.clientSecret)).body.accessToken;
  const get = (path: string, token: string) =>
    world.call<{ code: string; id: string }>('GET', path, { token });

  it('is shown once, kept hashed, and listed without its secrets', async () => {
    const { token } = await world.newCustomer();
    const key = await issue(token);
    expect(key.clientId).toMatch(/^nx_live_/);
    expect(key.apiKey).toBe(`${key.clientId}.${key.clientSecret}`);
    const { body } = await world.call<{ data: object[] }>('GET', '/api-keys', { token });
    expect(body.data).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain(key.clientSecret);
  });

  it('is exchanged for a token that acts for its owner, where its scopes reach', async () => {
    const asha = await world.newCustomer();
    const address = await world.addAddress(asha.token);
    const key = await issue(asha.token);
    const { status, body } = await exchange(key, key.clientSecret);
    expect([status, body.tokenType]).toEqual([200, 'Bearer']);
    expect(Date.parse(body.expiresAt)).toBe(world.clock.now().getTime() + 15 * 60_000);
    expect((await get('/users/me', body.accessToken)).body.id).toBe(asha.id);
    expect((await get(`/addresses/${address}`, body.accessToken)).status).toBe(200);
    const [listed] = (await world.call<{ data: Issued[] }>('GET', '/api-keys', { token: asha.token })).body
      .data;
    expect(listed?.lastUsedAt).toBe(world.clock.now().toISOString());
  });

  it('is refused with 403 where its scopes do not reach, and on routes closed to keys', async () => {
    const { token } = await world.newCustomer();
    const own = await tokenOf(await issue(token));
    const wrongScope = await world.call<{ code: string }>('DELETE', `/addresses/${randomUUID()}`, {
      token: own,
    });
    const threads = await get('/threads', own);
    const closed = await Promise.all(
      ['/users/me/export', '/api-keys', '/auth/sessions', '/bookings', '/ops/customers'].map((path) =>
        get(path, own),
      ),
    );
    expect([wrongScope.status, wrongScope.body.code, threads.status, threads.body.code]).toEqual([
      403,
      'auth.scope_missing',
      403,
      'auth.scope_missing',
    ]);
    expect(closed.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'auth.wrong_audience'],
      [403, 'auth.wrong_audience'],
      [403, 'auth.wrong_audience'],
      [403, 'auth.scope_missing'],
      [403, 'auth.scope_missing'],
    ]);
  });

  it('books for its owner when it may write, and only shows what is booked when it may read', async () => {
    const { token, addressId } = await newHouseholder(world);
    const rate = await rateOf(world, 'ac-repair');
    const start = indianTime(localDay(world, 2), '10:00');
    const [writes, reads] = [
      await tokenOf(await issue(token, { scopes: ['bookings.write'] })),
      await tokenOf(await issue(token, { scopes: ['bookings.read'] })),
    ];
    const body = order(addressId, rate.id, start);
    const refused = await world.call<{ code: string }>('POST', '/bookings', {
      token: reads,
      body,
      key: true,
    });
    expect([refused.status, refused.body.code]).toEqual([403, 'auth.scope_missing']);
    const { id } = await booked(world, writes, body);
    expect((await get(`/bookings/${id}`, writes)).body.code).toBe('auth.scope_missing');
    for (const path of [`/bookings/${id}`, `/bookings/${id}/events`, `/bookings/${id}/payments`, '/cart'])
      expect([path, (await get(path, reads)).status]).toEqual([path, 200]);
    expect((await get(`/bookings/${id}`, token)).body.id).toBe(id);
    expect((await get('/ops/bookings', reads)).body.code).toBe('auth.wrong_audience');
  });

  it('of staff reads what their role reads, decides nothing, and may keep the catalogue', async () => {
    const scopes = ['bookings.read', 'payments.read', 'providers.read', 'catalogue.read', 'catalogue.write'];
    const codes = async (employeeId: string) => {
      const key = await tokenOf(await issue(await world.staff(employeeId), { scopes }));
      const paths = [
        '/ops/bookings',
        '/ops/ledger',
        '/ops/payouts',
        '/ops/providers',
        '/ops/catalogue/services',
      ];
      const answers = [];
      for (const path of paths) answers.push(await get(path, key));
      const assigned = await world.call<{ code: string }>('POST', `/ops/bookings/${randomUUID()}/assign`, {
        ...{ token: key, body: { providerId: randomUUID() } },
      });
      const own = await get('/bookings', key);
      return [...answers, assigned, own].map(({ status, body }) => body.code ?? status);
    };
    const [lacks, closed] = ['auth.permission_missing', 'auth.wrong_audience'];
    expect(await codes('EMP008')).toEqual([200, lacks, lacks, 200, lacks, closed, closed]);
    expect(await codes('EMP006')).toEqual([200, 200, 200, lacks, lacks, closed, closed]);
    expect(await codes('EMP004')).toEqual([200, 200, lacks, 200, lacks, closed, closed]);
    expect(await codes('EMP002')).toEqual([200, 200, 200, 200, 200, closed, closed]);
  });

  it("sees what is its owner's and nobody else's", async () => {
    const [asha, ravi] = [await world.newCustomer(), await world.newCustomer()];
    const address = await world.addAddress(ravi.token);
    expect((await get(`/addresses/${address}`, await tokenOf(await issue(asha.token)))).status).toBe(404);
  });

  it('of a member of staff can do what their role can', async () => {
    const scopes = ['customers.read'];
    const support = await issue(await world.staff('EMP008'), { scopes });
    const finance = await issue(await world.staff('EMP006'), { scopes });
    expect((await get('/ops/customers', await tokenOf(support))).status).toBe(200);
    expect((await get('/ops/customers', await tokenOf(finance))).body.code).toBe('auth.permission_missing');
  });

  it('is given no scope that its owner has no use of, and no end that is past', async () => {
    const { token } = await world.newCustomer();
    const staff = await world.staff('EMP008');
    const expiresAt = new Date(world.clock.now().getTime() - 1).toISOString();
    const faults = [
      await issue(token, { scopes: ['customers.read'] }),
      await issue(staff, { scopes: ['addresses.read'] }),
      await issue(token, { scopes: ['bookings.everything'] }),
      await issue(token, { scopes: [] }),
      await issue(token, { expiresAt }),
    ];
    expect(faults.map(({ code }) => code)).toEqual(faults.map(() => 'request.invalid'));
  });

  it('is refused alike when it is unknown, past its end or revoked, and with a wrong secret', async () => {
    const { token } = await world.newCustomer();
    const key = await issue(token);
    const short = await issue(token, {
      expiresAt: new Date(world.clock.now().getTime() + 60_000).toISOString(),
    });
    const revoked = await issue(token);
    const begun = await tokenOf(revoked);
    const brief = await tokenOf(short);
    expect((await world.call('DELETE', `/api-keys/${revoked.id}`, { token })).status).toBe(204);
    world.clock.advance(60_000);
    const answers = [
      await exchange({ clientId: 'nx_live_000000000000000' }, key.clientSecret),
      await exchange(key, `${key.clientSecret}x`),
      await exchange(short, short.clientSecret),
      await exchange(revoked, revoked.clientSecret),
    ];
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
      new Set(['401 auth.invalid_credentials']),
    );
    expect([(await get('/users/me', begun)).status, (await get('/users/me', brief)).status]).toEqual([
      401, 401,
    ]);
  });

  it('is rotated with a day of overlap', async () => {
    const { token } = await world.newCustomer();
    const key = await issue(token);
    const rotated = (await world.call<Issued>('POST', `/api-keys/${key.id}/rotate`, { token })).body;
    expect(rotated.clientId).toBe(key.clientId);
    expect(Date.parse(rotated.formerSecretEndsAt ?? '')).toBe(world.clock.now().getTime() + 24 * hourMs);
    const both = async () => [
      (await exchange(key, key.clientSecret)).status,
      (await exchange(key, rotated.clientSecret)).status,
    ];
    expect(await both()).toEqual([200, 200]);
    world.clock.advance(24 * hourMs);
    expect(await both()).toEqual([401, 200]);
  });

  it('belongs to its owner: nobody else sees, rotates or revokes it', async () => {
    const [asha, ravi] = [await world.newCustomer(), await world.newCustomer()];
    const key = await issue(asha.token);
    const { token } = ravi;
    expect((await world.call<{ data: unknown[] }>('GET', '/api-keys', { token })).body.data).toEqual([]);
    expect((await world.call('POST', `/api-keys/${key.id}/rotate`, { token })).status).toBe(404);
    expect((await world.call('DELETE', `/api-keys/${key.id}`, { token })).status).toBe(404);
    expect((await exchange(key, key.clientSecret)).status).toBe(200);
  });

  it('gets by talking what its scopes open by REST, and no more', async () => {
    const { token } = await world.newCustomer();
    const chat = ['chat.read', 'chat.write'];
    const talker = await tokenOf(await issue(token, { scopes: chat }));
    const reader = await tokenOf(await issue(token, { scopes: [...chat, 'bookings.read'] }));
    const writer = await tokenOf(
      await issue(token, {
        scopes: [...chat, 'bookings.read', 'bookings.write', 'addresses.read', 'addresses.write'],
      }),
    );
    const customer = new TalkingCustomer(world, token);
    const { threadId } = await customer.say('hello');
    const say = (as: string, message: string) => world.say(as, message, threadId);
    const wish = 'Book tap repair tomorrow at 11am at 12, 5th Cross, MG Road, 560001, just the basic repair';
    const refusal = (scope: string) => expect.stringContaining(`lacks the scope ${scope}`) as string;

    for (const asked of ['Show my bookings', wish, 'Cancel my booking']) {
      const scope = asked === wish ? 'bookings.write' : 'bookings.read';
      expect(await say(talker, asked)).toMatchObject({
        reply: refusal(scope),
        proposal: null,
        awaiting: null,
      });
    }
    expect((await say(talker, 'hello')).reply).not.toContain('Asha');
    expect((await say(reader, 'Show my bookings')).reply).not.toContain('lacks the scope');

    const { proposal } = await customer.toProposal(wish);
    expect(proposal).not.toBeNull();
    expect(await say(reader, 'yes')).toMatchObject({ reply: refusal('bookings.write'), action: null });
    expect(await say(writer, 'yes')).toMatchObject({ action: { kind: 'booking.created' } });
    expect(await say(reader, 'cancel my booking')).toMatchObject({ reply: refusal('bookings.write') });
    expect((await say(writer, 'cancel my booking')).proposal).not.toBeNull();
  });

  it('sets an assistant up for a visit', async () => {
    const { token } = await world.newCustomer();
    const { apiKey } = await issue(token);
    const initialize = (body: object) =>
      world.call<{ assistantId: string; sessionId: string; configuration: object; code?: string }>(
        'POST',
        '/auth/initialize',
        { body: { assistantId: 'nexora', apiKey, ...body } },
      );
    const { status, body } = await initialize({ configuration: { language: 'hi' } });
    expect([status, body.assistantId, body.configuration]).toEqual([
      200,
      'nexora',
      { title: 'Nexora', language: 'hi', theme: 'system', showsSuggestions: true },
    ]);
    const refused = [
      await initialize({ assistantId: 'nobody' }),
      await initialize({ apiKey: `${apiKey}x` }),
      await initialize({ apiKey: 'nonsense' }),
      await initialize({ configuration: { language: 'fr' } }),
      await initialize({ configuration: { colour: 'red' } }),
    ];
    expect(refused.map((each) => [each.status, each.body.code])).toEqual([
      [404, 'assistant.not_found'],
      [401, 'auth.invalid_credentials'],
      [401, 'auth.invalid_credentials'],
      [422, 'request.invalid'],
      [422, 'request.invalid'],
    ]);
  });

  describe('that signs its requests', () => {
    let key: Issued;
    let token: string;
    beforeAll(async () => {
      const owner = await world.newCustomer();
      key = await issue(owner.token, { isSigned: true, scopes: ['addresses.read', 'addresses.write'] });
      token = await tokenOf(key);
    });

    const sign = (
      method: string,
      path: string,
      body = '',
      at = world.clock.now(),
      nonce: string = randomUUID(),
    ) => {
      const timestamp = String(Math.floor(at.getTime() / 1_000));
      const hash = createHash('sha256').update(body).digest('hex');
      const text = [method, `/api/v1${path}`, hash, timestamp, nonce].join('\n');
      return {
        'X-Signature': createHmac('sha256', key.signingSecret ?? '')
          .update(text)
          .digest('hex'),
        'X-Signature-Timestamp': timestamp,
        'X-Signature-Nonce': nonce,
      };
    };
    const send = async (headers: Record<string, string>, path = '/addresses') =>
      (await world.call<{ code?: string }>('GET', path, { token, headers })).body.code ?? 'ok';
    const address = JSON.stringify({
      line1: '12, 5th Cross',
      city: 'Bangalore',
      state: 'Karnataka',
      pincode: '560001',
      isDefault: true,
    });

    it('is let in with a good signature, over the body as well', async () => {
      expect(await send(sign('GET', '/addresses'))).toBe('ok');
      const headers = sign('POST', '/addresses', address);
      expect((await world.call('POST', '/addresses', { token, body: address, headers })).status).toBe(201);
    });

    it('is refused without one, and with one of other parts', async () => {
      const refused = 'auth.signature_invalid';
      expect(await send({})).toBe(refused);
      expect(await send(sign('POST', '/addresses'))).toBe(refused);
      expect(await send(sign('GET', '/addresses'), '/addresses?limit=1')).toBe(refused);
      expect(await send({ ...sign('GET', '/addresses'), 'X-Signature-Nonce': randomUUID() })).toBe(refused);
      const other = await world.call<{ code: string }>('POST', '/addresses', {
        token,
        body: address.replace('12', '13'),
        headers: sign('POST', '/addresses', address),
      });
      expect(other.body.code).toBe(refused);
    });

    it('is refused when its time is more than five minutes off', async () => {
      const off = (ms: number) =>
        send(sign('GET', '/addresses', '', new Date(world.clock.now().getTime() + ms)));
      expect([await off(-299_000), await off(299_000)]).toEqual(['ok', 'ok']);
      expect([await off(-302_000), await off(302_000)]).toEqual([
        'auth.signature_invalid',
        'auth.signature_invalid',
      ]);
    });

    it('is let in once with one signature, also when twenty copies come at once', async () => {
      const headers = sign('GET', '/addresses');
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(headers)));
      expect(answers.filter((code) => code === 'ok')).toHaveLength(1);
      expect(await send(headers)).toBe('auth.signature_invalid');
    });

    it('does not have its nonce spent by somebody without its secret', async () => {
      const headers = sign('GET', '/addresses');
      expect(await send({ ...headers, 'X-Signature': '0'.repeat(64) })).toBe('auth.signature_invalid');
      expect(await send(headers)).toBe('ok');
    });
  });
});
