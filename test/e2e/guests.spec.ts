import { World } from '../world.js';
import type { Answer } from '../api.js';

interface Guest {
  sessionId: string;
  accessToken: string;
  expiresAt: string;
}

interface Converted {
  user: { id: string; email: string };
  tokens: { accessToken: string };
  migrated: { threads: number; files: number; holds: number; cartItems: number };
  code?: string;
}

const hourMs = 3_600_000;
const password = 'Str0ng!Passw0rd';
let people = 0;

function somebody() {
  people += 1;
  return {
    email: `guest.${people}@example.com`,
    mobile: `+9197000${String(people).padStart(5, '0')}`,
    password,
    firstName: 'Asha',
  };
}

describe('a guest (ID-7)', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const admit = async () => (await world.call<Guest>('POST', '/auth/guest', { body: {} })).body;
  const statusOf = async (token: string) => (await world.call('GET', '/threads', { token })).status;
  const openThread = (token: string) =>
    world.call<{ id: string; code?: string }>('POST', '/threads', { token, body: {} });
  const convert = (guest: Guest, body: object, token = guest.accessToken): Promise<Answer<Converted>> =>
    world.call<Converted>('POST', '/auth/convert-session', {
      token,
      body: { sessionId: guest.sessionId, ...body },
    });

  it('is let in with a token for a day', async () => {
    const answer = await world.call<Guest>('POST', '/auth/guest', {
      body: { deviceId: 'pixel-9', metadata: { platform: 'android', beta: true } },
    });
    expect(answer.status).toBe(201);
    expect(Date.parse(answer.body.expiresAt)).toBe(world.clock.now().getTime() + 24 * hourMs);
    expect(await statusOf(answer.body.accessToken)).toBe(200);
  });

  it('says no more of itself than plain values', async () => {
    for (const metadata of [{ deep: {} }, { long: 'x'.repeat(201) }, [], 'text'])
      expect((await world.call('POST', '/auth/guest', { body: { metadata } })).status).toBe(422);
  });

  it('is known as long as it comes back within a day, and forgotten after one without it', async () => {
    const { accessToken } = await admit();
    for (let visit = 0; visit < 3; visit += 1) {
      world.clock.advance(23 * hourMs);
      expect(await statusOf(accessToken)).toBe(200);
    }
    world.clock.advance(24 * hourMs);
    expect(await statusOf(accessToken)).toBe(401);
  });

  it('ends its own session, and no other', async () => {
    const [one, other] = [await admit(), await admit()];
    const path = `/auth/guest/sessions/${other.sessionId}`;
    expect((await world.call('DELETE', path, { token: one.accessToken })).status).toBe(404);
    expect((await world.call('DELETE', path, { token: other.accessToken })).status).toBe(204);
    expect([await statusOf(one.accessToken), await statusOf(other.accessToken)]).toEqual([200, 401]);
  });

  it('keeps at most ten threads, also when it opens many at once', async () => {
    const { accessToken: token } = await admit();
    const opened = await Promise.all(Array.from({ length: 14 }, () => openThread(token)));
    expect(opened.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(new Set(opened.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['chat.guest_threads_full']),
    );
    const spoken = await world.call('POST', '/chat/message', { token, body: { message: 'hello' } });
    expect(spoken.status).toBe(409);
  });

  it('may ask and be quoted by talking, and is asked to sign in before anything is booked', async () => {
    const { accessToken: token } = await admit();
    expect((await world.say(token, 'hello')).agent).toBe('conversation');
    const price = await world.say(token, 'How much is AC repair in 560001?');
    expect(price.reply).toMatch(/₹/);
    const offer = await world.say(token, 'Book AC repair tomorrow at 11 am at 560001');
    let turn = offer;
    for (let asked = 0; turn.awaiting === 'variant' && asked < 3; asked += 1)
      turn = await world.say(token, turn.options[0]?.label ?? '', turn.threadId);
    expect(turn.reply).toMatch(/sign in/i);
    expect([turn.proposal, turn.action]).toEqual([null, null]);
    for (const message of ['show my bookings', 'cancel my booking'])
      expect((await world.say(token, message)).reply).toMatch(/sign in/i);
  });

  it('has no business where customers act', async () => {
    const { accessToken: token } = await admit();
    for (const path of ['/bookings', '/addresses', '/users/me', '/api-keys'])
      expect((await world.call<{ code: string }>('GET', path, { token })).body.code).toBe(
        'auth.wrong_audience',
      );
  });

  it('becomes a new customer with everything it had, and its token dies', async () => {
    const guest = await admit();
    const thread = (await openThread(guest.accessToken)).body.id;
    const turn = await world.say(guest.accessToken, 'How much is AC repair in 560001?', thread);
    const { status, body } = await convert(guest, somebody());
    expect(status).toBe(200);
    expect(body.migrated).toMatchObject({ threads: 1, files: 0 });
    const token = body.tokens.accessToken;
    const messages = await world.call<{ data: unknown[] }>('GET', `/threads/${thread}/messages`, { token });
    expect(messages.body.data).toHaveLength(2);
    expect(await statusOf(guest.accessToken)).toBe(401);
    const next = await world.say(token, 'and for a geyser?', turn.threadId);
    expect(next.threadId).toBe(thread);
  });

  it('brings its cart along', async () => {
    const guest = await admit();
    const [service] = (await world.call<{ data: { id: string }[] }>('GET', '/services/search?q=ac repair'))
      .body.data;
    const rates = await world.call<{ data: { id: string }[] }>(
      'GET',
      `/services/${service?.id ?? ''}/rates?pincode=560001`,
    );
    const added = await world.call('POST', '/cart/items', {
      token: guest.accessToken,
      body: { rateCardId: rates.body.data[0]?.id, quantity: 2 },
    });
    expect(added.status).toBe(201);
    const { body } = await convert(guest, somebody());
    expect(body.migrated.cartItems).toBe(1);
    const cart = await world.call<{ items: { quantity: number }[] }>('GET', '/cart', {
      token: body.tokens.accessToken,
    });
    expect(cart.body.items.map(({ quantity }) => quantity)).toEqual([2]);
  });

  it('becomes the customer it signs in as', async () => {
    const asha = await world.newCustomer();
    const guest = await admit();
    await openThread(guest.accessToken);
    const { status, body } = await convert(guest, { identifier: asha.mobile, password });
    expect([status, body.user.id, body.migrated.threads]).toEqual([200, asha.id, 1]);
  });

  it('stays a guest when the password is wrong or the account is taken', async () => {
    const asha = await world.newCustomer();
    const guest = await admit();
    await openThread(guest.accessToken);
    const wrong = await convert(guest, { identifier: asha.mobile, password: 'Wr0ng!Passw0rd' });
    const taken = await convert(guest, { ...somebody(), email: asha.email });
    expect([wrong.status, wrong.body.code, taken.status, taken.body.code]).toEqual([
      401,
      'auth.invalid_credentials',
      409,
      'user.already_exists',
    ]);
    expect(await statusOf(guest.accessToken)).toBe(200);
    expect((await convert(guest, { identifier: asha.mobile, password })).body.migrated.threads).toBe(1);
  });

  it('is converted once, however often and by however many requests at once', async () => {
    const guest = await admit();
    await openThread(guest.accessToken);
    await openThread(guest.accessToken);
    const asha = somebody();
    const answers = await Promise.all(Array.from({ length: 20 }, () => convert(guest, asha)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.user.id}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.migrated))).size).toBe(1);
    const again = await convert(guest, asha);
    expect([again.status, again.body.migrated.threads]).toEqual([200, 2]);
    const token = again.body.tokens.accessToken;
    const threads = await world.call<{ data: unknown[] }>('GET', '/threads', { token });
    expect(threads.body.data).toHaveLength(2);
  });

  it("is nobody else's once converted, and is not converted again without the password", async () => {
    const guest = await admit();
    const asha = somebody();
    await convert(guest, asha);
    const other = await convert(guest, somebody());
    const ravi = await world.newCustomer();
    const stranger = await convert(guest, { identifier: ravi.mobile, password });
    const guess = await convert(guest, { ...asha, password: 'Wr0ng!Passw0rd' });
    expect([other, stranger, guess].map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'guest.already_converted'],
      [409, 'guest.already_converted'],
      [401, 'auth.invalid_credentials'],
    ]);
  });

  it('is converted by its own token only', async () => {
    const [guest, other] = [await admit(), await admit()];
    const ravi = await world.newCustomer();
    const without = await world.call<Converted>('POST', '/auth/convert-session', {
      body: { sessionId: guest.sessionId, ...somebody() },
    });
    const answers = [
      without,
      await convert(guest, somebody(), other.accessToken),
      await convert(guest, somebody(), ravi.token),
      await convert(guest, somebody(), `${guest.accessToken.slice(0, -3)}abc`),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [401, 'auth.required'],
      [404, 'session.not_found'],
      [403, 'auth.wrong_audience'],
      [401, 'auth.invalid_token'],
    ]);
    expect(await statusOf(guest.accessToken)).toBe(200);
  });

  it('cannot be converted after it was ended or forgotten', async () => {
    const [ended, forgotten] = [await admit(), await admit()];
    await world.call('DELETE', `/auth/guest/sessions/${ended.sessionId}`, { token: ended.accessToken });
    world.clock.advance(25 * hourMs);
    for (const guest of [ended, forgotten]) {
      const asha = somebody();
      expect((await convert(guest, asha)).status).toBe(401);
      const login = await world.call('POST', '/auth/login', { body: { identifier: asha.email, password } });
      expect(login.status).toBe(401);
    }
  });
});
