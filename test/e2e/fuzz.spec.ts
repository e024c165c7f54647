import { outcomeOf } from '../../src/cli/rights-page.js';
import { BookingEntity } from '../../src/features/bookings/index.js';
import { LedgerEntryEntity } from '../../src/features/payments/index.js';
import { UserEntity } from '../../src/features/users/index.js';
import { newId } from '../../src/kernel/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { testDialect } from '../database.js';
import { World } from '../world.js';

const towers = [
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
];
const nasty = [
  '',
  ' ',
  'x'.repeat(20_000),
  '😀'.repeat(50),
  "'; DROP TABLE users; --",
  '<script>alert(1)</script>',
  '\u0000\uffff\u202e',
];

const bodies: readonly unknown[] = [
  'null',
  '[]',
  '{}',
  '[[[[[[[[[[]]]]]]]]]]',
  '{"items":[[{"items":[{"items":[]}]}]],"address":{"address":{"address":{}}}}',
  '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
  '{"toString":1,"hasOwnProperty":2,"items":{"length":1e9},"then":true}',
  ...nasty.map((text) => ({
    message: text,
    email: text,
    identifier: text,
    refreshToken: text,
    event: text,
    title: text,
  })),
];
const ids = [
  newId(),
  'categories',
  "1' OR '1'='1",
  '%2e%2e%2f',
  '%00',
  '__proto__',
  encodeURIComponent('😀'),
  'x'.repeat(3_000),
];
const queries = [
  '?limit=-1&cursor=%00&q=%F0%9F%98%80',
  "?q=%25_%27%22%3B--&status[]=a&status[$ne]=1&pincode=560001'",
  `?q=${'a'.repeat(5_000)}&category=__proto__&sort=constructor`,
  '?limit=1e999&from=0000-00-00&to=275760-09-13&after=NaN&minPaise=Infinity&quantity=-0',
  '?cursor=eyJrIjpbbnVsbCx7fV19&__proto__[a]=1&pincode=560001&q=(((((((((((a+)+)+)+)',
];

const callers = ['nobody', 'customer', 'super_admin'] as const;

interface Try {
  id: string;
  query: string;
  body?: unknown;
}

/** All of them on the embedded database; on servers, where each costs more, every third, other ones for other routes. */
const bodiesFor = (path: string): readonly unknown[] =>
  testDialect === 'sqlite' ? bodies : bodies.filter((_, at) => (at + path.length) % 3 === 0);

const tries: Record<'bodies' | 'ids' | 'queries', (method: string, path: string) => Try[]> = {
  bodies: (method, path) =>
    method === 'GET' ? [] : bodiesFor(path).map((body) => ({ id: newId(), query: '', body })),
  ids: (_method, path) => (path.includes('{') ? ids.map((id) => ({ id, query: '', body: {} })) : []),
  queries: (method) => (method === 'GET' ? queries.map((query) => ({ id: 'ac-repair', query })) : []),
};

const looksLikeOurInside =
  /\bat [\w.<>]+ \(|node_modules|\.(ts|js):\d+|SQLITE_|QueryFailed|TypeError|RangeError|internal\.unexpected/;

describe('every route of the contract, whatever it is sent', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const rows = () =>
    world.get(UnitOfWork).read(async (reader) => ({
      bookings: await reader.getRepository(BookingEntity).count(),
      users: await reader.getRepository(UserEntity).count(),
      ledgerEntries: await reader.getRepository(LedgerEntryEntity).count(),
    }));

  /** The same token for as long as it is good: some routes end the session that asks for them. */
  const signedIn = async (
    who: (typeof callers)[number],
    token: string | undefined,
  ): Promise<string | undefined> => {
    if (who === 'nobody') return undefined;
    const [me, signIn] =
      who === 'customer'
        ? ['/users/me', async () => (await world.newCustomer()).token]
        : ['/ops/users/me', () => world.staff('EMP001')];
    const isGood = token !== undefined && (await world.call('GET', me, { token })).status === 200;
    return isGood ? token : signIn();
  };

  /** @returns the status, and what is wrong with the answer if anything is */
  const send = async (method: string, path: string, token: string | undefined, body?: unknown) => {
    try {
      const sent = method === 'GET' ? {} : { body };
      const { status, body: answer } = await world.call(method, `/${path}`, { token, key: true, ...sent });
      const text = JSON.stringify(answer) ?? '';
      const isBad = status >= 500 || (status >= 400 && looksLikeOurInside.test(text));
      return { status, fault: isBad ? `${status} ${text.slice(0, 300)}` : null };
    } catch (fault) {
      return { status: 0, fault: String(fault).slice(0, 500) };
    }
  };

  const kinds = Object.keys(tries) as (keyof typeof tries)[];
  it.each(callers.flatMap((who) => kinds.map((kind) => ({ who, kind }))))(
    'refuses $who who sends strange $kind in order, or answers, and writes nothing unasked',
    async ({ who, kind }) => {
      let token: string | undefined;
      const faults: string[] = [];
      const statuses: number[] = [];
      for (const [at, route] of world.rights.entries()) {
        const { method, path } = route;
        const all = tries[kind](method, path);
        if (all.length === 0) continue;
        token = await signedIn(who, token);
        const before = await rows();
        // A door that is closed to the caller does not look at what is sent: it is tried with one thing of them all.
        const chosen = outcomeOf(route, who) === 'yes' ? all : all.slice(at % all.length).slice(0, 1);
        for (const { id, query, body } of chosen) {
          const target = `${path.replace(/\{[^}]+\}/g, id)}${query}`;
          const { status, fault } = await send(method, target, token, body);
          statuses.push(status);
          if (fault)
            faults.push(
              `${method} ${target.slice(0, 120)} ${JSON.stringify(body)?.slice(0, 80) ?? ''}\n  ${fault}`,
            );
        }
        expect([path, await rows()]).toEqual([path, before]);
      }
      expect(faults).toEqual([]);
      expect(statuses.length).toBeGreaterThan(150);
      // Ids that are none are told so; with everything else the doors themselves are found.
      if (kind !== 'ids')
        expect(statuses.filter((status) => status === 404).length).toBeLessThan(statuses.length / 2);
    },
    240_000,
  );

  it('refuses a body nested twenty thousand deep as it would any other nonsense', async () => {
    const { token } = await world.newCustomer();
    const faults: string[] = [];
    const writing = world.routes.filter(({ method, path }) => method !== 'GET' && !path.includes('logout'));
    for (const { method, path } of writing)
      for (const tower of towers) {
        const { fault } = await send(method, path.replace(/\{[^}]+\}/g, newId()), token, tower);
        if (fault) faults.push(`${method} ${path}\n  ${fault}`);
      }
    expect(faults).toEqual([]);
  });
});
