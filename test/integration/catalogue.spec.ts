import request from 'supertest';
import { Catalogue1763700000003 } from '../../migrations/0003-catalogue.js';
import { Claims1763700000028 } from '../../migrations/0028-claims.js';
import { CatalogueService } from '../../src/features/services/catalogue.service.js';
import { CatalogueRepository } from '../../src/features/services/catalogue.repository.js';
import { CategoryEntity, RatesService, ServiceSearch } from '../../src/features/services/index.js';
import type { ServiceFilter } from '../../src/features/services/index.js';
import { RatesRepository } from '../../src/features/services/rates.repository.js';
import { DomainEvents } from '../../src/platform/events/domain-events.js';
import type { EventSubscribers } from '../../src/platform/events/event-subscribers.js';
import type { Jobs } from '../../src/platform/jobs/jobs.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { MemoryCache } from '../../src/platform/cache/memory-cache.js';
import { listTables, openTestDatabase } from '../database.js';
import type { TestDatabase } from '../database.js';
import { catalogueEntities, insertCatalogue } from '../factories/catalogue.js';
import type { Ids } from '../factories/catalogue.js';
import { openCatalogueApp } from '../factories/catalogue-app.js';
import type { CatalogueApp } from '../factories/catalogue-app.js';

/** Events that nobody hears. */
const unheard = new DomainEvents({} as Jobs, { of: () => [] } as unknown as EventSubscribers);

const firstPage = { limit: 20 };
const schema = { entities: catalogueEntities, migrations: [Catalogue1763700000003, Claims1763700000028] };

