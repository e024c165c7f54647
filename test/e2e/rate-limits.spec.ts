import { World } from '../world.js';
import type { Answer } from '../api.js';
import type { Problem } from './marketplace.js';

const limited = { RATE_LIMIT_ENABLED: 'true', TRUST_PROXY: '1' };
const password = 'Wr0ng!Passw0rd';

describe('rate limits (ID-3)', () => {
  let world: World;
  let lastAddress = 0;

  beforeAll(async () => {
    world = await World.open({
      env: { ...limited, RATE_LIMIT_PER_MINUTE: '40', RATE_LIMIT_STAFF_PER_MINUTE: '60' },
    });
  });
  afterAll(() => world.close());

  /** An address nobody has called from. */
  const address = (): Record<string, string> => {
    lastAddress += 1;
    return { 'X-Forwarded-For': `198.51.100.${lastAddress}` };
  };
  const statuses = async (count: number, send: () => Promise<Answer<unknown>>): Promise<number[]> => {
    const seen: number[] = [];
    for (let at = 0; at < count; at += 1) seen.push((await send()).status);
    return seen;
  };
  const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

  it('are told with every answer of the API: quota, window, what is left and for how long', async () => {
    const headers = address();
    const answers = [];
    for (let at = 0; at < 3; at += 1)
      answers.push(await world.call('GET', '/services/categories', { headers }));
    for (const [at, each] of answers.entries()) {
      expect(each.headers.get('ratelimit-policy')).toBe('"default";q=40;w=60');
      const [, left, reset] = /^"default";r=(\d+);t=(\d+)$/.exec(each.headers.get('ratelimit') ?? '') ?? [];
      expect(Number(left)).toBe(39 - at);
      expect(Number(reset)).toBeGreaterThanOrEqual(1);
      expect(Number(reset)).toBeLessThanOrEqual(60);
    }
  });

  it('refuse what goes beyond with 429, the problem document and when to come back', async () => {
    const headers = address();
    const send = () => world.call<Problem>('GET', '/services/categories', { headers });
    expect(await statuses(40, send)).toEqual(times(40, 200));
    const refused = await send();
    expect([refused.status, refused.body.code]).toEqual([429, 'rate.limited']);
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit')).toBe(`"default";r=0;t=${retryAfter}`);
    expect((await world.call('GET', '/services/categories', { headers: address() })).status).toBe(200);
  });

  it('believe the proxy in front, and nothing a client writes before it', async () => {
    const last = address()['X-Forwarded-For'] ?? '';
    let at = 0;
    const send = () => {
      at += 1;
      return world.call('GET', '/services/categories', {
        headers: { 'X-Forwarded-For': `203.0.113.${at}, ${last}` },
      });
    };
    expect((await statuses(41, send)).at(-1)).toBe(429);
  });

  it('count a person wherever they call from', async () => {
    const { token } = await world.newCustomer();
    const send = () => world.call('GET', '/users/me', { token, headers: address() });
    const seen = await statuses(41, send);
    expect([seen.slice(0, 40), seen[40]]).toEqual([times(40, 200), 429]);
  });

  it('give staff more', async () => {
    const token = await world.staff('EMP001');
    const send = () => world.call('GET', '/ops/roles', { token, headers: address() });
    const seen = await statuses(61, send);
    expect([seen.slice(0, 60), seen[60]]).toEqual([times(60, 200), 429]);
  });

  it('let an address try to sign in 10 times a minute', async () => {
    const headers = address();
    let at = 0;
    const send = () => {
      at += 1;
      return world.call('POST', '/auth/login', {
        headers,
        body: { identifier: `no${at}@example.com`, password },
      });
    };
    const seen = await statuses(11, send);
    expect([seen.slice(0, 10), seen[10]]).toEqual([times(10, 401), 429]);
    expect((await world.call('GET', '/services/categories', { headers })).status).toBe(200);
  });

  it('let an account be tried 10 times a minute, however it is written and from wherever', async () => {
    const ways = ['9845011111', '+919845011111', '+91 98450 11111'];
    let at = 0;
    const send = () => {
      at += 1;
      return world.call('POST', '/auth/login', {
        headers: address(),
        body: { identifier: ways[at % 3], password },
      });
    };
    const seen = await statuses(11, send);
    expect([seen.slice(0, 10).includes(429), seen[10]]).toEqual([false, 429]);
  });

  it('let an address register 10 times a minute, valid or not', async () => {
    const headers = address();
    const seen = await statuses(11, () => world.call('POST', '/auth/register', { headers, body: {} }));
    expect([seen.slice(0, 10), seen[10]]).toEqual([times(10, 422), 429]);
  });

  it('let a person say 20 things a minute', async () => {
    const { token } = await world.newCustomer();
    const send = () =>
      world.call('POST', '/chat/message', { token, body: { message: 'hello' }, headers: address() });
    const seen = await statuses(21, send);
    expect([seen.slice(0, 20), seen[20]]).toEqual([times(20, 200), 429]);
  });

  it('let a person send 10 files a minute, good ones or not', async () => {
    const { token } = await world.newCustomer();
    const send = () =>
      world.call('POST', '/users/me/avatar', {
        token,
        bytes: new Uint8Array(4),
        headers: { ...address(), 'Content-Type': 'multipart/form-data; boundary=x' },
      });
    const seen = await statuses(11, send);
    expect([seen.slice(0, 10), seen[10]]).toEqual([times(10, 400), 429]);
  });

  it.each([
    ['a code', '/auth/otp/request', (at: number) => ({ mobile: `98450${String(22_000 + at)}` }), 202],
    [
      'a code of a provider',
      '/provider/auth/otp/request',
      (at: number) => ({ mobile: `98450${String(23_000 + at)}` }),
      202,
    ],
    ['a letter', '/auth/forgot-password', (at: number) => ({ email: `no${at}@example.com` }), 202],
    ['the door of staff', '/ops/auth/login', (at: number) => ({ identifier: `EMP9${at}`, password }), 401],
  ])(
    'let an address ask for %s 10 times a minute, and say so in their headers',
    async (_what, path, bodyOf, status) => {
      const headers = address();
      let at = 0;
      const ask = () => {
        at += 1;
        return world.call<Problem>('POST', path, { headers, body: bodyOf(at) });
      };
      expect(await statuses(10, ask)).toEqual(times(10, status));
      const refused = await ask();
      const retryAfter = Number(refused.headers.get('retry-after'));
      expect([refused.status, refused.body.code]).toEqual([429, 'rate.limited']);
      expect(refused.headers.get('ratelimit-policy')).toMatch(/^"default";q=40;w=60, "\w+";q=10;w=60$/);
      expect(refused.headers.get('ratelimit')).toMatch(new RegExp(`, "\\w+";r=0;t=${retryAfter}$`));
    },
  );

  it('leave health checks and the contract alone', async () => {
    const headers = address();
    for (const path of ['//health', '//health/ready', '//openapi.json']) {
      const seen = await statuses(45, () => world.call('GET', path, { headers }));
      expect(seen.includes(429)).toBe(false);
    }
  });
});

describe('refreshing (ID-3)', () => {
  it('is counted by session: one that goes round is stopped, another behind the same address is not', async () => {
    const world = await World.open({ env: { ...limited, RATE_LIMIT_REFRESH_PER_MINUTE: '5' } });
    try {
      const [one, two] = [await world.newCustomer(), await world.newCustomer()];
      let { refreshToken } = one;
      const seen: number[] = [];
      for (let at = 0; at < 6; at += 1) {
        const answer = await world.call<{ refreshToken: string }>('POST', '/auth/refresh', {
          body: { refreshToken },
        });
        seen.push(answer.status);
        if (answer.status === 200) refreshToken = answer.body.refreshToken;
      }
      expect(seen).toEqual([200, 200, 200, 200, 200, 429]);
      const other = await world.call('POST', '/auth/refresh', { body: { refreshToken: two.refreshToken } });
      expect(other.status).toBe(200);
    } finally {
      await world.close();
    }
  });
});
