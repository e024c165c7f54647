import request from 'supertest';
import { PoliciesService } from '../../src/features/policies/index.js';
import type { PolicyDraft } from '../../src/features/policies/index.js';
import { PricingService, QuoteEntity, QuotesService } from '../../src/features/pricing/index.js';
import type { QuotedItem } from '../../src/features/pricing/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { customer, openCatalogueApp } from '../factories/catalogue-app.js';
import type { CatalogueApp } from '../factories/catalogue-app.js';

const now = '2026-03-10T06:00:00.000Z';
const slotStartAt = new Date('2026-03-11T05:30:00Z');
const someone: Actor = { kind: 'customer', id: customer.id, channel: 'rest' };
const other: Actor = { kind: 'customer', id: '01900000-0000-7000-8000-000000000002', channel: 'rest' };

describe('prices and quotes', () => {
  let world: CatalogueApp;
  let quotes: QuotesService;
  let pricing: PricingService;
  let item: (slug: string, quantity?: number) => QuotedItem;

  beforeAll(async () => {
    world = await openCatalogueApp(now);
    quotes = world.app.get(QuotesService);
    pricing = world.app.get(PricingService);
    item = (slug, quantity = 1) => ({ rateCardId: world.ids.rateCard(slug), quantity });
  });
  afterAll(() => world.close());
  beforeEach(() => world.clock.set(now));

  const post = (body: object) => request(world.app.getHttpServer()).post('/api/v1/services/price').send(body);
  const storedQuotes = () => world.work.read((reader) => reader.getRepository(QuoteEntity).count());
  const honour = (quoteId: string | null, over: object = {}) =>
    world.work.run((tx) =>
      quotes.honour(tx, {
        actor: someone,
        quoteId,
        pincode: '560001',
        items: [item('deep-cleaning-1-bhk')],
        slotStartAt,
        at: world.clock.now(),
        ...over,
      }),
    );

  it('quotes over HTTP what the rule says, with CGST and SGST in a state of registration', async () => {
    const { status, body } = await post({ pincode: '560001', items: [item('deep-cleaning-1-bhk')] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      discountPaise: 0,
      surgePaise: 0,
      conveniencePaise: 4_900,
      taxablePaise: 304_800,
      cgstPaise: 27_432,
      sgstPaise: 27_432,
      igstPaise: 0,
      roundOffPaise: 36,
      totalPaise: 359_700,
      expiresAt: '2026-03-10T06:10:00.000Z',
      pincode: '560001',
      slotStart: null,
    });
    expect(body.lines).toEqual([
      {
        rateCardId: world.ids.rateCard('deep-cleaning-1-bhk'),
        service: 'Deep cleaning',
        variant: '1 BHK',
        quantity: 1,
        unitPaise: 299_900,
        amountPaise: 299_900,
      },
    ]);
    expect(body.receipts.map(({ rule }: { rule: string }) => rule)).toEqual(['PR-3', 'PR-4']);
  });

  it('asks IGST once where the operator is not registered', async () => {
    const { body } = await post({ pincode: '226001', items: [item('deep-cleaning-1-bhk')] });
    expect(body).toMatchObject({ cgstPaise: 0, sgstPaise: 0, igstPaise: 54_864, totalPaise: 359_700 });
  });

  it('adds the chosen attribute to the unit price', async () => {
    const plain = { ...item('deep-cleaning-1-bhk') };
    const furnished = { ...plain, attributes: { furnishing: 'furnished' } };
    const base = await post({ pincode: '560001', items: [plain] });
    const more = await post({ pincode: '560001', items: [furnished] });
    expect(more.body.lines[0].unitPaise - base.body.lines[0].unitPaise).toBe(50_000);
  });

  it('stores the quote it shows', async () => {
    const { body } = await post({
      pincode: '560001',
      items: [item('deep-cleaning-1-bhk')],
      slotStart: slotStartAt.toISOString(),
    });
    const stored = await quotes.get(null, body.id);
    expect(stored).toMatchObject({ totalPaise: body.totalPaise, usedByBookingId: null, principalId: null });
    expect(stored.slotStartAt).toEqual(slotStartAt);
    expect(stored.expiresAt.toISOString()).toBe(body.expiresAt);
  });

  describe('refuses, and stores nothing', () => {
    let before: number;
    beforeEach(async () => {
      before = await storedQuotes();
    });
    afterEach(async () => {
      expect(await storedQuotes()).toBe(before);
    });

    const good = () => ({ pincode: '560001', items: [item('deep-cleaning-1-bhk')] });
    const withItem = (over: object) => ({ ...good(), items: [{ ...item('deep-cleaning-1-bhk'), ...over }] });
    const at = (slotStart: string) => ({ ...good(), slotStart });
    const invalid = [422, 'request.invalid'] as const;

    const refusals: [string, () => object, number, string, ...string[]][] = [
      ['an unknown rate card', () => withItem({ rateCardId: newId() }), ...invalid, '/items/0/rateCardId'],
      ['a rate card that is no id', () => withItem({ rateCardId: 'x' }), ...invalid, '/items/0/rateCardId'],
      ['no items', () => ({ ...good(), items: [] }), ...invalid, '/items'],
      ['no items field', () => ({ pincode: '560001' }), ...invalid, '/items'],
      ['a quantity of 0', () => withItem({ quantity: 0 }), ...invalid, '/items/0/quantity'],
      ['a quantity of 101', () => withItem({ quantity: 101 }), ...invalid, '/items/0/quantity'],
      ['a price of the caller’s', () => withItem({ unitPaise: 1 }), ...invalid, '/items/0/unitPaise'],
      ['a total of the caller’s', () => ({ ...good(), totalPaise: 1 }), ...invalid, '/totalPaise'],
      [
        'an attribute that is not asked',
        () => withItem({ attributes: { colour: 'red' } }),
        ...invalid,
        '/items/0/attributes/colour',
      ],
      [
        'an attribute value of another kind',
        () => withItem({ attributes: { furnishing: { a: 1 } } }),
        ...invalid,
        '/items/0/attributes/furnishing',
      ],
      ['more than 240 minutes', () => withItem({ quantity: 2 }), 422, 'booking.too_long'],
      [
        'two categories',
        () => ({ ...good(), items: [item('deep-cleaning-1-bhk'), item('ro-repair-standard')] }),
        422,
        'booking.mixed_categories',
      ],
      ['a closed pincode', () => ({ ...good(), pincode: '560099' }), 422, 'pincode.not_serviceable'],
      ['an unknown pincode', () => ({ ...good(), pincode: '999999' }), 422, 'pincode.not_serviceable'],
      ['a pincode that begins with 0', () => ({ ...good(), pincode: '012345' }), ...invalid, '/pincode'],
      ['neither pincode nor address', () => ({ items: good().items }), ...invalid, '/pincode'],
      ['a slot in the past', () => at(now), ...invalid, '/slotStart'],
      ['a slot without an offset', () => at('2026-03-11T05:30:00'), ...invalid, '/slotStart'],
      ['a slot years ahead', () => at('2036-03-11T05:30:00Z'), ...invalid, '/slotStart'],
      [
        'an address without a token',
        () => ({ addressId: customer.addressId, items: good().items }),
        401,
        'auth.required',
      ],
    ];

    it.each(refusals.map((each) => ({ what: each[0], each })))(
      '$what',
      async ({ each: [, body, status, code, ...expected] }) => {
        const answer = await post(body());
        expect([answer.status, answer.body.code]).toEqual([status, code]);
        const pointers = (answer.body.errors ?? []).map((fault: { pointer: string }) => fault.pointer);
        expect(pointers).toEqual(expected);
      },
    );
  });

  it('prices at a customer’s own address and at nobody else’s', async () => {
    const wish = { addressId: customer.addressId, items: [item('deep-cleaning-1-bhk')] };
    expect(await quotes.request(someone, wish)).toMatchObject({ pincode: '560001', principalId: someone.id });
    await expect(quotes.request(other, wish)).rejects.toMatchObject({ code: 'address.not_found' });
  });

  describe('a booking is charged', () => {
    const wish = () => ({ pincode: '560001', items: [item('deep-cleaning-1-bhk')], slotStartAt });

    it('the price of the instant when it names no quote', async () => {
      const honoured = await honour(null);
      expect(honoured.quote).toBeNull();
      expect(honoured.breakdown.totalPaise).toBe(359_700);
      expect(honoured.current.durationMinutes).toBe(180);
    });

    it('exactly the quote it names, though the policy has changed since', async () => {
      const quote = await quotes.request(someone, wish());
      const dearer: PolicyDraft = {
        kind: 'pricing',
        scopeKind: 'category',
        scopeId: world.ids.category('home-cleaning'),
        code: 'dearer',
        effectiveFrom: new Date('2026-03-10T06:05:00Z'),
        effectiveTo: new Date('2026-03-10T07:00:00Z'),
        body: {
          conveniencePaise: 14_900,
          visitChargePaise: 49_900,
          surgeCapBps: 15_000,
          surgeRules: [],
          quoteValidMinutes: 10,
          holdMinutes: 5,
          horizonDays: 7,
          minNoticeMinutes: 60,
          maxDurationMinutes: 240,
        },
      };
      await world.work.run((tx) => world.app.get(PoliciesService).publish(tx, dearer));
      world.clock.set('2026-03-10T06:05:00Z');
      const { breakdown, current } = await honour(quote.id);
      expect(breakdown.totalPaise).toBe(quote.totalPaise);
      expect(current.breakdown.totalPaise).toBeGreaterThan(quote.totalPaise);
      world.clock.set('2026-03-10T06:10:00Z');
      await expect(honour(quote.id)).rejects.toMatchObject({
        code: 'price.changed',
        kind: 'conflict',
        details: { old: { totalPaise: quote.totalPaise }, new: { totalPaise: current.breakdown.totalPaise } },
      });
    });

    it('nothing, when the quote is for other work, another slot, another place or another person', async () => {
      const quote = await quotes.request(someone, wish());
      const changed = { code: 'price.changed' };
      await expect(honour(quote.id, { items: [item('deep-cleaning-2-bhk')] })).rejects.toMatchObject(changed);
      await expect(honour(quote.id, { slotStartAt: new Date('2026-03-11T06:00:00Z') })).rejects.toMatchObject(
        changed,
      );
      await expect(honour(quote.id, { pincode: '560002' })).rejects.toMatchObject(changed);
      await expect(honour(quote.id, { actor: other })).rejects.toMatchObject({ code: 'quote.not_found' });
      await expect(honour(newId())).rejects.toMatchObject({ code: 'quote.not_found' });
      expect((await honour(quote.id)).quote?.id).toBe(quote.id);
    });

    it('the same by a quote made before the slot was known and before signing in', async () => {
      const quote = await quotes.request(null, { pincode: '560001', items: [item('deep-cleaning-1-bhk')] });
      expect((await honour(quote.id)).breakdown).toEqual(quote.breakdown);
    });

    it('once: of two bookings that spend one quote, one wins', async () => {
      const quote = await quotes.request(someone, wish());
      const spend = () => world.work.run((tx) => quotes.consume(tx, quote, newId()));
      const outcomes = await Promise.allSettled([spend(), spend()]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await expect(honour(quote.id)).rejects.toMatchObject({ code: 'price.changed' });
      await expect(
        world.work.read((reader) =>
          quotes.getLiveQuote(reader, quote.id, { actor: someone, at: world.clock.now() }),
        ),
      ).rejects.toMatchObject({ code: 'price.changed' });
    });
  });

  it('takes the GST rate of the service day, not of the day of asking', async () => {
    const priceOn = (slot: string) =>
      world.work.read((reader) =>
        pricing.quote(reader, {
          pincode: '560001',
          items: [item('salon-for-women-haircut-cut')],
          slotStartAt: new Date(slot),
          at: new Date('2025-09-20T06:00:00Z'),
        }),
      );
    const before = (await priceOn('2025-09-21T05:30:00Z')).breakdown.lines[0];
    const after = (await priceOn('2025-09-22T05:30:00Z')).breakdown.lines[0];
    expect([before?.gstBps, after?.gstBps]).toEqual([1800, 500]);
  });
});
