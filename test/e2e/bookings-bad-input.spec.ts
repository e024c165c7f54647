import { newId } from '../../src/kernel/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { entities } from '../../src/entities.js';
import { World } from '../world.js';
import type { Answer } from '../api.js';
import {
  book,
  booked,
  expectStatus,
  homePincode,
  indianTime,
  localDay,
  newHouseholder,
  order,
  rateOf,
  remainingAt,
  times,
} from './marketplace.js';
import type { Booking, Problem, Quote, Rate } from './marketplace.js';

const slug = 'ac-repair';
const minuteMs = 60_000;

/** Tables of requests, of quotes asked for and of days that were looked at; none is anybody's booking. */
const bookkeeping = new Set(['commands', 'jobs', 'job_schedules', 'sessions', 'quotes', 'provider_days']);

describe('what is wrong with a booking', () => {
  let world: World;
  let rate: Rate;
  let me: Awaited<ReturnType<typeof newHouseholder>>;
  let other: Awaited<ReturnType<typeof newHouseholder>>;
  let slotStart = '';
  let before: Record<string, number>;
  let openedAt: Date;

  const counts = () =>
    world.get(UnitOfWork).read(async (reader) => {
      const rows: Record<string, number> = {};
      for (const entity of entities) {
        const { tableName } = reader.getRepository(entity).metadata;
        if (!bookkeeping.has(tableName)) rows[tableName] = await reader.getRepository(entity).count();
      }
      return rows;
    });
  const mine = () => order(me.addressId, rate.id, slotStart);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, token = me.token) =>
    world.call<Problem>('POST', path, { token, body, key: true, headers });
  const told = ({ status, body }: Answer<Problem>) => [status, body.code, body.errors?.[0]?.pointer];
  const quote = async (token: string, wish: object = {}) =>
    expectStatus(
      200,
      await world.call<Quote>('POST', '/services/price', {
        token,
        body: {
          pincode: homePincode,
          items: [{ rateCardId: rate.id, quantity: 1 }],
          slotStart,
          ...wish,
        },
      }),
    );

  beforeAll(async () => {
    world = await World.open();
    openedAt = world.clock.now();
    rate = await rateOf(world, slug);
    slotStart = indianTime(localDay(world, 3), '11:00');
    [me, other] = [await newHouseholder(world), await newHouseholder(world)];
    before = await counts();
  });
  afterEach(async () => {
    world.clock.set(openedAt);
    expect(await counts()).toEqual(before);
  });
  afterAll(() => world.close());

  it.each([
    ['past', -1, '11:00'],
    ['long past', -4_000, '11:00'],
    ['off the grid by a quarter of an hour', 3, '11:15'],
    ['off the grid by a second', 3, '11:00:01'],
    ['off the grid by a millisecond', 3, '11:00:00.001'],
    ['before opening', 3, '07:30'],
    ['after the last start', 3, '20:00'],
    ['at night', 3, '00:00'],
    ['within the notice', 0, '08:00'],
    ['beyond the horizon', 31, '11:00'],
    ['in another century', 36_500, '11:00'],
  ])('is a start that is %s (AV-1)', async (_what, days, clockTime) => {
    const start = indianTime(localDay(world, days), clockTime);
    const answer = await book(world, me.token, { ...mine(), slotStart: start });
    expect(told(answer)).toEqual([422, 'slot.invalid', '/slotStart']);
    const held = await post('/holds', { rateCardId: rate.id, pincode: homePincode, slotStart: start });
    expect(told(held)).toEqual([422, 'slot.invalid', '/slotStart']);
  });

  it.each([
    '2027-02-30T05:30:00.000Z',
    '+275760-09-13T00:00:00.000Z',
    '-000001-01-01T00:00:00Z',
    '2027-02-05T24:30:00Z',
    '2027-02-05T11:00',
    '2027-W05-5',
    'NaN',
    '',
    0,
    1_801_800_000_000,
    null,
    {},
    ['2027-02-05T05:30:00Z'],
  ])('is %j for an instant', async (start) => {
    const answer = await post('/bookings', { ...mine(), slotStart: start });
    expect(told(answer)).toEqual([422, 'request.invalid', '/slotStart']);
  });

  it.each(['1900-01-01T02:30:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
    'is a client whose clock says %s',
    async (start) => {
      expect(told(await post('/bookings', { ...mine(), slotStart: start }))).toEqual([
        422,
        'slot.invalid',
        '/slotStart',
      ]);
    },
  );

  it('is a date header nobody asks for: the server goes by its own clock', async () => {
    const skewed = { Date: 'Thu, 01 Jan 1970 00:00:00 GMT', 'X-Client-Time': '9999-12-31T23:59:59Z' };
    const past = indianTime(localDay(world, -1), '11:00');
    const answer = await post('/bookings', { ...mine(), slotStart: past }, skewed);
    expect(told(answer)).toEqual([422, 'slot.invalid', '/slotStart']);
  });

  it.each([0, -1, -0.5, 1.5, 101, 1e9, 2 ** 31, 2 ** 53, '1', '', null, true, [1], {}])(
    'is the quantity %j',
    async (quantity) => {
      const items = [{ rateCardId: rate.id, quantity }];
      const refusal = [422, 'request.invalid', '/items/0/quantity'];
      expect(told(await post('/bookings', { ...mine(), items }))).toEqual(refusal);
      expect(told(await post('/services/price', { pincode: homePincode, items }))).toEqual(refusal);
    },
  );

  it('is more work than a day has hours (PR-7)', async () => {
    const items = [{ rateCardId: rate.id, quantity: 100 }];
    expect(told(await post('/bookings', { ...mine(), items }))[1]).toBe('booking.too_long');
  });

  it('is a price, a total, a discount, a state or an owner in the body', async () => {
    const tampered: [object, string][] = [
      [{ totalPaise: 1 }, '/totalPaise'],
      [{ price: { totalPaise: 1 } }, '/price'],
      [{ discountPaise: 100_000 }, '/discountPaise'],
      [{ paymentState: 'paid' }, '/paymentState'],
      [{ state: 'completed' }, '/state'],
      [{ customerId: other.id }, '/customerId'],
      [{ providerId: newId() }, '/providerId'],
      [{ items: [{ rateCardId: rate.id, quantity: 1, unitPaise: 0 }] }, '/items/0/unitPaise'],
      [{ items: [{ rateCardId: rate.id, quantity: 1, pricePaise: 0 }] }, '/items/0/pricePaise'],
    ];
    for (const [more, pointer] of tampered)
      expect(told(await post('/bookings', { ...mine(), ...more }))).toEqual([
        422,
        'request.invalid',
        pointer,
      ]);
  });

  it("is somebody else's address, hold or quote, which is answered as one that does not exist (ID-10)", async () => {
    const theirs = await quote(other.token);
    const wrong: [object, string][] = [
      [{ addressId: other.addressId }, 'address.not_found'],
      [{ addressId: newId() }, 'address.not_found'],
      [{ quoteId: theirs.id }, 'quote.not_found'],
      [{ quoteId: newId() }, 'quote.not_found'],
      [{ holdId: newId() }, 'hold.not_found'],
    ];
    for (const [more, code] of wrong)
      expect((await post('/bookings', { ...mine(), ...more })).body.code).toBe(code);
    const hold = await world.call<{ id: string }>('POST', '/holds', {
      token: other.token,
      body: { rateCardId: rate.id, pincode: homePincode, slotStart },
    });
    const holdId = expectStatus(201, hold).id;
    expect(told(await post('/bookings', { ...mine(), holdId })).slice(0, 2)).toEqual([404, 'hold.not_found']);
    expect((await world.call('DELETE', `/holds/${holdId}`, { token: me.token })).status).toBe(404);
    expect((await world.call('DELETE', `/holds/${holdId}`, { token: other.token })).status).toBe(204);
    await world.settle();
  });

  it('is a quote that has run out, or of other work, another place or another start (PR-3)', async () => {
    const old = await quote(me.token);
    world.clock.advance(11 * minuteMs);
    const expired = await post('/bookings', { ...mine(), quoteId: old.id });
    expect(expired.body).toMatchObject({
      status: 409,
      code: 'price.changed',
      old: { totalPaise: old.totalPaise },
      new: { totalPaise: old.totalPaise },
    });
    world.clock.set(openedAt);
    const two = await quote(me.token, { items: [{ rateCardId: rate.id, quantity: 2 }] });
    const later = await quote(me.token, { slotStart: indianTime(localDay(world, 4), '11:00') });
    for (const { id } of [two, later]) {
      const answer = await post('/bookings', { ...mine(), quoteId: id });
      expect([answer.status, answer.body.code]).toEqual([409, 'price.changed']);
    }
  });

  it('is a body of another kind', async () => {
    const text = JSON.stringify(mine());
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'nonsense']) {
      const answer = await post('/bookings', text, { 'Content-Type': type });
      expect([type, answer.status, answer.body.code]).toEqual([type, 422, 'request.invalid']);
    }
    const form = await post('/bookings', 'addressId=1', {
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    expect(form.status).toBe(422);
    for (const cut of [text.slice(0, -1), `${text}}`, `\u0000${text}`])
      expect(told(await post('/bookings', cut)).slice(0, 2)).toEqual([400, 'request.malformed_json']);
  });

  it.each([
    ['too long', 'x'.repeat(1_001)],
    ['no text', 7],
    ['a list', ['ring twice']],
  ])('is an instruction that is %s', async (_what, instructions) => {
    expect(told(await post('/bookings', { ...mine(), instructions }))).toEqual([
      422,
      'request.invalid',
      '/instructions',
    ]);
  });

  it('is work that nobody asked for, of two trades, or too many lines of it', async () => {
    const tap = await rateOf(world, 'tap-repair');
    const line = { rateCardId: rate.id, quantity: 1 };
    const wrong: [unknown, string, string | undefined][] = [
      [[], 'request.invalid', '/items'],
      [times(21, () => line), 'request.invalid', '/items'],
      [[line, { rateCardId: tap.id, quantity: 1 }], 'booking.mixed_categories', undefined],
      [[{ ...line, rateCardId: newId() }], 'request.invalid', '/items/0/rateCardId'],
      [[{ ...line, attributes: { colour: 'red' } }], 'request.invalid', '/items/0/attributes/colour'],
    ];
    for (const [items, code, pointer] of wrong)
      expect(told(await post('/bookings', { ...mine(), items }))).toEqual([422, code, pointer]);
  });

  it('takes nobody’s time', async () => {
    expect(await remainingAt(world, slug, rate.id, slotStart)).toBeGreaterThan(0);
    for (const { token } of [me, other])
      expect((await world.call<{ data: unknown[] }>('GET', '/bookings', { token })).body.data).toEqual([]);
  });
});

