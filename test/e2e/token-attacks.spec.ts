import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpAdapterHost } from '@nestjs/core';
import fc from 'fast-check';
import { SigningKeys } from '../../src/platform/auth/signing-keys.js';
import { World } from '../world.js';
import type { Problem } from './marketplace.js';

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;

interface Forge {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  key: KeyObject;
}

const made = ({ header, claims, key }: Forge): string => {
  const text = `${encode(header)}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
};

const hmac = (text: string, secret: string | Buffer): string =>
  `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;

/** Everything somebody might send in the place of a good token, made of a good one. */
const attacks: Record<string, (good: Forge & { token: string; refreshToken: string }) => string> = {
  'alg none, unsigned': ({ header, claims }) => `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`,
  'alg none, with a signature': ({ header, token }) =>
    [encode({ ...header, alg: 'none' }), ...token.split('.').slice(1)].join('.'),
  'HS256 under the public key in PEM': ({ header, claims, key }) =>
    hmac(
      `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`,
      createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    ),
  'HS256 under an empty key': ({ header, claims }) =>
    `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}.${createHmac('sha256', Buffer.alloc(0))
      .update(`${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`)
      .digest('base64url')}`,
  'HS256 under the public key in DER': ({ header, claims, key }) =>
    hmac(
      `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`,
      createPublicKey(key).export({ type: 'spki', format: 'der' }),
    ),
  'HS256 under the public key as a JWK': ({ header, claims, key }) =>
    hmac(
      `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`,
      JSON.stringify(createPublicKey(key).export({ format: 'jwk' })),
    ),
  'alg none in other letters': ({ header, token }) =>
    [encode({ ...header, alg: 'nOnE' }), ...token.split('.').slice(1)].join('.'),
  'no algorithm': ({ header: { alg: _alg, ...header }, claims, key }) => made({ header, claims, key }),
  'RS256 under a key of theirs': ({ header, claims }) => {
    const text = `${encode({ ...header, alg: 'RS256' })}.${encode(claims)}`;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
  },
  'a signature of zeros': ({ header, claims }) =>
    `${encode(header)}.${encode(claims)}.${Buffer.alloc(64).toString('base64url')}`,
  'a signature in the other form': ({ header, claims, key }) => {
    const text = `${encode(header)}.${encode(claims)}`;
    return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'der' }).toString('base64url')}`;
  },
  'another algorithm of the same key': ({ header, claims, key }) =>
    made({ header: { ...header, alg: 'ES384' }, claims, key }),
  'another key under our kid': ({ header, claims }) => made({ header, claims, key: stranger() }),
  'another key in the header itself': ({ header, claims }) => {
    const key = stranger();
    return made({ header: { ...header, jwk: createPublicKey(key).export({ format: 'jwk' }) }, claims, key });
  },
  'a kid that is no key': ({ header, claims, key }) =>
    made({ header: { ...header, kid: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' }, claims, key }),
  'a kid that is a path': ({ header, claims, key }) =>
    made({ header: { ...header, kid: '../../../../dev/null' }, claims, key }),
  'a kid that is no text': ({ header, claims, key }) =>
    made({ header: { ...header, kid: [header['kid']] }, claims, key }),
  'a key to be fetched from elsewhere': ({ header, claims }) =>
    made({ header: { ...header, jku: 'http://127.0.0.1:9/jwks.json' }, claims, key: stranger() }),
  'a kid that leads elsewhere': ({ header, claims, key }) =>
    made({ header: { ...header, kid: "' OR 1=1 --" }, claims, key }),
  'no kid': ({ header: { kid: _kid, ...header }, claims, key }) => made({ header, claims, key }),
  'an audience altered after signing': ({ header, claims, token }) =>
    [encode(header), encode({ ...claims, aud: 'staff' }), token.split('.')[2]].join('.'),
  'another audience than its session has': ({ header, claims, key }) =>
    made({ header, claims: { ...claims, aud: 'staff' }, key }),
  'an audience that does not exist': ({ header, claims, key }) =>
    made({ header, claims: { ...claims, aud: 'root' }, key }),
  'two audiences': ({ header, claims, key }) =>
    made({ header, claims: { ...claims, aud: ['customer', 'staff'] }, key }),
  'another person in the session': ({ header, claims, key }) =>
    made({ header, claims: { ...claims, sub: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' }, key }),
  'a session that does not exist': ({ header, claims, key }) =>
    made({ header, claims: { ...claims, sid: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' }, key }),
  'another issuer': ({ header, claims, key }) =>
    made({ header, claims: { ...claims, iss: 'elsewhere' }, key }),
  'the wrong kind': ({ header, claims, key }) =>
    made({ header, claims: { ...claims, kind: 'refresh' }, key }),
  'a refresh token': ({ refreshToken }) => refreshToken,
  'no kind': ({ header, claims: { kind: _kind, ...claims }, key }) => made({ header, claims, key }),
  expired: ({ header, claims, key }) =>
    made({ header, claims: { ...claims, exp: Number(claims['iat']) }, key }),
  'without an end': ({ header, claims: { exp: _exp, ...claims }, key }) => made({ header, claims, key }),
  'an end that is no number': ({ header, claims, key }) =>
    made({ header, claims: { ...claims, exp: '9999999999' }, key }),
  'not valid yet': ({ header, claims, key }) =>
    made({ header, claims: { ...claims, nbf: Number(claims['iat']) + 600 }, key }),
  'from the future': ({ header, claims, key }) =>
    made({
      header,
      claims: { ...claims, iat: Number(claims['iat']) + 600, exp: Number(claims['exp']) + 600 },
      key,
    }),
  'no instant of its making': ({ header, claims: { iat: _iat, ...claims }, key }) =>
    made({ header, claims, key }),
  'cut short': ({ token }) => token.slice(0, -10),
  'cut in its claims': ({ token }) => {
    const [header, claims = '', signature] = token.split('.');
    return [header, claims.slice(0, -8), signature].join('.');
  },
  'a part more': ({ token }) => `${token}.e30`,
  'without its signature': ({ token }) => token.split('.').slice(0, 2).join('.'),
  'oversized, and signed by us': ({ header, claims, key }) =>
    made({ header, claims: { ...claims, padding: 'x'.repeat(5_000) }, key }),
  'claims that are no object': ({ header, key }) => made({ header, claims: [] as never, key }),
  'no token at all': () => 'undefined',
};

const stranger = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

describe('a token that is not good (ID-2)', () => {
  let world: World;
  let good: Forge & { token: string; refreshToken: string };
  const shapes = new Set<string>();
  const headerNames = new Set<string>();

  beforeAll(async () => {
    world = await World.open();
    const { token, refreshToken } = await world.newCustomer();
    const [header, claims] = token.split('.').map((part, at) => (at < 2 ? decode(part) : {}));
    const { privateKey: key } = await world.get(SigningKeys).getCurrent();
    good = { header: header ?? {}, claims: claims ?? {}, key, token, refreshToken };
  });
  afterAll(() => world.close());

  const answerTo = (token: string) => world.call<Problem>('GET', '/users/me', { token });

  it('would be good if nothing were wrong with it: the forge makes tokens that pass', async () => {
    expect((await answerTo(made(good))).status).toBe(200);
  });

  it.each(Object.entries(attacks))('%s: is answered 401 and no more', async (_what, attack) => {
    const { status, body, headers } = await answerTo(attack(good));
    expect([status, body.code, headers.get('www-authenticate')]).toEqual([
      401,
      'auth.invalid_token',
      'Bearer',
    ]);
    shapes.add(JSON.stringify({ ...body, instance: null }));
    expect([...shapes]).toHaveLength(1);
    headerNames.add([...headers.keys()].toSorted().join());
    expect([...headerNames]).toHaveLength(1);
  });

  it('any good one with one letter changed in what is signed is answered so too', async () => {
    const [header = '', claims = ''] = good.token.split('.');
    const signed = header.length + 1 + claims.length;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: signed - 1 }).filter((at) => at !== header.length),
        fc.constantFrom(...'AZaz09-_'),
        async (at, letter) => {
          if (good.token[at] === letter) return;
          const { status, body } = await answerTo(
            good.token.slice(0, at) + letter + good.token.slice(at + 1),
          );
          expect([status, body.code]).toEqual([401, 'auth.invalid_token']);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('at the door that reads tokens by itself, each is refused as here (ID-7)', async () => {
    const guest = (
      await world.call<{ sessionId: string; accessToken: string }>('POST', '/auth/guest', { body: {} })
    ).body;
    const [header = {}, claims = {}] = guest.accessToken
      .split('.')
      .map((part, at) => (at < 2 ? decode(part) : {}));
    const theirs = { ...good, header, claims, token: guest.accessToken };
    const body = { sessionId: guest.sessionId, identifier: 'nobody@example.com', password: 'Wr0ng!Passw0rd' };
    const convert = (token: string) => world.call<Problem>('POST', '/auth/convert-session', { token, body });
    expect((await convert(made(theirs))).body.code).toBe('auth.invalid_credentials');
    // What a session is and whose is asked there after the token has been found genuine.
    const ofSessions = /session|audience than/;
    for (const [what, attack] of Object.entries(attacks)) {
      if (ofSessions.test(what)) continue;
      const { status, body: problem } = await convert(attack(theirs));
      expect([what, status, JSON.stringify({ ...problem, instance: null })]).toEqual([
        what,
        401,
        [...shapes][0],
      ]);
    }
  });

  it('a good one anywhere but in the header is no token: in the query, the body or a cookie', async () => {
    const { token } = good;
    const without = await world.call<Problem>('GET', '/users/me');
    expect([without.status, without.body.code]).toEqual([401, 'auth.required']);
    for (const [path, headers] of [
      [`/users/me?access_token=${token}`, {}],
      [`/users/me?token=${token}&authorization=Bearer%20${token}`, {}],
      ['/users/me', { Cookie: `access_token=${token}; Authorization=Bearer ${token}` }],
      ['/users/me', { 'X-Access-Token': token, 'Proxy-Authorization': `Bearer ${token}` }],
      ['/users/me', { Authorization: `Basic ${token}` }],
    ] as const) {
      const { status, body } = await world.call<Problem>('GET', path, { headers });
      expect([path, status, { ...body, instance: '' }]).toEqual([
        path,
        401,
        { ...without.body, instance: '' },
      ]);
    }
    const inBody = await world.call<Problem>('POST', '/auth/logout', {
      body: { access_token: token, token },
    });
    expect([inBody.status, inBody.body.code]).toEqual([401, 'auth.required']);
    expect((await answerTo(token)).status).toBe(200);
  });

  it('two Authorization headers are answered so too, both of them good', async () => {
    const server = world.get(HttpAdapterHost).httpAdapter.getHttpServer() as { address(): AddressInfo };
    const { port } = server.address();
    const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const bearer = `Bearer ${good.token}`;
      const asked = request(
        {
          port,
          host: '127.0.0.1',
          path: '/api/v1/users/me',
          headers: ['Host', 'x', 'Authorization', bearer, 'Authorization', bearer],
        },
        (response) => {
          let text = '';
          response.on('data', (part: Buffer) => (text += part.toString()));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        },
      );
      asked.on('error', reject);
      asked.end();
    });
    expect(answer.status).toBe(401);
    shapes.add(JSON.stringify({ ...(JSON.parse(answer.text) as object), instance: null }));
    expect([...shapes]).toHaveLength(1);
  });

  it('only a genuine one of another audience is told that it is that', async () => {
    const { status, body } = await answerTo(await world.staff('EMP001'));
    expect([status, body.code]).toEqual([403, 'auth.wrong_audience']);
    const wronged = await world.call<Problem>('GET', '/ops/users', { token: good.token });
    expect([wronged.status, wronged.body.code]).toEqual([403, 'auth.wrong_audience']);
  });

  it('a good one tells what it says', async () => {
    const { body } = await world.call('GET', '/auth/token', { token: good.token });
    expect(body).toEqual({
      active: true,
      audience: 'customer',
      subject: good.claims['sub'],
      sessionId: good.claims['sid'],
      issuer: 'nexora',
      issuedAt: new Date(Number(good.claims['iat']) * 1_000).toISOString(),
      expiresAt: new Date(Number(good.claims['exp']) * 1_000).toISOString(),
    });
    expect((await world.call('GET', '/auth/token')).status).toBe(401);
    expect(
      (await world.call('GET', '/auth/token', { token: await world.staff('EMP008') })).body,
    ).toMatchObject({ audience: 'staff' });
  });

  it('a good one is checked by anybody with the public keys, which caches may keep', async () => {
    const { status, body, headers } = await world.call<{ keys: Record<string, string>[] }>(
      'GET',
      '//.well-known/jwks.json',
    );
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=300']);
    const [jwk] = body.keys;
    expect(jwk).toMatchObject({ kid: good.header['kid'], kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
    expect(Object.keys(jwk ?? {})).not.toContain('d');
    expect(createPublicKey({ key: jwk ?? {}, format: 'jwk' }).equals(createPublicKey(good.key))).toBe(true);
  });
});
