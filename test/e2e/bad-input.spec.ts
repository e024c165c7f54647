import { BookingEntity } from '../../src/features/bookings/index.js';
import { LedgerEntryEntity } from '../../src/features/payments/index.js';
import { UserEntity } from '../../src/features/users/index.js';
import { newId } from '../../src/kernel/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { World } from '../world.js';
import {
  book,
  homePincode,
  indianTime,
  localDay,
  newHouseholder,
  order,
  rateOf,
  remainingAt,
} from './marketplace.js';
import type { Problem, Rate } from './marketplace.js';

describe('bad input', () => {
  let world: World;
  let rate: Rate;
  let slotStart = '';
  let token = '';
  let addressId = '';
  beforeAll(async () => {
    world = await World.open();
    rate = await rateOf(world, 'ac-repair');
    slotStart = indianTime(localDay(world, 3), '11:00');
    ({ token, addressId } = await newHouseholder(world));
  });
  afterAll(() => world.close());

  const rows = () =>
    world.get(UnitOfWork).read(async (reader) => ({
      bookings: await reader.getRepository(BookingEntity).count(),
      users: await reader.getRepository(UserEntity).count(),
      ledgerEntries: await reader.getRepository(LedgerEntryEntity).count(),
    }));
  const post = (path: string, body: unknown, headers?: Record<string, string>) =>
    world.call<Problem>('POST', path, { token, body, key: true, headers });
  const pointers = ({ errors = [] }: Problem) => errors.map(({ pointer }) => pointer);

  it.each(['{', '{"email": }', '{"a":1,}', "{'a':1}", '"text', 'nonsense'])(
    'answers malformed JSON 400: %s',
    async (text) => {
      for (const path of ['/auth/register', '/bookings', '/services/price', '/chat/message']) {
        const { status, body } = await post(path, text);
        expect([path, status, body.code]).toEqual([path, 400, 'request.malformed_json']);
      }
    },
  );

  it.each(['null', '[]', '7', '"text"', 'true'])(
    'answers JSON that is no object with a refusal: %s',
    async (text) => {
      const { status } = await post('/bookings', text);
      expect([400, 422]).toContain(status);
    },
  );

  it.each([
    [
      '/auth/register',
      { email: 7, mobile: {}, password: [], firstName: null },
      ['/email', '/mobile', '/password', '/firstName'],
    ],
    [
      '/auth/register',
      { email: 'no email', mobile: '12', password: 'short', firstName: '' },
      ['/email', '/firstName'],
    ],
    ['/bookings', {}, ['/addressId', '/slotStart', '/paymentMethod']],
    ['/bookings', { items: [] }, ['/addressId', '/slotStart', '/items', '/paymentMethod']],
    ['/services/price', { pincode: 560001, items: 'all' }, ['/pincode', '/items']],
    ['/chat/message', { message: ['hello'] }, ['/message']],
    ['/chat/message', { message: '   ' }, ['/message']],
    ['/addresses', { line1: 1, city: 'B', state: 'K', pincode: '0' }, ['/line1', '/pincode']],
  ])('names every field of a wrong type at %s: %j', async (path, body, expected) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(422);
    expect(pointers(answer.body)).toEqual(expect.arrayContaining(expected));
  });

  it('does not let anybody name a price, or anything else that is not asked', async () => {
    const sent = order(addressId, rate.id, slotStart);
    const priced = await post('/bookings', { ...sent, totalPaise: 1, 'a/b~c': 1 });
    expect([priced.status, pointers(priced.body)]).toEqual([422, ['/totalPaise', '/a~1b~0c']]);
    const items = [{ rateCardId: rate.id, quantity: 1, unitPaise: 1 }];
    const nested = await post('/bookings', { ...sent, items });
    expect([nested.status, pointers(nested.body)]).toEqual([422, ['/items/0/unitPaise']]);
    const role = {
      email: 'a@example.com',
      mobile: '9811110000',
      password: 'Str0ng!Passw0rd',
      firstName: 'A',
      role: 'staff',
    };
    expect(pointers((await post('/auth/register', role)).body)).toEqual(['/role']);
  });

  it.each([0, -1, 1.5, 1e9, 101, '1', null, [1]])('refuses to book the quantity %j', async (quantity) => {
    const sent = { ...order(addressId, rate.id, slotStart), items: [{ rateCardId: rate.id, quantity }] };
    const { status, body } = await post('/bookings', sent);
    expect([status, pointers(body)]).toEqual([422, ['/items/0/quantity']]);
  });

  it.each([
    '2027-02-30T05:30:00.000Z',
    '2027-13-01T05:30:00Z',
    '2027-02-05',
    '2027-02-05T11:00',
    'tomorrow',
    1_801_800_000_000,
  ])('refuses %j as an instant', async (start) => {
    const { status, body } = await post('/bookings', {
      ...order(addressId, rate.id, slotStart),
      slotStart: start,
    });
    expect([status, pointers(body)]).toEqual([422, ['/slotStart']]);
  });

  it.each([
    ['past', -1, '11:00'],
    ['off the grid', 2, '11:15'],
    ['before opening', 2, '07:30'],
    ['after closing', 2, '20:00'],
    ['too soon', 0, '10:00'],
    ['beyond the horizon', 45, '11:00'],
    ['centuries away', 365 * 500, '11:00'],
  ])('refuses a start that is %s', async (_what, days, clockTime) => {
    const start = indianTime(localDay(world, days), clockTime);
    const answer = await book(world, token, order(addressId, rate.id, start));
    expect([answer.status, answer.body.code]).toEqual([422, 'slot.invalid']);
    expect(pointers(answer.body)).toEqual(['/slotStart']);
  });

  it('refuses items of two categories in one booking', async () => {
    const tap = await rateOf(world, 'tap-repair');
    const items = [rate, tap].map(({ id }) => ({ rateCardId: id, quantity: 1 }));
    const { status, body } = await post('/bookings', { ...order(addressId, rate.id, slotStart), items });
    expect([status, body.code]).toEqual([422, 'booking.mixed_categories']);
  });

  it('refuses a rate that does not exist, by its place in the body', async () => {
    const { status, body } = await post('/bookings', order(addressId, newId(), slotStart));
    expect([status, pointers(body)]).toEqual([422, ['/items/0/rateCardId']]);
  });

  it('refuses a way of paying that there is not', async () => {
    const { status, body } = await post('/bookings', {
      ...order(addressId, rate.id, slotStart),
      paymentMethod: 'cheque',
    });
    expect([status, pointers(body)]).toEqual([422, ['/paymentMethod']]);
  });

  it.each([
    ['/bookings?from=2027-13-01', '#query/from'],
    ['/bookings?from=2027-02-30', '#query/from'],
    ['/bookings?status=sold', '#query/status'],
    ['/bookings?limit=0', '#query/limit'],
    ['/bookings?limit=1e9', '#query/limit'],
    ['/bookings?price=1', '#query/price'],
    ['/bookings?limit=1&limit=2', '#query/limit'],
    [`/services/ac-repair/slots?pincode=${homePincode}&from=9999-99-99`, '#query/from'],
    [`/services/ac-repair/slots?pincode=${homePincode}&from=2027-02-05&to=2027-02-01`, '#query/to'],
    [`/services/ac-repair/slots?pincode=${homePincode}&from=1970-01-01&to=2100-01-01`, '#query/to'],
    ['/services/ac-repair/rates?pincode=12', '#query/pincode'],
    ['/services/search?minPaise=-1', '#query/minPaise'],
  ])('names the fault of the query %s', async (path, pointer) => {
    const { status, body } = await world.call<Problem>('GET', path, { token });
    expect([status, pointers(body)]).toEqual([422, [pointer]]);
  });

  it.each(['nonsense', 'MQ', 'eyJhIjoxfQ', '%00', '‮'])('refuses the cursor %s', async (cursor) => {
    for (const path of ['/bookings', '/services/search', '/providers', '/threads']) {
      const { status } = await world.call<Problem>('GET', `${path}?cursor=${encodeURIComponent(cursor)}`, {
        token,
      });
      expect([path, status]).toEqual([path, 422]);
    }
  });

  it('refuses a body of ten megabytes', async () => {
    const body = { message: 'x'.repeat(10_000_000) };
    for (const path of ['/chat/message', '/auth/register', '/bookings', '/nothing/here']) {
      const answer = await post(path, body);
      expect([path, answer.status, answer.body.code]).toEqual([path, 413, 'request.too_large']);
    }
  });

  it('refuses a body in a coding or a character set it does not read', async () => {
    for (const [header, value] of [
      ['Content-Encoding', 'nonsense'],
      ['Content-Type', 'application/json; charset=latin-9'],
    ] as const) {
      const { status, body } = await post('/chat/message', { message: 'hello' }, { [header]: value });
      expect([status, body.code]).toEqual([415, 'request.unsupported_encoding']);
    }
    expect((await post('/chat/message', 'message=hello', { 'Content-Type': 'text/plain' })).status).toBe(422);
    expect((await post('/chat/message', '{}', { 'Content-Encoding': 'gzip' })).status).toBe(400);
  });

  it('refuses an Idempotency-Key that cannot be one', async () => {
    const sent = order(addressId, rate.id, slotStart);
    const { status, body } = await book(world, token, sent, 'k'.repeat(256));
    expect([status, body.code]).toEqual([400, 'idempotency.key_invalid']);
  });

  it.each(['/bookings/%E0%A4%A', '/services/%', '/pincodes/%ff'])(
    'answers the address %s without a fault',
    async (path) => {
      expect([400, 404]).toContain((await world.call('GET', path, { token })).status);
    },
  );

  it('knows nothing of unknown ids, services, pincodes and routes', async () => {
    for (const id of [newId(), '0', 'null', '..%2f..%2fetc%2fpasswd', 'x'.repeat(2_000), '💥', '%00'])
      for (const path of [
        'bookings',
        'addresses',
        'threads',
        'providers',
        'services',
        'pincodes',
        'nothing',
      ]) {
        const encoded = id.includes('%') ? id : encodeURIComponent(id);
        const { status, headers } = await world.call<Problem>('GET', `/${path}/${encoded}`, { token });
        expect([path, id, status]).toEqual([path, id, 404]);
        expect(headers.get('content-type')).toContain('application/problem+json');
      }
  });

  it('left nothing behind, and took nobody’s time', async () => {
    const before = await rows();
    await post('/bookings', { ...order(addressId, rate.id, slotStart), quoteId: newId() });
    await post('/bookings', { ...order(addressId, rate.id, slotStart), paymentMethod: 'wallet' });
    await post('/bookings', order(newId(), rate.id, slotStart));
    expect(await rows()).toEqual(before);
    expect(await remainingAt(world, 'ac-repair', rate.id, slotStart)).toBeGreaterThan(0);
    expect((await world.call<{ data: unknown[] }>('GET', '/bookings', { token })).body.data).toEqual([]);
  });
});