describe('one wish', () => {
  let world: World;
  let rate: Rate;
  beforeAll(async () => {
    world = await World.open();
    rate = await rateOf(world, slug);
  });
  afterAll(() => world.close());

  const listed = async (token: string) =>
    (await world.call<{ data: Booking[] }>('GET', '/bookings', { token })).body.data;

  it('sent again under its key is one booking; another wish under that key is refused (HB-6, PF-2)', async () => {
    const { token, addressId } = await newHouseholder(world);
    const wish = order(addressId, rate.id, indianTime(localDay(world, 3), '12:00'));
    const answers = await Promise.all(times(5, () => book(world, token, wish, 'one-wish')));
    const first = expectStatus(201, await book(world, token, wish, 'one-wish'));
    for (const { status, body } of answers)
      expect(status === 201 ? body.id : body.code).toBe(
        status === 201 ? first.id : 'idempotency.in_progress',
      );
    for (const more of [
      { slotStart: indianTime(localDay(world, 4), '12:00') },
      { instructions: 'Ring twice.' },
      { items: [{ rateCardId: rate.id, quantity: 2 }] },
    ]) {
      const answer = await book(world, token, { ...wish, ...more }, 'one-wish');
      expect([answer.status, answer.body.code]).toEqual([422, 'idempotency.key_reused']);
    }
    expect(await listed(token)).toHaveLength(1);
  });

  it("is its sender's: the same key of somebody else is another wish", async () => {
    const [a, b] = [await newHouseholder(world), await newHouseholder(world)];
    const start = indianTime(localDay(world, 5), '12:00');
    const [first, second] = [
      await book(world, a.token, order(a.addressId, rate.id, start), 'shared-key'),
      await book(world, b.token, order(b.addressId, rate.id, start), 'shared-key'),
    ];
    expect(expectStatus(201, first).id).not.toBe(expectStatus(201, second).id);
  });

  it('needs its key, and one that can be one', async () => {
    const { token, addressId } = await newHouseholder(world);
    const body = order(addressId, rate.id, indianTime(localDay(world, 3), '14:00'));
    const without = await world.call<Problem>('POST', '/bookings', { token, body });
    expect([without.status, without.body.code]).toEqual([400, 'idempotency.key_required']);
    const long = await book(world, token, body, 'k'.repeat(256));
    expect([long.status, long.body.code]).toEqual([400, 'idempotency.key_invalid']);
    expect(await listed(token)).toEqual([]);
  });

  it('of a quote is granted once (PR-3)', async () => {
    const { token, addressId } = await newHouseholder(world);
    const start = indianTime(localDay(world, 6), '12:00');
    const wish = order(addressId, rate.id, start);
    const quoted = await world.call<Quote>('POST', '/services/price', {
      token,
      body: { pincode: homePincode, items: wish.items, slotStart: start },
    });
    const quoteId = expectStatus(200, quoted).id;
    const made = expectStatus(201, await book(world, token, { ...wish, quoteId }));
    expect(made.price.totalPaise).toBe(quoted.body.totalPaise);
    const again = await book(world, token, { ...wish, quoteId });
    expect([again.status, again.body.code]).toEqual([409, 'price.changed']);
    expect(await listed(token)).toHaveLength(1);
  });

  it.each([
    ['in every script', 'घंटी दो बार बजाएँ · ગુજરાતી · தமிழ் · اردو · 中文'],
    ['with signs beyond the first plane and joined ones', '👩🏽‍🔧 at the 🚪 — e\u0301 is é'],
    ['of exactly a thousand characters', 'ळ'.repeat(1_000)],
    ['with what looks like a command', "Robert'); DROP TABLE bookings;-- <script>alert(1)</script> ${7*7}"],
    ['over several lines', 'Ring twice.\r\n\tThen call.'],
  ])('keeps an instruction %s as it was sent', async (_what, instructions) => {
    const { token, addressId } = await newHouseholder(world);
    const start = indianTime(localDay(world, 2), '16:00');
    const { id } = await booked(world, token, { ...order(addressId, rate.id, start), instructions });
    const shown = await world.call<Booking & { instructions: string }>('GET', `/bookings/${id}`, { token });
    expect(expectStatus(200, shown).instructions).toBe(instructions);
  });
});
