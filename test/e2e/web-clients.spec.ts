import { gzipSync } from 'node:zlib';
import { World } from '../world.js';

const page = 'https://app.nexora.example';
const other = 'https://evil.example';

interface Problem {
  code: string;
}

type Sent = NonNullable<NonNullable<Parameters<typeof fetch>[1]>['body']>;

/** As it stands, without what `World.call` adds and checks. */
const send = (world: World, method: string, path: string, headers: Record<string, string>, body?: Sent) =>
  fetch(`${world.url}${path}`, { method, headers, ...(body !== undefined && { body }) });

describe('a page in a browser', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ env: { CORS_ORIGINS: `${page},https://ops.nexora.example` } });
  });
  afterAll(() => world.close());

  const preflight = (
    origin: string,
    method = 'POST',
    headers = 'authorization,content-type,idempotency-key',
  ) =>
    send(world, 'OPTIONS', '/api/v1/bookings', {
      Origin: origin,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': headers,
    });

  it('of an origin that is named may ask, and is told how for ten minutes', async () => {
    for (const origin of [page, 'https://ops.nexora.example'])
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const { status, headers } = await preflight(origin, method);
        expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin]);
        expect(headers.get('access-control-allow-methods')).toContain(method);
        expect(headers.get('access-control-allow-headers')).toMatch(/authorization.*idempotency-key/);
        expect(headers.get('access-control-max-age')).toBe('600');
        expect(headers.get('vary')).toMatch(/origin/i);
      }
  });

  it('of any other origin is given leave by no answer', async () => {
    const lookalikes = [other, `${page}.evil.example`, 'http://app.nexora.example', `${page}:8443`, 'null'];
    for (const origin of lookalikes) {
      const asked = await preflight(origin);
      const read = await world.call('GET', '/services/categories', { headers: { Origin: origin } });
      for (const { headers } of [asked, read])
        expect([origin, headers.get('access-control-allow-origin')]).toEqual([origin, null]);
    }
  });

  it('sends no cookies along, and may read the headers that a client works by', async () => {
    const { headers } = await world.call('GET', '/services/categories', { headers: { Origin: page } });
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    const readable = headers.get('access-control-expose-headers') ?? '';
    for (const name of ['ETag', 'Idempotent-Replayed', 'Link', 'RateLimit', 'Retry-After', 'X-Request-Id'])
      expect(readable.split(',')).toContain(name);
  });

  it('may read refusals as well', async () => {
    const { status, headers } = await world.call('GET', '/users/me', { headers: { Origin: page } });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([401, page]);
    const malformed = await world.call('POST', '/auth/login', { body: '{', headers: { Origin: page } });
    expect([malformed.status, malformed.headers.get('access-control-allow-origin')]).toEqual([400, page]);
  });
});