describe('a door', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('stays shut without a token, and says how to come in', async () => {
    for (const path of [
      '/users/me',
      '/bookings',
      '/chat/sessions',
      '/ops/bookings',
      '/ops/users',
      '/ops/customers',
    ]) {
      const { status, body, headers } = await world.call<Problem>('GET', path);
      expect([path, status, body.code]).toEqual([path, 401, 'auth.required']);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('is for customers or for staff, and tells each when it is not theirs', async () => {
    const { token } = await world.newCustomer();
    const staff = await world.staff('EMP001');
    for (const path of ['/ops/bookings', '/ops/users', '/ops/customers', '/ops/providers', '/ops/roles']) {
      const { status, body } = await world.call<Problem>('GET', path, { token });
      expect([path, status, body.code]).toEqual([path, 403, 'auth.wrong_audience']);
    }
    for (const path of ['/users/me', '/bookings', '/addresses', '/threads', '/notifications']) {
      const { status, body } = await world.call<Problem>('GET', path, { token: staff });
      expect([path, status, body.code]).toEqual([path, 403, 'auth.wrong_audience']);
    }
  });

  it('does not open to a forged, cut, foreign or nonsensical token', async () => {
    const { token, refreshToken } = await world.newCustomer();
    const [head = '', payload = '', signature = ''] = token.split('.');
    const coded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = coded({ ...claims, aud: 'staff' });
    const bad = [
      'nonsense',
      'a.b.c',
      '..',
      refreshToken,
      token.slice(0, -2),
      `${head}.${payload}`,
      `${head}.${payload}.`,
      `${head}.${forged}.${signature}`,
      `${coded({ alg: 'none', typ: 'JWT' })}.${payload}.`,
      `${coded({ alg: 'HS256', typ: 'JWT', kid: "' OR 1=1 --" })}.${payload}.${signature}`,
      `${head}.${coded({ ...claims, exp: 99_999_999_999 })}.${signature}`,
      'x'.repeat(7_000),
    ];
    for (const each of bad)
      for (const path of ['/users/me', '/ops/bookings', '/services/categories']) {
        const { status, body } = await world.call<Problem>('GET', path, {
          headers: { Authorization: `Bearer ${each}` },
        });
        const isSecret = path !== '/services/categories';
        expect([each.slice(0, 30), path, isSecret ? status : [401, 200].includes(status)]).toEqual([
          each.slice(0, 30),
          path,
          isSecret ? 401 : true,
        ]);
        if (status === 401) expect(body.code).toBe('auth.invalid_token');
      }
    expect((await world.call('GET', '/users/me', { token })).status).toBe(200);
  });

  it('does not open to other schemes', async () => {
    const { token } = await world.newCustomer();
    for (const authorization of [`Basic ${token}`, token, 'Bearer', 'Bearer ', `Bearer ${token} ${token}`]) {
      const { status } = await world.call<Problem>('GET', '/users/me', {
        headers: { Authorization: authorization },
      });
      expect([authorization.slice(0, 20), status]).toEqual([authorization.slice(0, 20), 401]);
    }
  });
});