describe('the catalogue', () => {
  const clock = new FixedClock('2026-03-10T06:00:00Z');
  const cache = new MemoryCache({ clock, maxBytes: 1_000_000 });
  let database: TestDatabase;
  let catalogue: CatalogueService;
  let searching: ServiceSearch;
  let rates: RatesService;
  let ids: Ids;

  beforeAll(async () => {
    database = await openTestDatabase(schema);
    ids = await database.work.run(insertCatalogue);
    catalogue = new CatalogueService(database.work, new CatalogueRepository(), clock, cache);
    searching = new ServiceSearch(catalogue, clock);
    rates = new RatesService(new RatesRepository(), unheard, clock);
  });
  afterAll(() => database.close());
  beforeEach(() => clock.set('2026-03-10T06:00:00Z'));

  const slugs = async (filter: ServiceFilter, limit = 20): Promise<string[]> =>
    (await searching.search(filter, { limit })).data.map(({ service }) => service.slug);

  it('has tables that are exactly what the entities say', async () => {
    const { upQueries } = await database.writer.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be taken back and made again', async () => {
    const other = await openTestDatabase(schema);
    for (const _ of schema.migrations) await other.writer.undoLastMigration();
    expect(await listTables(other.writer)).toEqual(['migrations']);
    expect(await other.writer.runMigrations()).toHaveLength(schema.migrations.length);
    await other.close();
  });

  it('lists the 12 categories in their order and the services of one, by id and by slug alike', async () => {
    const categories = await catalogue.listCategories(firstPage);
    expect(categories.data).toHaveLength(12);
    expect(categories.data.map(({ sort }) => sort)).toEqual(
      categories.data.map(({ sort }) => sort).sort((a, b) => a - b),
    );
    const bySlug = await catalogue.listServices('plumbing', firstPage);
    expect(bySlug.data).toHaveLength(7);
    expect(await catalogue.listServices(ids.category('plumbing'), firstPage)).toEqual(bySlug);
    await expect(catalogue.listServices('astrology', firstPage)).rejects.toMatchObject({
      code: 'category.not_found',
    });
  });

  it('walks a list page by page, each row once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await catalogue.listServices('plumbing', { limit: 3, ...(cursor && { cursor }) });
      seen.push(...page.data.map(({ slug }) => slug));
      cursor = page.page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual((await catalogue.listServices('plumbing', firstPage)).data.map(({ slug }) => slug));
  });

  it('refuses a cursor of another list', async () => {
    const { page } = await catalogue.listServices('plumbing', { limit: 3 });
    const elsewhere = catalogue.listServices('electrical', { limit: 3, cursor: page.next ?? '' });
    await expect(elsewhere).rejects.toMatchObject({ code: 'page.cursor_invalid' });
  });

  it('gives prices at a pincode, the default variant first', async () => {
    const { data } = await catalogue.listRates('ac-repair', '560001', firstPage);
    expect(data.length).toBeGreaterThan(1);
    expect(data.map(({ rateCard }) => rateCard.sort)).toEqual(
      data.map(({ rateCard }) => rateCard.sort).sort((a, b) => a - b),
    );
    expect(data.every(({ pricePaise }) => Number.isSafeInteger(pricePaise) && pricePaise > 0)).toBe(true);
  });

  it.each(['560099', '999999'])('has no prices at %s, which is closed or unknown', async (pincode) => {
    await expect(catalogue.listRates('ac-repair', pincode, firstPage)).rejects.toMatchObject({
      code: 'pincode.not_serviceable',
      kind: 'invalid',
    });
  });

  it('knows a closed pincode and not an unknown one', async () => {
    expect((await catalogue.getPincode('560099')).isServiceable).toBe(false);
    await expect(catalogue.getPincode('999999')).rejects.toMatchObject({ code: 'pincode.not_found' });
  });

  it.each([
    ['AC repair', 'ac-repair'],
    ['bathrom cleening', 'bathroom-cleaning'],
    ['washing machin', 'washing-machine-repair'],
    ['cockroch', 'cockroach-control'],
    ['बाथरूम की सफाई', 'bathroom-cleaning'],
    ['deemak', 'termite-control'],
    ['sofa', 'sofa-cleaning'],
  ])('finds “%s”', async (q, slug) => {
    expect((await slugs({ q })).slice(0, 3)).toContain(slug);
  });

  it('finds nothing for what is not sold', async () => {
    expect(await slugs({ q: 'zxqwv' })).toEqual([]);
  });

  it('narrows by category, and by the price at a pincode', async () => {
    const inCategory = await searching.search({ category: 'painting' }, firstPage);
    expect(inCategory.data).toHaveLength(5);
    const { data } = await searching.search(
      { pincode: '560001', maxPaise: 50_000, sort: '-price' },
      { limit: 100 },
    );
    const prices = data.map(({ price }) => price?.fromPaise ?? NaN);
    expect(prices.length).toBeGreaterThan(5);
    expect(Math.max(...prices)).toBeLessThanOrEqual(50_000);
    expect(prices).toEqual([...prices].sort((a, b) => b - a));
    expect(await slugs({ pincode: '560001', minPaise: 900_000_000 })).toEqual([]);
  });

  it('refuses a search at a closed pincode, in an unknown category, or with bounds the wrong way round', async () => {
    await expect(slugs({ pincode: '560099' })).rejects.toMatchObject({ code: 'pincode.not_serviceable' });
    await expect(slugs({ category: 'astrology' })).rejects.toMatchObject({ code: 'category.not_found' });
    await expect(slugs({ minPaise: 2, maxPaise: 1 })).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('recommends popular services only', async () => {
    const { data } = await searching.recommend('560001', { limit: 100 });
    expect(data.length).toBeGreaterThan(0);
    expect(data.every(({ service, price }) => service.isPopular && price !== null)).toBe(true);
  });

  describe('prices', () => {
    const versionAt = (over: object) => ({
      rateCardId: ids.rateCard('regular-cleaning-two-hours'),
      city: 'Bangalore',
      pincode: null,
      pricePaise: 12_300,
      strikePricePaise: null,
      validFrom: new Date('2027-01-01T00:00:00Z'),
      validTo: null,
      ...over,
    });

    it('are refused where another already holds at that place and time, and then none is written', async () => {
      const open = versionAt({ city: 'Agra', validTo: new Date('2027-02-01T00:00:00Z') });
      const clash = versionAt({});
      await expect(database.work.run((tx) => rates.publish(tx, [open, clash]))).rejects.toMatchObject({
        code: 'rate.overlaps',
      });
      expect(await database.work.run((tx) => rates.publish(tx, [open]))).toHaveLength(1);
    });

    it('are refused when they end before they begin', async () => {
      const backwards = versionAt({ city: 'Pune', validTo: new Date('2026-01-01T00:00:00Z') });
      await expect(database.work.run((tx) => rates.publish(tx, [backwards]))).rejects.toMatchObject({
        code: 'request.invalid',
      });
    });

    it('of a pincode beat those of its city while they hold, once the catalogue is read again', async () => {
      const week = { validFrom: new Date('2026-03-10T00:00:00Z'), validTo: new Date('2026-03-17T00:00:00Z') };
      await database.work.run((tx) => rates.publish(tx, [versionAt({ pincode: '560002', ...week })]));
      const priceAt = async (pincode: string) =>
        (await catalogue.listRates('regular-cleaning', pincode, firstPage)).data[0]?.pricePaise;
      const cityPaise = await priceAt('560001');
      await catalogue.refresh();
      expect(await priceAt('560002')).toBe(12_300);
      expect(await priceAt('560001')).toBe(cityPaise);
      clock.set('2026-03-17T00:00:00Z');
      expect(await priceAt('560002')).toBe(cityPaise);
    });
  });

  it('drops what is switched off, with all that belongs to it, once it is read again', async () => {
    const switched = (isActive: boolean) =>
      database.work.run((tx) => tx.getRepository(CategoryEntity).update({ slug: 'car-care' }, { isActive }));
    await switched(false);
    const snapshot = await catalogue.refresh();
    expect(snapshot.findCategory('car-care')).toBeNull();
    expect(snapshot.findService('car-wash')).toBeNull();
    expect(snapshot.services).toHaveLength(71);
    await switched(true);
    expect((await catalogue.refresh()).services).toHaveLength(76);
  });

  it('is found when it is filled after it was first asked for, and inside a unit of work', async () => {
    const empty = await openTestDatabase(schema);
    const early = new CatalogueService(empty.work, new CatalogueRepository(), clock, cache);
    expect((await early.snapshot()).isEmpty).toBe(true);
    const inside = empty.work.run(async (tx) => {
      await insertCatalogue(tx);
      const seen = await early.snapshot(tx);
      if (seen.services.length === 76) throw new Error('rolled back');
    });
    await expect(inside).rejects.toThrow('rolled back');
    expect((await early.snapshot()).isEmpty).toBe(true);
    await empty.work.run(insertCatalogue);
    expect((await early.snapshot()).services).toHaveLength(76);
    await empty.close();
  });
});

describe('the catalogue over HTTP', () => {
  let world: CatalogueApp;
  beforeAll(async () => {
    world = await openCatalogueApp('2026-03-10T06:00:00Z');
  });
  afterAll(() => world.close());
  const get = (path: string) => request(world.app.getHttpServer()).get(`/api/v1${path}`);

  it.each([
    ['/services/categories', 12],
    ['/services/categories/plumbing/subcategories', 7],
    ['/services/search?q=ac+not+cooling&pincode=560001&limit=5', 5],
    ['/services/search?category=painting&sort=price', 5],
    ['/services/ac-repair/rates?pincode=560001', 3],
    ['/services/deep-cleaning/attributes', 1],
  ])('%s gives %i rows', async (path, count) => {
    const { body } = await get(path).expect(200);
    expect(body.data).toHaveLength(count);
    expect(body.page).toMatchObject({ limit: expect.any(Number) });
  });

  it('gives a service by slug and by id, with its variants', async () => {
    const bySlug = (await get('/services/ac-repair').expect(200)).body;
    expect(bySlug).toMatchObject({ slug: 'ac-repair', category: { slug: 'appliance-repair' } });
    expect(bySlug.variants.length).toBeGreaterThan(1);
    expect((await get(`/services/${bySlug.id}`).expect(200)).body).toEqual(bySlug);
    expect(bySlug).not.toHaveProperty('phrases');
  });

  it('knows pincodes', async () => {
    expect((await get('/pincodes/560001').expect(200)).body).toEqual({
      pincode: '560001',
      city: 'Bangalore',
      state: 'Karnataka',
      area: 'Bangalore GPO',
      serviceable: true,
    });
  });

  it.each([
    ['/services/nothing', 404, 'service.not_found'],
    ['/services/nothing/rates?pincode=560001', 404, 'service.not_found'],
    ['/services/ac-repair/rates', 422, 'request.invalid'],
    ['/services/ac-repair/rates?pincode=560099', 422, 'pincode.not_serviceable'],
    ['/services/categories/nothing/subcategories', 404, 'category.not_found'],
    ['/services/search?category=nothing', 404, 'category.not_found'],
    ['/services/search?minPaise=-1', 422, 'request.invalid'],
    ['/services/search?minPaise=1.5', 422, 'request.invalid'],
    ['/services/search?sort=best', 422, 'request.invalid'],
    ['/services/search?q=ac&cursor=zzz', 422, 'page.cursor_invalid'],
    ['/services/recommendations?pincode=abc', 422, 'request.invalid'],
    ['/pincodes/999999', 404, 'pincode.not_found'],
    ['/pincodes/%00', 404, 'pincode.not_found'],
  ])('answers %s with %i %s', async (path, status, code) => {
    const { body } = await get(path).expect(status);
    expect(body.code).toBe(code);
  });
});
