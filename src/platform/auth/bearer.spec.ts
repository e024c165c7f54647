import { bearerOf } from './bearer.js';

describe('the bearer token of a request', () => {
  it('is what follows the scheme, in any case', () => {
    for (const [name, value] of [
      ['Authorization', 'Bearer a.b.c'],
      ['authorization', 'bearer  a.b.c '],
    ] as const)
      expect(bearerOf(['Host', 'x', name, value])).toEqual({ found: 'token', token: 'a.b.c' });
  });

  it('is absent without the header, under another scheme, or when the word is but another header’s value', () => {
    expect(bearerOf([])).toEqual({ found: 'none' });
    expect(bearerOf(['Authorization', 'Basic dTpw'])).toEqual({ found: 'none' });
    expect(bearerOf(['X-Note', 'Authorization', 'Host', 'Bearer a.b.c'])).toEqual({ found: 'none' });
  });

  it('cannot be used when it is empty, of another shape, too long, or sent twice', () => {
    for (const value of [
      'Bearer',
      'Bearer a.b',
      'Bearer a.b.',
      'Bearer a.b.c d',
      'Bearer a.b.ü',
      `Bearer a.b.${'c'.repeat(5_000)}`,
    ])
      expect([value, bearerOf(['Authorization', value])]).toEqual([value, { found: 'unusable' }]);
    const twice = ['Authorization', 'Bearer a.b.c', 'AUTHORIZATION', 'Bearer a.b.c'];
    expect(bearerOf(twice)).toEqual({ found: 'unusable' });
  });
});