describe('without any origin in the settings', () => {
  it('no page of another site may ask at all', async () => {
    const world = await World.open();
    try {
      for (const method of ['OPTIONS', 'GET']) {
        const { headers } = await send(world, method, '/api/v1/services/categories', {
          Origin: page,
          'Access-Control-Request-Method': 'GET',
        });
        expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
    } finally {
      await world.close();
    }
  });
});

describe('what a browser is told', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('lets scripts come from nowhere else, on the page of the documentation too', async () => {
    for (const path of ['/api/v1/services/categories', '/docs', '/openapi.json', '/health']) {
      const { status, headers } = await send(world, 'GET', path, {});
      const policy = headers.get('content-security-policy') ?? '';
      expect([path, status]).toEqual([path, 200]);
      const directive = (name: string) =>
        policy
          .split(';')
          .map((each) => each.trim().split(' '))
          .find(([first]) => first === name)
          ?.slice(1)
          .join(' ');
      expect(directive('default-src')).toBe("'self'");
      expect(directive('script-src')).toBe("'self'");
      expect(directive('object-src')).toBe("'none'");
      expect(directive('frame-ancestors')).toBe("'self'");
      expect(directive('base-uri')).toBe("'self'");
      expect(directive('form-action')).toBe("'self'");
    }
  });

  it('of the documentation needs no script that the policy would stop', async () => {
    const body = await (await send(world, 'GET', '/docs', {})).text();
    const inline = [...body.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) =>
      text?.trim(),
    );
    expect(inline.filter(Boolean)).toEqual([]);
    const sources = [...body.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)].map(([, source = '']) => source);
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) {
      expect(source).not.toMatch(/^(?:https?:)?\/\//);
      const { pathname } = new URL(source, `${world.url}/docs`);
      expect((await send(world, 'GET', pathname, {})).status).toBe(200);
    }
  });

  it('does not bind a machine without a certificate to HTTPS', async () => {
    expect((await world.call('GET', '//health')).headers.get('strict-transport-security')).toBeNull();
  });

  it('is never a cookie: nothing rides along that a strange page could use', async () => {
    const { email, token, refreshToken } = await world.newCustomer();
    const password = 'Str0ng!Passw0rd';
    const guest = await world.call<{ accessToken: string; sessionId: string }>('POST', '/auth/guest', {
      body: {},
    });
    const answers = [
      guest,
      await world.call('POST', '/auth/login', { body: { identifier: email, password } }),
      await world.call('POST', '/auth/refresh', { body: { refreshToken } }),
      await world.call('POST', '/auth/convert-session', {
        token: guest.body.accessToken,
        body: { sessionId: guest.body.sessionId, identifier: email, password },
      }),
      await world.call('POST', '/ops/auth/login', {
        body: { identifier: 'EMP001', password: 'Nexora@2026' },
      }),
      await world.call('POST', '/chat/message', { token, body: { message: 'hello' } }),
      await world.call('POST', '/auth/logout', { token }),
      await send(world, 'GET', '/docs', {}),
      await world.call('GET', '//health'),
      await world.call('GET', '/users/me'),
    ];
    expect(answers.map(({ headers }) => headers.get('set-cookie'))).toEqual(answers.map(() => null));
  });

  it('takes a cookie for nobody', async () => {
    const { token } = await world.newCustomer();
    for (const name of ['token', 'access_token', 'Authorization', 'session'])
      expect((await world.call('GET', '/users/me', { headers: { Cookie: `${name}=${token}` } })).status).toBe(
        401,
      );
  });
});

describe('a body that is not what it says', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ env: { BODY_LIMIT_BYTES: '20000' } });
  });
  afterAll(() => world.close());

  const login = async (body: Sent, headers: Record<string, string>) => {
    const answer = await send(world, 'POST', '/api/v1/auth/login', headers, body);
    return [answer.status, ((await answer.json()) as Problem).code];
  };
  const json = { 'Content-Type': 'application/json' };
  const credentials = JSON.stringify({ identifier: 'nobody@example.com', password: 'x' });

  it('is read when it is packed, and refused when it unpacks to more than a body may be', async () => {
    const packed = { ...json, 'Content-Encoding': 'gzip' };
    expect(await login(gzipSync(credentials), packed)).toEqual([401, 'auth.invalid_credentials']);
    const bomb = gzipSync(JSON.stringify({ identifier: 'x'.repeat(5_000_000) }));
    expect(bomb.byteLength).toBeLessThan(20_000);
    expect(await login(bomb, packed)).toEqual([413, 'request.too_large']);
  });

  it('is refused when it is not packed as it says', async () => {
    for (const coding of ['gzip', 'deflate', 'br'])
      expect((await login(credentials, { ...json, 'Content-Encoding': coding }))[0]).toBe(400);
    expect(await login(credentials, { ...json, 'Content-Encoding': 'zip' })).toEqual([
      415,
      'request.unsupported_encoding',
    ]);
  });

  it('is not read as JSON when it says it is a form or a text', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(await login(credentials, { 'Content-Type': type })).toEqual([422, 'request.invalid']);
  });

  it("is read in Unicode only, and text that is none is nobody's", async () => {
    expect(await login(credentials, { 'Content-Type': 'application/json; charset=iso-8859-1' })).toEqual([
      415,
      'request.unsupported_encoding',
    ]);
    const utf16 = Buffer.from(credentials, 'utf16le');
    expect(await login(utf16, { 'Content-Type': 'application/json; charset=utf-16le' })).toEqual([
      401,
      'auth.invalid_credentials',
    ]);
    const broken = Buffer.concat([
      Buffer.from('{"identifier":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('","password":"x"}'),
    ]);
    expect((await login(broken, json))[0]).toBe(401);
  });

  it('sets nothing on the objects of the program', async () => {
    const trick =
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"identifier":"a@b.in","password":5}';
    const answer = await send(world, 'POST', '/api/v1/auth/login', json, trick);
    const { code, errors } = (await answer.json()) as Problem & { errors: { pointer: string }[] };
    expect([answer.status, code]).toEqual([422, 'request.invalid']);
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/__proto__', '/constructor', '/password']);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});
