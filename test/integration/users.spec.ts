import { DataSource } from 'typeorm';
import { IdentityWorld, password } from './identity-world.js';

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

const home = { line1: '12, 4th Cross', city: 'Bangalore', state: 'Karnataka', pincode: '560001' };

describe('customers', () => {
  let world: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.open();
  });

  afterAll(() => world.close());

  describe('registering', () => {
    it('signs the newcomer in, and never shows the password or its hash', async () => {
      const person = world.person();
      const { status, body, text } = await world.post('/auth/register', {
        ...person,
        mobile: person.mobile.slice(3),
      });
      expect(status).toBe(201);
      expect(body.user).toMatchObject({
        email: person.email,
        mobile: person.mobile,
        firstName: 'Asha',
        lastName: null,
      });
      expect(body.tokens).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });
      expect(text).not.toMatch(/argon2|Str0ng/);
      const me = await world.get('/users/me', body.tokens.accessToken);
      expect(me.status).toBe(200);
      expect(me.body).toEqual(body.user);
    });

    it.each([
      ['email', (first: { email: string }) => ({ email: first.email.toUpperCase() })],
      ['mobile', (first: { mobile: string }) => ({ mobile: first.mobile.slice(3) })],
    ])('refuses a second account with the same %s', async (_field, same) => {
      const first = world.person();
      await world.post('/auth/register', first);
      const { status, body } = await world.post('/auth/register', { ...world.person(), ...same(first) });
      expect([status, body.code]).toEqual([409, 'user.already_exists']);
    });

    it('lets one of several simultaneous registrations with one email through', async () => {
      const { email } = world.person();
      const answers = await Promise.all(
        times(6, () => world.post('/auth/register', { ...world.person(), email })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    });

    it('tells every fault at once, with pointers', async () => {
      const weak = await world.post('/auth/register', {
        ...world.person(),
        mobile: '12345',
        password: 'qwerty123',
      });
      expect(weak.status).toBe(422);
      expect(weak.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
        '/mobile',
        '/password',
      ]);
      const shape = await world.post('/auth/register', {
        ...world.person(),
        email: 'no',
        firstName: '  ',
        isAdmin: true,
      });
      expect(shape.status).toBe(422);
      expect(shape.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
        '/email',
        '/firstName',
        '/isAdmin',
      ]);
      expect(shape.text).not.toContain(password);
    });

    it('remembers who recommended whom, and refuses a code nobody has', async () => {
      const friend = (await world.post('/auth/register', world.person())).body.user;
      const { status } = await world.post('/auth/register', {
        ...world.person(),
        referralCode: friend.referralCode.toLowerCase(),
      });
      expect(status).toBe(201);
      const unknown = await world.post('/auth/register', { ...world.person(), referralCode: 'NOBODY' });
      expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, '/referralCode']);
    });
  });

  describe('signing in', () => {
    it('takes the email in any case and the mobile in any form', async () => {
      const { id, email, mobile } = await world.register();
      for (const identifier of [email.toUpperCase(), mobile, mobile.slice(3), `0${mobile.slice(3)}`]) {
        const { status, body } = await world.post('/auth/login', { identifier, password });
        expect([identifier, status, body.user.id]).toEqual([identifier, 200, id]);
      }
    });

    it('answers an unknown identifier and a wrong password alike', async () => {
      const { email } = await world.register();
      const wrong = await world.post('/auth/login', { identifier: email, password: 'Wr0ng!Pass' });
      const unknown = await world.post('/auth/login', { identifier: 'nobody@example.com', password });
      const nonsense = await world.post('/auth/login', { identifier: 'nonsense', password });
      for (const each of [wrong, unknown, nonsense]) {
        expect(each.status).toBe(401);
        expect({ ...each.body, instance: '' }).toEqual({ ...wrong.body, instance: '' });
      }
      expect(wrong.body.code).toBe('auth.invalid_credentials');
    });

    it('locks after five failures, for the right password too, and opens again after a quarter of an hour', async () => {
      const { email } = await world.register();
      for (let failure = 1; failure <= 5; failure += 1)
        expect((await world.post('/auth/login', { identifier: email, password: 'Wr0ng!Pass' })).status).toBe(
          401,
        );
      const locked = await world.post('/auth/login', { identifier: email, password });
      expect([locked.status, locked.body.code]).toEqual([423, 'auth.locked']);
      expect(locked.headers['retry-after']).toBe('900');
      world.clock.advance(15 * 60_000 - 1);
      expect((await world.post('/auth/login', { identifier: email, password })).status).toBe(423);
      world.clock.advance(1);
      expect((await world.post('/auth/login', { identifier: email, password })).status).toBe(200);
    });

    it('lets no more than five of many simultaneous guesses count, a right one after them is locked out', async () => {
      const { email } = await world.register();
      const guesses = await Promise.all(
        times(12, () => world.post('/auth/login', { identifier: email, password: 'Wr0ng!Pass' })),
      );
      expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
      expect(guesses.filter(({ status }) => status === 423)).toHaveLength(7);
    });

    it('lets everyone in who knows the password, though the hash is renewed meanwhile', async () => {
      const stronger = await IdentityWorld.open({ beside: world, settings: { ARGON2_PASSES: '3' } });
      try {
        const { email } = await world.register();
        const answers = await Promise.all(
          times(3, () => stronger.post('/auth/login', { identifier: email, password })),
        );
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
        const [user] = await world.app
          .get(DataSource)
          .query('SELECT passwordHash FROM users WHERE email = ?', [email]);
        expect(user.passwordHash).toContain('t=3');
      } finally {
        await stronger.close({ keepData: true });
      }
    });
  });

  describe('the profile', () => {
    it('changes what is given and leaves the rest', async () => {
      const { tokens, email } = await world.register();
      const { status, body } = await world.put(
        '/users/me',
        { firstName: 'Usha', lastName: 'Rao' },
        tokens.accessToken,
      );
      expect(status).toBe(200);
      expect(body).toMatchObject({ firstName: 'Usha', lastName: 'Rao', email });
    });

    it('refuses an email that is another customer’s, and null where there must be a value', async () => {
      const other = await world.register();
      const { tokens } = await world.register();
      const taken = await world.put('/users/me', { email: other.email }, tokens.accessToken);
      expect([taken.status, taken.body.code]).toEqual([409, 'user.already_exists']);
      expect((await world.put('/users/me', { firstName: null }, tokens.accessToken)).status).toBe(422);
    });

    it('changes the password for whoever knows the old one, and ends the other sessions', async () => {
      const { tokens, email } = await world.register();
      const elsewhere = (await world.post('/auth/login', { identifier: email, password })).body.tokens;
      const change = { currentPassword: password, newPassword: 'An0ther!Pass' };
      const wrong = { ...change, currentPassword: 'Wr0ng!Pass' };
      expect((await world.patch('/users/me/password', wrong, tokens.accessToken)).status).toBe(401);
      expect((await world.patch('/users/me/password', change, tokens.accessToken)).status).toBe(204);
      expect((await world.get('/users/me', tokens.accessToken)).status).toBe(200);
      expect((await world.get('/users/me', elsewhere.accessToken)).status).toBe(401);
      expect((await world.post('/auth/refresh', { refreshToken: elsewhere.refreshToken })).status).toBe(401);
      expect((await world.post('/auth/login', { identifier: email, password })).status).toBe(401);
      const fresh = { identifier: email, password: 'An0ther!Pass' };
      expect((await world.post('/auth/login', fresh)).status).toBe(200);
    });
  });

  describe('addresses', () => {
    const defaultsOf = async (token: string): Promise<string[]> =>
      (await world.get('/addresses', token)).body.data
        .filter(({ isDefault }: { isDefault: boolean }) => isDefault)
        .map(({ id }: { id: string }) => id);

    it('have one default: the first, until another is asked for or it is removed', async () => {
      const token = (await world.register()).tokens.accessToken;
      const first = (await world.post('/addresses', { ...home, isDefault: false }, token)).body;
      expect(first).toMatchObject({ ...home, isDefault: true, line2: null });
      const second = (await world.post('/addresses', home, token)).body;
      expect(second.isDefault).toBe(false);
      const third = (await world.post('/addresses', { ...home, isDefault: true }, token)).body;
      expect(await defaultsOf(token)).toEqual([third.id]);
      expect(
        (await world.put(`/addresses/${third.id}`, { ...home, isDefault: false }, token)).body.isDefault,
      ).toBe(true);
      expect((await world.delete(`/addresses/${third.id}`, token)).status).toBe(204);
      expect(await defaultsOf(token)).toEqual([second.id]);
      expect((await world.get(`/addresses/${third.id}`, token)).status).toBe(404);
    });

    it('have one default even when several are added at once', async () => {
      const token = (await world.register()).tokens.accessToken;
      await Promise.all(
        times(6, (at) => world.post('/addresses', { ...home, isDefault: at % 2 === 0 }, token)),
      );
      expect((await world.get('/addresses', token)).body.data).toHaveLength(6);
      expect(await defaultsOf(token)).toHaveLength(1);
    });

    it('are added once under one Idempotency-Key', async () => {
      const token = (await world.register()).tokens.accessToken;
      const add = () => world.post('/addresses', home, token).set('Idempotency-Key', 'once');
      const [first, second] = [await add(), await add()];
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body).toEqual(first.body);
      expect((await world.get('/addresses', token)).body.data).toHaveLength(1);
    });

    it('do not exist for anybody else', async () => {
      const owner = (await world.register()).tokens.accessToken;
      const stranger = (await world.register()).tokens.accessToken;
      const { id } = (await world.post('/addresses', home, owner)).body;
      const answers = [
        await world.get(`/addresses/${id}`, stranger),
        await world.put(`/addresses/${id}`, home, stranger),
        await world.delete(`/addresses/${id}`, stranger),
        await world.get('/addresses/not-an-id', owner),
      ];
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
        times(4, () => [404, 'address.not_found']),
      );
      expect((await world.get(`/addresses/${id}`, owner)).status).toBe(200);
    });

    it('are checked', async () => {
      const token = (await world.register()).tokens.accessToken;
      for (const fault of [
        { pincode: '012345' },
        { pincode: '56000' },
        { pincode: 560001 },
        { city: '' },
        { line1: 'x'.repeat(201) },
        { contactMobile: '123' },
        { lat: 91 },
        { userId: 'someone' },
        { isDefault: null },
      ])
        expect([fault, (await world.post('/addresses', { ...home, ...fault }, token)).status]).toEqual([
          fault,
          422,
        ]);
      expect((await world.get('/addresses', token)).body.data).toEqual([]);
    });

    it('come in pages that miss none and repeat none', async () => {
      const token = (await world.register()).tokens.accessToken;
      for (const at of times(5, (each) => each))
        await world.post('/addresses', { ...home, line1: `${at}` }, token);
      const seen: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const { body } = await world.get(`/addresses?limit=2${next && `&cursor=${next}`}`, token);
        seen.push(...body.data.map(({ line1 }: { line1: string }) => line1));
        next = body.page.next;
      }
      expect(seen).toEqual(['0', '1', '2', '3', '4']);
      expect((await world.get('/addresses?limit=0', token)).status).toBe(422);
      expect((await world.get('/addresses?cursor=abc', token)).status).toBe(422);
    });
  });
});
