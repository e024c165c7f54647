import { ProviderEntity } from '../../src/features/providers/index.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { World } from '../world.js';
import type { Problem } from './marketplace.js';

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

interface Inbox {
  data: { kind: string; to: string | null; body: string }[];
}

describe('a provider at the door', () => {
  let world: World;
  let provider: ProviderEntity;

  beforeAll(async () => {
    world = await World.open({ env: { EVEN_ANSWER_MS: '0' } });
    const found = await world
      .get(UnitOfWork)
      .read((reader) =>
        reader.getRepository(ProviderEntity).findOneByOrFail({ isActive: true, isVerified: true }),
      );
    provider = found;
  });
  afterAll(() => world.close());
  afterEach(() => world.clock.advance(86_400_000));

  const ask = (mobile: string) =>
    world.call<Problem>('POST', '/provider/auth/otp/request', { body: { mobile, purpose: 'login' } });
  const verify = (mobile: string, code: string) =>
    world.call<Tokens & Problem>('POST', '/provider/auth/otp/verify', { body: { mobile, code } });
  const lettersTo = async (to: string, kind: string) => {
    await world.settle();
    const { data } = (await world.call<Inbox>('GET', '//dev/inbox')).body;
    return data.filter((each) => each.to === to && each.kind === kind);
  };
  const codeTo = async (mobile: string) =>
    /\b\d{6}\b/.exec((await lettersTo(mobile, 'auth.otp'))[0]?.body ?? '')?.[0] ?? '';
  const signIn = async () => {
    await ask(provider.mobile);
    return (await verify(provider.mobile, await codeTo(provider.mobile))).body;
  };
  const jobsOf = async (token: string) =>
    (await world.call<Problem>('GET', '/provider/bookings', { token })).status;
  const change = (changed: Partial<ProviderEntity>) =>
    world.get(UnitOfWork).run((tx) => tx.getRepository(ProviderEntity).update({ id: provider.id }, changed));

  it('comes in by a code to their telephone, as a provider and as nobody else', async () => {
    expect((await ask(provider.mobile)).status).toBe(202);
    const answer = await verify(provider.mobile, await codeTo(provider.mobile));
    expect(answer.status).toBe(200);
    expect(await jobsOf(answer.body.accessToken)).toBe(200);
    const asCustomer = await world.call<Problem>('GET', '/users/me', { token: answer.body.accessToken });
    expect([asCustomer.status, asCustomer.body.code]).toEqual([403, 'auth.wrong_audience']);
  });

  it('goes on by refreshing, at their own door only, and leaves by logging out', async () => {
    const { refreshToken } = await signIn();
    const body = { refreshToken };
    expect((await world.call('POST', '/auth/refresh', { body })).status).toBe(403);
    const next = await world.call<Tokens>('POST', '/provider/auth/refresh', { body });
    expect(next.status).toBe(200);
    const token = next.body.accessToken;
    expect((await world.call('POST', '/provider/auth/logout', { token })).status).toBe(204);
    expect(await jobsOf(token)).toBe(401);
  });

  it('is told when an old token of theirs comes back', async () => {
    const { refreshToken } = await signIn();
    const refresh = () => world.call('POST', '/provider/auth/refresh', { body: { refreshToken } });
    expect((await refresh()).status).toBe(200);
    world.clock.advance(10_001);
    expect((await refresh()).status).toBe(401);
    expect(await lettersTo(provider.email, 'security.session_revoked')).toHaveLength(1);
  });

  it('is answered like anybody when the number is no provider’s, a customer’s among them', async () => {
    const { mobile } = await world.newCustomer();
    const known = await ask(provider.mobile);
    const unknown = await ask(mobile);
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect(await lettersTo(mobile, 'auth.otp')).toEqual([]);
    const refused = await verify(mobile, '000000');
    expect([refused.status, refused.body.code]).toEqual([401, 'auth.invalid_code']);
  });

  it.each([
    ['let go', { isActive: false }, { isActive: true }],
    ['no longer verified', { isVerified: false }, { isVerified: true }],
  ])('is out from the next request on when they are %s', async (_what, gone, back) => {
    const { accessToken, refreshToken } = await signIn();
    world.clock.advance(60_000);
    await ask(provider.mobile);
    const code = await codeTo(provider.mobile);
    await change(gone);
    expect(await jobsOf(accessToken)).toBe(401);
    const refreshed = await world.call('POST', '/provider/auth/refresh', { body: { refreshToken } });
    expect(refreshed.status).toBe(401);
    expect((await verify(provider.mobile, code)).status).toBe(401);
    await change(back);
  });
});
