import { BookingEntity } from '../../src/features/bookings/index.js';
import { LedgerEntryEntity } from '../../src/features/payments/index.js';
import { UserEntity } from '../../src/features/users/index.js';
import { newId } from '../../src/kernel/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
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

  it.each(['nobody', 'a customer', 'a super admin'])(
    'refuses %s in order, or answers, and writes nothing unasked',
    async (who) => {
      const signIn = async (): Promise<string | undefined> => {
        if (who === 'nobody') return undefined;
        return who === 'a customer' ? (await world.newCustomer()).token : world.staff('EMP001');
      };
      const faults: string[] = [];
      const statuses: number[] = [];
      for (const { method, path } of world.routes) {
        const token = await signIn();
        const before = await rows();
        const tries = [
          ...(method === 'GET' ? [] : bodies.map((body) => ({ id: newId(), query: '', body }))),
          ...(path.includes('{') ? ids.map((id) => ({ id, query: '', body: {} })) : []),
          ...(method === 'GET' ? queries.map((query) => ({ id: 'ac-repair', query, body: undefined })) : []),
        ];
        for (const { id, query, body } of tries) {
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
      expect(statuses.length).toBeGreaterThan(500);
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
