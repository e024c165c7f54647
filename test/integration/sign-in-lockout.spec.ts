import { IdentityWorld, password } from './identity-world.js';

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

describe('the lock on sign-in (ID-3)', () => {
  let world: IdentityWorld;
  let another: IdentityWorld;

  beforeAll(async () => {
    world = await IdentityWorld.open();
    another = await IdentityWorld.open({ beside: world });
    await world.employEveryRole();
  });

  afterAll(async () => {
    await another.close({ keepData: true });
    await world.close();
  });

  const nobody = { email: 'spectre@example.com', mobile: '+919123400009' };
  let known: { email: string; mobile: string } | null = null;
  const somebody = async () => (known ??= await world.register());
  const guess = (identifier: string, at = world, door = '/auth/login') =>
    at.post(door, { identifier, password: 'Wr0ng!Passw0rd' });
  const stripped = ({ status, body, headers }: Awaited<ReturnType<typeof guess>>) => ({
    status,
    body: { ...body, instance: null },
    retryAfter: headers['retry-after'],
  });

  it.each([
    ['an email', '/auth/login', 'ghost@example.com'],
    ['a mobile', '/auth/login', '+919123400001'],
    ['nothing that could be one', '/auth/login', 'ghost'],
    ['an employee id', '/ops/auth/login', 'EMP900'],
  ])('shuts for %s of nobody exactly as for somebody’s', async (_what, door, ghost) => {
    const theirs = door === '/auth/login' ? (await world.register()).email : 'EMP003';
    const rounds = 17;
    for (let at = 0; at < rounds; at += 1) {
      const [nobody, somebody] = [await guess(ghost, world, door), await guess(theirs, world, door)];
      expect([at, stripped(nobody)]).toEqual([at, stripped(somebody)]);
      if (nobody.status === 423) world.clock.advance(Number(nobody.headers['retry-after']) * 1_000);
    }
  });

  it.each<[string, string, (of: { email: string; mobile: string }) => object]>([
    ['sign-in', '/auth/login', ({ email }) => ({ identifier: email, password: 'Wr0ng!Passw0rd' })],
    [
      'sign-in by mobile',
      '/auth/login',
      ({ mobile }) => ({ identifier: mobile, password: 'Wr0ng!Passw0rd' }),
    ],
    ['a code', '/auth/otp/request', ({ mobile }) => ({ mobile })],
    ['a code at once again', '/auth/otp/request', ({ mobile }) => ({ mobile })],
    ['a guess at a code', '/auth/otp/verify', ({ mobile }) => ({ mobile, code: '000000' })],
    ['a code of a provider', '/provider/auth/otp/verify', ({ mobile }) => ({ mobile, code: '000000' })],
    ['a reset', '/auth/forgot-password', ({ email }) => ({ email })],
    ['a letter', '/auth/resend-verification', ({ email }) => ({ email })],
    [
      'a registration with a fault',
      '/auth/register',
      (who) => ({ ...who, password: 'password1', firstName: 'Asha' }),
    ],
  ])('no more than %s tells who has an account (ID-1)', async (_what, path, bodyOf) => {
    const { email, mobile } = await somebody();
    const answers = [];
    for (const who of [{ email, mobile }, nobody]) {
      const { status, body, headers } = await world.post(path, bodyOf(who));
      // A length can tell as much as a word.
      const { date: _date, 'x-request-id': _id, etag: _etag, ...told } = headers as Record<string, string>;
      answers.push({ status, body: { ...body, instance: null }, told });
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('holds for all ways of writing nobody’s address', async () => {
    for (const written of ['9123400002', '+91 91234 00002', '091234-00002', '+919123400002', '9123400002'])
      expect((await guess(written)).status).toBe(401);
    expect((await guess('+919123400002')).status).toBe(423);
  });

  it.each(['known', 'unknown'])(
    'lets five of forty guesses count, made at once in two processes at an address that is %s',
    async (kind) => {
      const identifier = kind === 'known' ? (await world.register()).email : 'phantom@example.com';
      const answers = await Promise.all(times(40, (at) => guess(identifier, at % 2 ? another : world)));
      const counts = (status: number) => answers.filter((each) => each.status === status).length;
      expect([counts(401), counts(423)]).toEqual([5, 35]);
      for (const each of [world, another]) {
        const right = await each.post('/auth/login', { identifier, password });
        expect([right.status, right.body.code]).toEqual([423, 'auth.locked']);
      }
    },
  );

  it('of a customer’s door says nothing about the staff’s', async () => {
    for (let at = 0; at < 6; at += 1) await guess('both@example.com');
    expect((await guess('both@example.com')).status).toBe(423);
    expect((await guess('both@example.com', world, '/ops/auth/login')).status).toBe(401);
  });

  it('counts for accounts that may not act as for others', async () => {
    const { email, tokens } = await world.register();
    await world.delete('/users/me', tokens.accessToken);
    const seen: number[] = [];
    for (let at = 0; at < 6; at += 1) seen.push((await guess(email)).status);
    expect(seen).toEqual([401, 401, 401, 401, 401, 423]);
  });
});
