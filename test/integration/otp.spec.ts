import { DataSource } from 'typeorm';
import { IdentityWorld, password } from './identity-world.js';

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

describe('one-time codes (ID-1)', () => {
  let world: IdentityWorld;
  let another: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.open();
    another = await IdentityWorld.open({ beside: world });
  });

  afterAll(async () => {
    await another.close({ keepData: true });
    await world.close();
  });

  afterEach(() => world.clock.advance(86_400_000));

  const ask = (mobile: string, purpose?: string) =>
    world.post('/auth/otp/request', { mobile, ...(purpose && { purpose }) });
  const verify = (mobile: string, code: string, purpose?: string, at = world) =>
    at.post('/auth/otp/verify', { mobile, code, ...(purpose && { purpose }) });
  const codesTo = async (mobile: string): Promise<string[]> =>
    (await world.inbox())
      .filter(({ to, kind }) => to === mobile && kind === 'auth.otp')
      .map(({ body }) => /\b\d{6}\b/.exec(body)?.[0] ?? '');
  const codeTo = async (mobile: string): Promise<string> => (await codesTo(mobile))[0] ?? '';
  const otherThan = (code: string): string => (code === '123456' ? '654321' : '123456');
  /** In Asia/Kolkata it is always day for a code: it is not kept for the morning. */
  const newcomer = () => world.register();

  it('sign a customer in, who has then shown that the number is theirs', async () => {
    const { id, mobile, tokens } = await newcomer();
    expect((await world.get('/users/me', tokens.accessToken)).body.isMobileVerified).toBe(false);
    const asked = await ask(mobile.slice(3));
    expect([asked.status, asked.body]).toEqual([202, { expiresInSeconds: 300, resendAfterSeconds: 30 }]);
    const { status, body } = await verify(mobile, await codeTo(mobile));
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['accessToken', 'expiresIn', 'refreshToken', 'tokenType']);
    expect((await world.get('/users/me', body.accessToken)).body).toMatchObject({
      id,
      isMobileVerified: true,
    });
  });

  it('go by text message only, and stand in no row', async () => {
    const { mobile } = await newcomer();
    await ask(mobile);
    const code = await codeTo(mobile);
    expect(code).toMatch(/^\d{6}$/);
    const letters = (await world.inbox()).filter(({ body }) => body.includes(code));
    expect(letters.map(({ channel }) => channel)).toEqual(['sms']);
    const source = world.app.get(DataSource);
    const rows = await source.query('SELECT codeHash, addressKey FROM otp_challenges');
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(rows)).not.toContain(mobile.slice(3));
    const bodies = await source.query('SELECT body, subject FROM notifications');
    expect(JSON.stringify(bodies)).not.toContain(code);
  });

  it('are sent to nobody whom we do not know, who is answered alike and makes no account', async () => {
    const stranger = '+919123456789';
    const known = await newcomer();
    const answers = [await ask(stranger), await ask(known.mobile)];
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(await codesTo(stranger)).toEqual([]);
    const wrong = otherThan(await codeTo(known.mobile));
    const refusals = [await verify(stranger, wrong), await verify(known.mobile, wrong)];
    for (const { status, body } of refusals)
      expect([status, body.code, body.detail]).toEqual([401, 'auth.invalid_code', refusals[0]?.body.detail]);
    const [{ count }] = await world.app
      .get(DataSource)
      .query(`SELECT COUNT(*) AS count FROM users WHERE mobile = '${stranger}'`);
    expect(Number(count)).toBe(0);
  });

  it('let exactly one of twenty simultaneous requests in, over two processes', async () => {
    const { mobile } = await newcomer();
    await ask(mobile);
    const code = await codeTo(mobile);
    const answers = await Promise.all(
      times(20, (at) => verify(mobile, code, undefined, at % 2 ? another : world)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(19);
  });

  it('are good for five minutes', async () => {
    const { mobile } = await newcomer();
    await ask(mobile);
    const code = await codeTo(mobile);
    world.clock.advance(300_000);
    expect((await verify(mobile, code)).status).toBe(401);
    await ask(mobile);
    const next = await codeTo(mobile);
    world.clock.advance(299_999);
    expect((await verify(mobile, next)).status).toBe(200);
  });

  it('are lost after five tries, also when the tries come at once', async () => {
    const { mobile } = await newcomer();
    await ask(mobile);
    const code = await codeTo(mobile);
    const wrong = otherThan(code);
    for (let guess = 0; guess < 4; guess += 1) expect((await verify(mobile, wrong)).status).toBe(401);
    expect((await verify(mobile, code)).status).toBe(200);
    world.clock.advance(30_000);
    await ask(mobile);
    const second = await codeTo(mobile);
    await Promise.all(
      times(5, (at) => verify(mobile, otherThan(second), undefined, at % 2 ? another : world)),
    );
    expect((await verify(mobile, second)).status).toBe(401);
  });

  it('open only the door they were asked for', async () => {
    const { mobile } = await newcomer();
    await ask(mobile, 'verify_mobile');
    const code = await codeTo(mobile);
    expect((await verify(mobile, code, 'login')).status).toBe(401);
    expect((await world.post('/provider/auth/otp/verify', { mobile, code })).status).toBe(401);
    expect((await verify(mobile, code, 'verify_mobile')).status).toBe(200);
    expect((await ask(mobile, 'payment')).status).toBe(422);
  });

  it('replace each other: only the newest is good', async () => {
    const { mobile } = await newcomer();
    await ask(mobile);
    const first = await codeTo(mobile);
    world.clock.advance(30_000);
    await ask(mobile);
    const [second] = await codesTo(mobile);
    if (first !== second) expect((await verify(mobile, first)).status).toBe(401);
    expect((await verify(mobile, second ?? '')).status).toBe(200);
  });

  it('are asked for again after 30 seconds, three times in 15 minutes, alike for nobody’s number', async () => {
    const { mobile } = await newcomer();
    for (const number of [mobile, '+919123456780']) {
      expect((await ask(number)).status).toBe(202);
      world.clock.advance(29_000);
      const early = await ask(number);
      expect([early.status, early.body.code, early.headers['retry-after']]).toEqual([
        429,
        'auth.code_limit',
        '1',
      ]);
      world.clock.advance(1_000);
      expect((await ask(number)).status).toBe(202);
      world.clock.advance(30_000);
      expect((await ask(number)).status).toBe(202);
      world.clock.advance(30_000);
      const fourth = await ask(number);
      expect([fourth.status, fourth.headers['retry-after']]).toEqual([429, '810']);
    }
    expect(await codesTo(mobile)).toHaveLength(3);
  });

  it('are sent once, however many ask at once in two processes', async () => {
    const { mobile } = await newcomer();
    const answers = await Promise.all(
      times(12, (at) => (at % 2 ? another : world).post('/auth/otp/request', { mobile })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...times(11, () => 429)]);
    expect(await codesTo(mobile)).toHaveLength(1);
  });

  it('are not for accounts that were given up', async () => {
    const { mobile, tokens } = await newcomer();
    await ask(mobile);
    const code = await codeTo(mobile);
    expect((await world.delete('/users/me', tokens.accessToken)).status).toBe(204);
    expect((await verify(mobile, code)).status).toBe(401);
  });

  it('of another number are wrong, and what is no number or no code is told so', async () => {
    const [asha, ravi] = [await newcomer(), await newcomer()];
    await ask(asha.mobile);
    await ask(ravi.mobile);
    const code = await codeTo(asha.mobile);
    if (code !== (await codeTo(ravi.mobile))) expect((await verify(ravi.mobile, code)).status).toBe(401);
    expect((await ask('12345')).body.errors[0].pointer).toBe('/mobile');
    expect((await verify(asha.mobile, '12345')).body.errors[0].pointer).toBe('/code');
  });

  it('leave sign-in by password as it was', async () => {
    const { email, mobile } = await newcomer();
    await ask(mobile);
    expect((await verify(mobile, await codeTo(mobile))).status).toBe(200);
    expect((await world.post('/auth/login', { identifier: email, password })).status).toBe(200);
  });
});
