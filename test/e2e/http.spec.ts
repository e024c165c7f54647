import { UserEntity } from '../../src/features/users/index.js';
import { lockRow } from '../../src/platform/database/locks.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { CatalogueService, CategoryEntity, RatesService } from '../../src/features/services/index.js';
import { World } from '../world.js';
import { book, localDay, newHouseholder, order, rateOf, slotsOf } from './marketplace.js';
import type { List, Problem } from './marketplace.js';

interface Named {
  slug: string;
  name: string;
}

describe('HTTP', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ env: { BODY_LIMIT_BYTES: '20000' } });
  });
  afterAll(() => world.close());

  describe('an answer that has not changed', () => {
    it.each([
      '/services/categories',
      '/services/ac-repair',
      '/services/ac-repair/rates?pincode=560001',
      '/services/search?q=ac',
    ])('is not sent again: %s', async (path) => {
      const first = await world.call('GET', path);
      const etag = first.headers.get('etag') ?? '';
      expect(etag).toMatch(/^W\/".+"$/);
      const again = await world.call('GET', path, { headers: { 'If-None-Match': etag } });
      expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', etag]);
      const other = await world.call('GET', path, { headers: { 'If-None-Match': 'W/"another"' } });
      expect([other.status, other.body]).toEqual([200, first.body]);
    });

    it('of a person is theirs alone to keep', async () => {
      const { token } = await world.newCustomer();
      const mine = await world.call('GET', '/users/me', { token });
      expect(mine.headers.get('cache-control')).toBe('private, no-cache');
      const etag = mine.headers.get('etag') ?? '';
      expect(
        (await world.call('GET', '/users/me', { token, headers: { 'If-None-Match': etag } })).status,
      ).toBe(304);
      expect((await world.call('GET', '/users/me', { headers: { 'If-None-Match': etag } })).status).toBe(401);
    });
  });

  describe('the catalogue', () => {
    it('may be kept by everybody, and is checked each time', async () => {
      const { headers } = await world.call('GET', '/services/categories');
      expect(headers.get('cache-control')).toBe('public, no-cache');
    });

    it('is answered the same from the cache, in whatever order it is asked for', async () => {
      const path = '/services/ac-repair/rates';
      const fresh = await world.call('GET', `${path}?pincode=560001&limit=2`);
      const kept = await world.call('GET', `${path}?limit=2&pincode=560001`);
      expect([kept.status, kept.body, kept.headers.get('etag'), kept.headers.get('link')]).toEqual([
        200,
        fresh.body,
        fresh.headers.get('etag'),
        fresh.headers.get('link'),
      ]);
      expect(kept.headers.get('content-type')).toMatch(/^application\/json/);
    });

    it('keeps no refusal', async () => {
      for (let at = 0; at < 2; at += 1) {
        expect((await world.call('GET', '/services/no-such-service')).status).toBe(404);
        expect((await world.call('GET', '/services/categories?limit=0')).status).toBe(422);
      }
    });

    it('is answered anew once it has changed', async () => {
      const names = async () =>
        (await world.call<List<Named>>('GET', '/services/categories')).body.data.map(({ name }) => name);
      const before = await names();
      const rename = (name: string) =>
        world
          .get(UnitOfWork)
          .run((tx) => tx.getRepository(CategoryEntity).update({ slug: 'car-care' }, { name }));
      await rename('Care of cars');
      expect(await names()).toEqual(before);
      await world.get(CatalogueService).refresh();
      expect(await names()).toContain('Care of cars');
    });
  });

  it('shows a published price without anybody asking for it to be read again', async () => {
    const before = await rateOf(world, 'car-wash');
    const { city, validFrom } = { city: 'Bangalore', validFrom: world.clock.now() };
    await world.get(UnitOfWork).run((tx) =>
      world.get(RatesService).publish(tx, [
        {
          rateCardId: before.id,
          city,
          pincode: '560001',
          pricePaise: 12_300,
          strikePricePaise: null,
          validFrom,
          validTo: null,
        },
      ]),
    );
    await until(async () => (await rateOf(world, 'car-wash')).pricePaise === 12_300);
    expect(before.pricePaise).not.toBe(12_300);
  });

  it('names the next page of a list by a link that leads there', async () => {
    const first = await world.call<List<Named>>('GET', '/services/search?limit=30&sort=name');
    const link = /^<\/api\/v1(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(link).toContain('sort=name');
    const second = await world.call<List<Named>>('GET', link);
    const third = await world.call<List<Named>>(
      'GET',
      /^<\/api\/v1(.+)>/.exec(second.headers.get('link') ?? '')?.[1] ?? '',
    );
    const slugs = [first, second, third].flatMap(({ body }) => body.data.map(({ slug }) => slug));
    expect(new Set(slugs).size).toBe(76);
    expect(third.headers.get('link')).toBeNull();
  });

  it('compresses long answers for those who can read them, and short ones for nobody', async () => {
    const read = (path: string, encoding: string) =>
      world.call('GET', path, { headers: { 'Accept-Encoding': encoding } });
    const long = '/services/search?limit=100';
    const [plain, zipped] = [await read(long, 'identity'), await read(long, 'gzip')];
    expect([plain.headers.get('content-encoding'), zipped.headers.get('content-encoding')]).toEqual([
      null,
      'gzip',
    ]);
    expect(zipped.body).toEqual(plain.body);
    expect(zipped.headers.get('vary')).toMatch(/accept-encoding/i);
    expect((await read('//health', 'gzip')).headers.get('content-encoding')).toBeNull();
  });

  it('sends the security headers with every answer, refusals included', async () => {
    for (const path of ['/services/categories', '/no/such/route', '/users/me', '//health']) {
      const { headers } = await world.call('GET', path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toMatch(/default-src 'self'/);
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('lets nobody keep a refusal or the answer to a write', async () => {
    const refusals = await Promise.all(
      ['/no/such/route', '/users/me'].map((path) => world.call('GET', path)),
    );
    const login = await world.call('POST', '/auth/login', { body: { identifier: 'a@b.in', password: 'x' } });
    expect([...refusals, login].map(({ headers }) => headers.get('cache-control'))).toEqual(
      Array.from({ length: 3 }, () => 'no-store'),
    );
  });

  it('reads a body up to its limit and refuses a longer one', async () => {
    const bodyOf = (length: number) => JSON.stringify({ identifier: 'x'.repeat(length - 17) });
    const fits = await world.call<Problem>('POST', '/auth/login', { body: bodyOf(20_000) });
    expect([fits.status, fits.body.code]).toEqual([422, 'request.invalid']);
    const tooLong = await world.call<Problem>('POST', '/auth/login', { body: bodyOf(20_001) });
    expect([tooLong.status, tooLong.body.code]).toEqual([413, 'request.too_large']);
  });

  describe('a client that can only GET and POST', () => {
    it('says PATCH and DELETE by X-HTTP-Method-Override (PF-9)', async () => {
      const { token } = await world.newCustomer();
      const { id } = (await world.call<{ id: string }>('POST', '/threads', { token, body: { title: 'One' } }))
        .body;
      const over = (method: string, body?: object) =>
        world.call<{ title: string }>('POST', `/threads/${id}`, {
          token,
          body,
          headers: { 'X-HTTP-Method-Override': method },
        });
      const renamed = await over('patch', { title: 'Two' });
      expect([renamed.status, renamed.body.title]).toEqual([200, 'Two']);
      expect((await over('DELETE')).status).toBe(204);
      expect((await world.call('GET', `/threads/${id}`, { token })).status).toBe(404);
    });

    it('cannot make a read of a write, nor a write of a read', async () => {
      const { token } = await world.newCustomer();
      const override = (method: string, to: string) =>
        world.call<Problem>(method, '/threads', { token, headers: { 'X-HTTP-Method-Override': to } });
      for (const [method, to] of [
        ['POST', 'GET'],
        ['POST', 'TRACE'],
        ['GET', 'DELETE'],
      ] as const) {
        const { status, body } = await override(method, to);
        expect([status, body.code]).toEqual([400, 'request.method_override_invalid']);
      }
    });
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const givenUpMs = performance.now() + 10_000;
  while (!(await holds())) if (performance.now() > givenUpMs) throw new Error('It does not come to hold.');
}

async function firstStart(world: World, rateCardId: string): Promise<string> {
  const slots = await slotsOf(world, 'ac-repair', rateCardId, localDay(world, 2));
  const free = slots.find(({ available }) => available);
  if (!free) throw new Error('Nothing is free the day after tomorrow.');
  return free.start;
}

describe('a request that takes too long', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ env: { REQUEST_TIMEOUT_MS: '300' } });
  });
  afterAll(() => world.close());

  it('is answered 503, its work ends whole, and its repeat tells what came of it', async () => {
    const { id, token, addressId } = await newHouseholder(world);
    const rate = await rateOf(world, 'ac-repair');
    const slotStart = await firstStart(world, rate.id);
    let [begin, release] = [(): void => undefined, (): void => undefined];
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const held = new Promise<void>((resolve) => (release = resolve));
    const holding = world.get(UnitOfWork).run(async (tx) => {
      // On a server this stands in the way of whatever refers to the customer; embedded, of every write.
      await lockRow(tx, UserEntity, { id });
      begin();
      await held;
    });
    await begun;
    const key = 'one-booking-however-often';
    const send = () => book(world, token, order(addressId, rate.id, slotStart), key);
    const late = await send();
    expect([late.status, late.body.code, late.headers.get('retry-after')]).toEqual([
      503,
      'request.timeout',
      '5',
    ]);
    release();
    await holding;
    const repeated = await send();
    expect([repeated.status, repeated.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    const { body } = await world.call<List<{ id: string }>>('GET', '/bookings', { token });
    expect(body.data.map(({ id }) => id)).toEqual([repeated.body.id]);
  });
});
