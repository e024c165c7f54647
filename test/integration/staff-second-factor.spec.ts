import { totpCode } from '../../src/features/staff/totp.rule.js';
import { IdentityWorld, password } from './identity-world.js';

describe('the second factor of staff (ID-1, ID-3)', () => {
  let world: IdentityWorld;
  let token: string;
  let secret: string;
  let recoveryCodes: string[];

  const code = () => totpCode(secret, world.clock.now());
  const nextStep = () => world.clock.advance(30_000);
  const logIn = async (totp?: string, secretWord = password) => {
    const body = { identifier: 'EMP004', password: secretWord, ...(totp !== undefined && { totp }) };
    const answer = await world.post('/ops/auth/login', body);
    return answer.body.code ?? answer.status;
  };

  beforeEach(async () => {
    world = await IdentityWorld.open();
    await world.employEveryRole();
    token = (await world.signInStaff('ops_lead')).accessToken;
    const { body } = await world.post('/ops/auth/totp', {}, token);
    secret = new URL(body.uri).searchParams.get('secret') ?? '';
    expect(await logIn()).toBe(200);
    const confirmed = await world.post('/ops/auth/totp/confirm', { code: code() }, token);
    expect(confirmed.status).toBe(200);
    recoveryCodes = confirmed.body.recoveryCodes;
    nextStep();
  });
  afterEach(() => world.close());

  it('is asked for after the right password only, and its codes are taken once', async () => {
    expect(await logIn(undefined, 'Wr0ng!Pass')).toBe('auth.invalid_credentials');
    expect(await logIn()).toBe('auth.totp_required');
    expect(await logIn('000000')).toBe('auth.invalid_code');
    const answers = await Promise.all([logIn(code()), logIn(code()), logIn(code())]);
    expect(answers.map(String).sort()).toEqual(['200', 'auth.invalid_code', 'auth.invalid_code']);
    nextStep();
    expect(await logIn(code())).toBe(200);
  });

  it('locks after five wrong codes, though the password is right each time', async () => {
    for (let wrong = 1; wrong <= 5; wrong += 1) expect(await logIn('000000')).toBe('auth.invalid_code');
    expect(await logIn(code())).toBe('auth.locked');
    world.clock.advance(15 * 60_000);
    expect(await logIn(code())).toBe(200);
  });

  it('has ten recovery codes, each good once', async () => {
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = ''] = recoveryCodes;
    const answers = await Promise.all([logIn(first), logIn(first)]);
    expect(answers.map(String).sort()).toEqual(['200', 'auth.invalid_code']);
    expect(await logIn(recoveryCodes[1]?.toUpperCase())).toBe(200);
  });

  it('is kept sealed, and its codes hashed', async () => {
    const rows = JSON.stringify(
      await world.work.read(async (reader) => [
        await reader.query('SELECT * FROM staff_second_factors'),
        await reader.query('SELECT * FROM staff_recovery_codes'),
        await reader.query('SELECT * FROM audit_log'),
      ]),
    );
    for (const secretValue of [secret, ...recoveryCodes]) expect(rows).not.toContain(secretValue);
  });

  it('is turned off by password and code together, and can then be begun again', async () => {
    const disable = async (body: object) =>
      (await world.post('/ops/auth/totp/disable', body, token)).body.code ?? 'off';
    expect((await world.post('/ops/auth/totp', {}, token)).body.code).toBe('totp.already_on');
    expect(await disable({ password: 'Wr0ng!Pass', code: code() })).toBe('auth.invalid_credentials');
    expect(await disable({ password, code: '000000' })).toBe('auth.invalid_code');
    expect(await disable({ password })).toBe('request.invalid');
    expect(await disable({ password, code: code() })).toBe('off');
    expect(await disable({ password, code: '000000' })).toBe('totp.not_enrolled');
    expect(await logIn()).toBe(200);
    expect((await world.post('/ops/auth/totp', {}, token)).status).toBe(201);
    expect((await world.post('/ops/auth/totp/confirm', { code: '12345' }, token)).status).toBe(422);
  });
});
