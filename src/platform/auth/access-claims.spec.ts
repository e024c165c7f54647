import { acceptClaims, audiences } from './access-claims.js';

describe('the claims of an access token', () => {
  const now = new Date('2026-03-02T05:30:00.000Z');
  const seconds = now.getTime() / 1_000;
  const good = {
    iss: 'nexora',
    aud: 'customer',
    sub: 'someone',
    sid: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10',
    kind: 'access',
    iat: seconds,
    exp: seconds + 900,
    jti: 'one',
  };

  it('are good for every audience until the second they end', () => {
    for (const aud of audiences) expect(acceptClaims({ ...good, aud }, now)).toEqual({ ...good, aud });
    expect(acceptClaims({ ...good, exp: seconds + 1 }, now)).not.toBeNull();
    expect(acceptClaims({ ...good, exp: seconds }, now)).toBeNull();
  });

  it('bear a clock that is half a minute ahead, and no more', () => {
    expect(acceptClaims({ ...good, iat: seconds + 30 }, now)).not.toBeNull();
    expect(acceptClaims({ ...good, iat: seconds + 31 }, now)).toBeNull();
    expect(acceptClaims({ ...good, nbf: seconds + 31 }, now)).toBeNull();
    expect(acceptClaims({ ...good, nbf: seconds }, now)).not.toBeNull();
  });

  it('are refused when any is missing or of another kind', () => {
    for (const name of Object.keys(good))
      expect(acceptClaims({ ...good, [name]: undefined }, now)).toBeNull();
    for (const wrong of [
      { kind: 'refresh' },
      { aud: 'nobody' },
      { aud: ['customer'] },
      { sub: '' },
      { sid: 'x' },
      { exp: '9999999999' },
      { exp: Number.POSITIVE_INFINITY },
      { iat: null },
      { nbf: 'later' },
    ])
      expect([wrong, acceptClaims({ ...good, ...wrong }, now)]).toEqual([wrong, null]);
    for (const none of [null, undefined, 'text', 7, []]) expect(acceptClaims(none, now)).toBeNull();
  });
});
