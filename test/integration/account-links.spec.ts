import { DataSource } from 'typeorm';
import { IdentityWorld, password } from './identity-world.js';

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

describe('links to prove an address', () => {
  let world: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.open();
  });

  afterAll(() => world.close());

  const newPassword = 'Monsoon#2027';
  const logIn = (identifier: string, secret: string) =>
    world.post('/auth/login', { identifier, password: secret });
  const forgot = (email: string) => world.post('/auth/forgot-password', { email });
  const resend = (email: string) => world.post('/auth/resend-verification', { email });
  const reset = (token: string, secret = newPassword) =>
    world.post('/auth/reset-password', { token, newPassword: secret });
  const verify = (token: string) => world.post('/auth/verify-email', { token });
  const lettersTo = async (email: string, kind: string) =>
    (await world.inbox()).filter((each) => each.to === email && each.kind === kind);
  const tokensTo = async (email: string, kind: string): Promise<string[]> =>
    (await lettersTo(email, kind)).map(({ body }) => /token=(\S+)/.exec(body)?.[1] ?? '');
  const resetTokenTo = async (email: string) => (await tokensTo(email, 'auth.password_reset'))[0] ?? '';
  const isVerified = async (token: string) =>
    (await world.get('/users/me', token)).body.isEmailVerified as boolean;

  describe('an email', () => {
    it('is proven by the letter that follows the registration, once', async () => {
      const { email, tokens } = await world.register();
      const [token = ''] = await tokensTo(email, 'auth.email_verification');
      expect(await isVerified(tokens.accessToken)).toBe(false);
      expect((await verify(token)).status).toBe(204);
      expect(await isVerified(tokens.accessToken)).toBe(true);
      const again = await verify(token);
      expect([again.status, again.body.code]).toEqual([401, 'auth.invalid_code']);
    });

    it('that is new has to be proven by a letter of its own', async () => {
      const { email, tokens } = await world.register();
      const [old = ''] = await tokensTo(email, 'auth.email_verification');
      await world.put('/users/me', { email: `new.${email}` }, tokens.accessToken);
      expect((await verify(old)).status).toBe(401);
      const [token = ''] = await tokensTo(`new.${email}`, 'auth.email_verification');
      expect((await verify(token)).status).toBe(204);
      expect(await isVerified(tokens.accessToken)).toBe(true);
    });

    it('gets another letter on demand, but none once it is proven, and the answer never tells', async () => {
      const { email } = await world.register();
      const answers = [
        await resend(email),
        await resend('nobody@example.com'),
        await resend(email.toUpperCase()),
      ];
      for (const { status, body } of answers) expect([status, body]).toEqual([202, answers[0]?.body]);
      const sent = await tokensTo(email, 'auth.email_verification');
      expect(sent).toHaveLength(3);
      expect((await verify(sent[2] ?? '')).status).toBe(204);
      world.clock.advance(3_600_000);
      expect((await resend(email)).body).toEqual(answers[0]?.body);
      expect(await tokensTo(email, 'auth.email_verification')).toHaveLength(3);
    });

    it('has to be proven within the hour', async () => {
      const { email } = await world.register();
      const [token = ''] = await tokensTo(email, 'auth.email_verification');
      world.clock.advance(3_600_000);
      expect((await verify(token)).status).toBe(401);
    });
  });

  describe('a forgotten password', () => {
    it('is replaced by the link: the new one signs in, the old one and every session do no more', async () => {
      const { email, tokens } = await world.register();
      expect((await forgot(email)).status).toBe(202);
      expect((await reset(await resetTokenTo(email))).status).toBe(204);
      expect((await logIn(email, password)).status).toBe(401);
      expect((await logIn(email, newPassword)).status).toBe(200);
      expect((await world.get('/users/me', tokens.accessToken)).status).toBe(401);
      expect((await world.post('/auth/refresh', { refreshToken: tokens.refreshToken })).status).toBe(401);
      expect(await lettersTo(email, 'auth.password_changed')).toHaveLength(1);
    });

    it('unlocks sign-in', async () => {
      const { email } = await world.register();
      for (let guess = 0; guess < 5; guess += 1) await logIn(email, 'Wr0ng!Passw0rd');
      expect((await logIn(email, password)).status).toBe(423);
      await forgot(email);
      await reset(await resetTokenTo(email));
      expect((await logIn(email, newPassword)).status).toBe(200);
    });

    it('is replaced by one of twenty who use the link at once', async () => {
      const { email } = await world.register();
      await forgot(email);
      const token = await resetTokenTo(email);
      const answers = await Promise.all(times(20, (at) => reset(token, `Monsoon#20${30 + at}`)));
      const won = answers.findIndex(({ status }) => status === 204);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect((await logIn(email, `Monsoon#20${30 + won}`)).status).toBe(200);
    });

    it('leaves the link good when the new one is too weak, and for half an hour only', async () => {
      const { email } = await world.register();
      await forgot(email);
      const token = await resetTokenTo(email);
      const weak = await reset(token, 'password1');
      expect([weak.status, weak.body.errors[0].pointer]).toEqual([422, '/newPassword']);
      world.clock.advance(30 * 60_000 - 1);
      expect((await reset(token)).status).toBe(204);
      await forgot(email);
      const late = await resetTokenTo(email);
      world.clock.advance(30 * 60_000);
      expect((await reset(late)).status).toBe(401);
    });

    it('makes every other link of its kind useless', async () => {
      const { email } = await world.register();
      await forgot(email);
      await forgot(email);
      const [second = '', first = ''] = await tokensTo(email, 'auth.password_reset');
      expect(first).not.toBe(second);
      expect((await reset(first)).status).toBe(204);
      expect((await reset(second)).status).toBe(401);
    });

    it('is answered alike for everybody, and nobody gets more than three letters in 15 minutes', async () => {
      const { email } = await world.register();
      const answers = [];
      for (const asked of [email, 'nobody@example.com', email, email, email, email])
        answers.push(await forgot(asked));
      for (const { status, body } of answers) expect([status, body]).toEqual([202, answers[0]?.body]);
      expect(await tokensTo(email, 'auth.password_reset')).toHaveLength(3);
      expect(await tokensTo('nobody@example.com', 'auth.password_reset')).toEqual([]);
    });

    it('is not replaced by a link for something else, nor by one that was made up', async () => {
      const { email } = await world.register();
      const [token = ''] = await tokensTo(email, 'auth.email_verification');
      for (const tried of [token, 'nonsense', `nxl_${'A'.repeat(43)}`])
        expect((await reset(tried)).body.code).toBe('auth.invalid_code');
      expect((await logIn(email, password)).status).toBe(200);
    });
  });

  it('are stored as hashes only, their tokens in no row', async () => {
    const { email } = await world.register();
    await forgot(email);
    const token = await resetTokenTo(email);
    const source = world.app.get(DataSource);
    for (const table of ['account_links', 'notifications', 'jobs'])
      expect(JSON.stringify(await source.query(`SELECT * FROM ${table}`))).not.toContain(token.slice(4));
  });
});
