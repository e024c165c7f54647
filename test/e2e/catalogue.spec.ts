import { World } from '../world.js';
import { homePincode, localDay, rateOf, ratesOf, slotsOf } from './marketplace.js';
import type { List, Problem, Quote } from './marketplace.js';

interface Service {
  id: string;
  slug: string;
  name: string;
}

describe('the catalogue', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const categories = async () => (await world.call<List<Service>>('GET', '/services/categories')).body.data;
  const found = async (query: string): Promise<string[]> => {
    const path = `/services/search?q=${encodeURIComponent(query)}`;
    return (await world.call<List<Service>>('GET', path)).body.data.map(({ slug }) => slug);
  };
  const price = (body: object) => world.call<Quote & Problem>('POST', '/services/price', { body });

  it('has 12 categories with 76 services, each under one of them', async () => {
    const slugs = new Set<string>();
    const all = await categories();
    for (const { slug } of all) {
      const path = `/services/categories/${slug}/subcategories?limit=100`;
      const { body } = await world.call<List<Service>>('GET', path);
      expect(body.data.length).toBeGreaterThan(0);
      for (const service of body.data) slugs.add(service.slug);
    }
    expect([all.length, slugs.size]).toEqual([12, 76]);
  });

  it('can be paged through without missing or repeating a service', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/services/search?limit=10${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const { body }: { body: List<Service> } = await world.call<List<Service>>('GET', path);
      seen.push(...body.data.map(({ slug }) => slug));
      cursor = body.page.next;
    }
    expect([seen.length, new Set(seen).size]).toEqual([76, 76]);
  });

  it.each([
    ['ac repair', 'ac-repair'],
    ['ac not cooling', 'ac-repair'],
    ['bathrom cleening', 'bathroom-cleaning'],
    ['refridgerator', 'refrigerator-repair'],
    ['nal tapak raha', 'tap-repair'],
    ['बाथरूम की सफाई', 'bathroom-cleaning'],
  ])('finds the service behind "%s"', async (query, slug) => {
    expect((await found(query)).slice(0, 3)).toContain(slug);
  });

  it('tells a service by slug and by id alike', async () => {
    const bySlug = (await world.call<Service>('GET', '/services/ac-repair')).body;
    const byId = (await world.call<Service>('GET', `/services/${bySlug.id}`)).body;
    expect(byId).toEqual(bySlug);
  });

  it('knows the rates and free starts of every service at 560001', async () => {
    const { body } = await world.call<List<Service>>('GET', '/services/search?limit=100');
    const lacking: string[] = [];
    for (const { slug } of body.data) {
      const rates = await ratesOf(world, slug);
      const slots = rates[0] ? await slotsOf(world, slug, rates[0].id, localDay(world, 2)) : [];
      if (!slots.some(({ available, remaining }) => available && remaining > 0)) lacking.push(slug);
      if (rates.some(({ pricePaise }) => !Number.isSafeInteger(pricePaise) || pricePaise <= 0))
        lacking.push(slug);
    }
    expect([body.data.length, lacking]).toEqual([76, []]);
  });

  it('offers starts on the half hour, as long as the work, and says why one is not free', async () => {
    const rate = await rateOf(world, 'ac-repair');
    const slots = await slotsOf(world, 'ac-repair', rate.id, localDay(world, 1));
    expect(slots).toHaveLength(24);
    for (const { start, end, available, remaining, reasons = [] } of slots) {
      expect(new Date(start).getUTCMinutes() % 30).toBe(0);
      expect((Date.parse(end) - Date.parse(start)) / 60_000).toBe(rate.durationMinutes);
      expect(available).toBe(remaining > 0);
      expect(reasons.length > 0).toBe(!available);
    }
  });

  it('quotes a price whose parts make the total to the paisa', async () => {
    const [split, window] = await ratesOf(world, 'ac-repair');
    const items = [
      { rateCardId: split?.id, quantity: 2 },
      { rateCardId: window?.id, quantity: 1 },
    ];
    const { status, body } = await price({ pincode: homePincode, items });
    expect(status).toBe(200);
    expect(body.lines.map(({ amountPaise }) => amountPaise)).toEqual([
      2 * (split?.pricePaise ?? 0),
      window?.pricePaise,
    ]);
    for (const { quantity, unitPaise, amountPaise } of body.lines)
      expect(amountPaise).toBe(quantity * unitPaise);
    const linesPaise = body.lines.reduce((sum, { amountPaise }) => sum + amountPaise, 0);
    expect(body.taxablePaise).toBe(linesPaise - body.discountPaise + body.surgePaise + body.conveniencePaise);
    const taxPaise = body.cgstPaise + body.sgstPaise + body.igstPaise;
    expect(taxPaise).toBeGreaterThan(0);
    expect(body.totalPaise).toBe(body.taxablePaise + taxPaise + body.roundOffPaise);
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(world.clock.now().getTime());
  });

  it('does not serve every pincode, and says so', async () => {
    const rate = await rateOf(world, 'ac-repair');
    const unserved = '799001';
    const refused = await price({ pincode: unserved, items: [{ rateCardId: rate.id, quantity: 1 }] });
    expect([refused.status, refused.body.code]).toEqual([422, 'pincode.not_serviceable']);
    for (const what of ['rates', 'slots']) {
      const answer = await world.call<Problem>('GET', `/services/ac-repair/${what}?pincode=${unserved}`);
      expect([what, answer.status, answer.body.code]).toEqual([what, 422, 'pincode.not_serviceable']);
    }
  });

  it('does not put two categories into one price', async () => {
    const ac = await rateOf(world, 'ac-repair');
    const tap = await rateOf(world, 'tap-repair');
    const items = [ac, tap].map(({ id }) => ({ rateCardId: id, quantity: 1 }));
    const { status, body } = await price({ pincode: homePincode, items });
    expect([status, body.code]).toEqual([422, 'booking.mixed_categories']);
  });
});
