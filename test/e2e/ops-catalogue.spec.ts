import { newId } from '../../src/kernel/ids.js';
import { World } from '../world.js';
import type { Call } from '../api.js';
import {
  book,
  expectStatus,
  homePincode,
  indianTime,
  localDay,
  order,
  ratesOf,
  times,
} from './marketplace.js';
import type { Booking, List, Problem } from './marketplace.js';
import { asCustomer, newJob, workDone } from './work.js';

interface Row extends Record<string, unknown> {
  id: string;
  revision: string;
  slug: string;
  isActive: boolean;
}

const root = '/ops/catalogue';
const category = (slug: string) => ({
  slug,
  name: 'Pet care',
  nameHi: 'पालतू पशु',
  description: 'Grooming at home.',
  gstGroup: 'standard',
  commissionBps: 1_800,
  minNoticeMinutes: 120,
  sort: 90,
});
const service = (categoryId: string, slug: string) => ({
  categoryId,
  slug,
  name: 'Dog bath',
  nameHi: 'कुत्ते का स्नान',
  description: 'Bath and brush.',
  durationMinutes: 60,
  skill: 'home-cleaning',
  warrantyDays: 0,
  attributes: [
    {
      key: 'size',
      label: 'Size',
      type: 'choice',
      options: [
        { value: 'small', label: 'Small', deltaPaise: 0 },
        { value: 'large', label: 'Large', deltaPaise: 30_000 },
      ],
    },
  ],
});
const card = (serviceId: string, slug: string) => ({
  serviceId,
  slug,
  name: 'Basic',
  description: 'One dog.',
  durationMinutes: 60,
  sort: 1,
});

describe('staff who write the catalogue', () => {
  let world: World;
  let token = '';
  beforeAll(async () => {
    world = await World.open();
    token = await world.staff('EMP002');
  });
  afterAll(() => world.close());

  const call = <T = Row & Problem>(method: string, path: string, body?: unknown, rest: Call = {}) =>
    world.call<T>(method, `${root}${path}`, { token, ...(body !== undefined && { body }), ...rest });
  const make = async (path: string, body: object) =>
    expectStatus(201, await call<Row>('POST', path, body, { key: true }));
  const rowOf = async (path: string) => expectStatus(200, await call<Row>('GET', path));
  /** A service that nobody else knows, with one variant offered and priced at home. */
  async function newService(name: string, pricePaise = 40_000) {
    const { id: categoryId } = await make('/categories', category(`${name}-care`));
    const { id: serviceId } = await make('/services', service(categoryId, `${name}-bath`));
    const { id: rateCardId } = await make('/rate-cards', card(serviceId, `${name}-bath-basic`));
    expectStatus(200, await call('POST', `/rate-cards/${rateCardId}/pincodes`, { pincodes: [homePincode] }));
    const rate = await make(`/rate-cards/${rateCardId}/rates`, { city: 'Bangalore', pricePaise });
    await world.settle();
    return { categoryId, serviceId, rateCardId, rateId: rate.id };
  }

  it('make a category, a service, a variant, a price and a phrase, which are then found, priced and booked (PR-1, PR-2)', async () => {
    const { serviceId, rateCardId } = await newService('dog');
    await make('/synonyms', { serviceId, language: 'hinglish', phrase: 'kutte ko nehlana hai' });
    await world.settle();
    const found = await world.call<List<{ slug: string }>>('GET', '/services/search?q=kutte+ko+nehlana');
    expect(found.body.data.map(({ slug }) => slug)).toContain('dog-bath');
    expect(await ratesOf(world, 'dog-bath')).toMatchObject([{ id: rateCardId, pricePaise: 40_000 }]);
    const items = [{ rateCardId, quantity: 1, attributes: { size: 'large' } }];
    const quote = await world.call<{ lines: { unitPaise: number }[] }>('POST', '/services/price', {
      body: { pincode: homePincode, items },
    });
    expect(expectStatus(200, quote).lines).toMatchObject([{ unitPaise: 70_000 }]);
  });

  it('see a change in every public answer once it is told', async () => {
    const { serviceId } = await newService('cat');
    const path = `/services/${serviceId}`;
    const { revision } = await rowOf(path);
    expectStatus(200, await call('PUT', path, { revision, name: 'Cat bath', isPopular: true }));
    await world.settle();
    const shown = await world.call('GET', '/services/cat-bath');
    expect(shown.body).toMatchObject({ name: 'Cat bath', isPopular: true, nameHi: 'कुत्ते का स्नान' });
  });

  it('overwrite nobody: of ten who change the same thing as they saw it, one does', async () => {
    const { categoryId } = await newService('bird');
    const path = `/categories/${categoryId}`;
    const { revision } = await rowOf(path);
    const answers = await Promise.all(
      times(10, (at) => call('PUT', path, { revision, name: `Birds ${at}` })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(9);
    const now = await rowOf(path);
    for (const { body } of refused)
      expect(body).toMatchObject({ code: 'catalogue.changed_meanwhile', revision: now.revision });
  });

  it('refuse prices that overlap, also when ten are sent at once (PR-2)', async () => {
    const { rateCardId } = await newService('fish');
    const path = `/rate-cards/${rateCardId}/rates`;
    const again = await call('POST', path, { city: 'Bangalore', pricePaise: 50_000 });
    expect([again.status, again.body.code]).toEqual([409, 'rate.overlaps']);
    const answers = await Promise.all(
      times(10, (at) => call('POST', path, { pincode: homePincode, pricePaise: 60_000 + at })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...times(9, () => 409)]);
    const prices = await call<List<Row>>('GET', `${path}?pincode=${homePincode}`);
    expect(prices.body.data).toHaveLength(1);
  });

  it('let a new price follow the old one without a gap, and cannot touch what is past', async () => {
    const { rateCardId, rateId } = await newService('horse', 30_000);
    const path = `/rate-cards/${rateCardId}/rates`;
    const validFrom = new Date(world.clock.now().getTime() + 86_400_000).toISOString();
    const next = await make(path, {
      city: 'Bangalore',
      pricePaise: 35_000,
      validFrom,
      endsPrevious: true,
    });
    expect((await rowOf(`/rates/${rateId}`))['validTo']).toBe(validFrom);
    await world.settle();
    expect(await ratesOf(world, 'horse-bath')).toMatchObject([{ pricePaise: 30_000 }]);
    const begun = await call('DELETE', `/rates/${rateId}`);
    expect([begun.status, begun.body.code]).toEqual([409, 'rate.in_force']);
    expect((await call('DELETE', `/rates/${next.id}`)).status).toBe(204);
    const { revision } = await rowOf(`/rates/${rateId}`);
    const past = await call('PUT', `/rates/${rateId}`, { revision, validTo: '2020-01-01T00:00:00Z' });
    expect([past.status, past.body.errors?.[0]?.pointer]).toEqual([422, '/validTo']);
    expectStatus(200, await call('PUT', `/rates/${rateId}`, { revision, validTo: null }));
    const early = await call('POST', path, {
      pincode: homePincode,
      pricePaise: 1,
      validFrom: '2020-01-01T00:00:00Z',
    });
    expect([early.status, early.body.errors?.[0]?.pointer]).toEqual([422, '/validFrom']);
  });

  it('close a pincode for new bookings and open it again (PR-2)', async () => {
    const path = `/pincodes/${homePincode}`;
    const { revision } = await rowOf(path);
    const closed = expectStatus(200, await call('PUT', path, { revision, serviceable: false }));
    await world.settle();
    const rates = await world.call<Problem>('GET', `/services/ac-repair/rates?pincode=${homePincode}`);
    expect([rates.status, rates.body.code]).toEqual([422, 'pincode.not_serviceable']);
    expect((await world.call('GET', `/pincodes/${homePincode}`)).body['serviceable']).toBe(false);
    const opened = await call('PUT', path, { revision: closed.revision, serviceable: true });
    expect(expectStatus(200, opened).revision).toBe(revision);
    await world.settle();
    expect(await ratesOf(world, 'ac-repair')).not.toEqual([]);
  });

  it('say where a variant is offered', async () => {
    const { rateCardId } = await newService('goat');
    const path = `/rate-cards/${rateCardId}/pincodes`;
    const listed = await call<List<Row>>('GET', '/pincodes?city=Bangalore&limit=5');
    const pincodes = listed.body.data.map((each) => String(each['pincode']));
    for (const _ of [1, 2]) expectStatus(200, await call('POST', path, { pincodes }, { key: true }));
    const first = expectStatus(200, await call<List<Row>>('GET', `${path}?limit=3`));
    const rest = await call<List<Row>>('GET', `${path}?limit=3&cursor=${first.page.next ?? ''}`);
    const offered = [...first.data, ...rest.body.data].map((each) => String(each['pincode']));
    expect(offered).toEqual([...new Set([...pincodes, homePincode])].sort());
    expect((await call('DELETE', `${path}/${homePincode}`)).status).toBe(204);
    await world.settle();
    const gone = await world.call<Problem>('GET', `/services/goat-bath/rates?pincode=${homePincode}`);
    expect(gone.body.code).toBe('pincode.not_serviceable');
    const twice = await call('DELETE', `${path}/${homePincode}`);
    expect([twice.status, twice.body.code]).toEqual([404, 'offered_pincode.not_found']);
    const unknown = await call('POST', path, { pincodes: [homePincode, '744101', '999999'] });
    expect(unknown.body.errors?.map(({ pointer }) => pointer)).toContain('/pincodes/2');
    const after = await call<List<Row>>('GET', `${path}?limit=100`);
    expect(after.body.data.map((each) => each['pincode'])).not.toContain(homePincode);
  });

  it('have one request done once, under its key', async () => {
    const body = category('twice-care');
    const [first, second] = [
      await call('POST', '/categories', body, { key: 'once' }),
      await call('POST', '/categories', body, { key: 'once' }),
    ];
    expect(expectStatus(201, second)).toEqual(expectStatus(201, first));
    const twin = await call('POST', '/categories', body, { key: true });
    expect([twin.status, twin.body.code]).toEqual([409, 'catalogue.already_there']);
    const { serviceId } = await newService('twin');
    const phrase = { serviceId, language: 'en', phrase: 'wash the twins' };
    const made = await make('/synonyms', phrase);
    const again = await call('POST', '/synonyms', { ...phrase, phrase: 'Wash the TWINS' });
    expect([again.status, again.body.code]).toEqual([409, 'catalogue.already_there']);
    expect((await call('DELETE', `/synonyms/${made.id}`)).status).toBe(204);
    expect((await call('GET', `/synonyms/${made.id}`)).status).toBe(404);
  });

  it('are told each fault', async () => {
    const { categoryId, serviceId, rateCardId } = await newService('fault');
    const { revision } = await rowOf(`/categories/${categoryId}`);
    const size = { key: 'size', label: 'Size', type: 'choice' };
    const bad: [string, string, object, string][] = [
      ['POST', '/categories', { ...category('Bad Slug') }, '/slug'],
      ['POST', '/categories', { ...category('x'), commissionBps: 10_001 }, '/commissionBps'],
      ['POST', '/categories', { ...category('x'), gstGroup: 'free' }, '/gstGroup'],
      ['PUT', `/categories/${categoryId}`, { revision, slug: 'other' }, '/slug'],
      ['PUT', `/categories/${categoryId}`, { revision, name: null }, '/name'],
      ['PUT', `/categories/${categoryId}`, { name: 'Birds' }, '/revision'],
      ['POST', '/services', service(newId(), 'x'), '/categoryId'],
      ['POST', '/services', { ...service(categoryId, 'x'), durationMinutes: 241 }, '/durationMinutes'],
      ['POST', '/services', { ...service(categoryId, 'x'), attributes: [size] }, '/attributes/0/options'],
      ['POST', '/rate-cards', card(newId(), 'x'), '/serviceId'],
      ['POST', `/rate-cards/${rateCardId}/rates`, { pricePaise: 1 }, '/city'],
      ['POST', `/rate-cards/${rateCardId}/rates`, { city: 'Atlantis', pricePaise: 1 }, '/city'],
      ['POST', `/rate-cards/${rateCardId}/rates`, { city: 'Mumbai', pricePaise: -1 }, '/pricePaise'],
      [
        'POST',
        `/rate-cards/${rateCardId}/rates`,
        { city: 'Mumbai', pricePaise: 2, strikePricePaise: 2 },
        '/strikePricePaise',
      ],
      ['POST', '/synonyms', { language: 'en', phrase: 'both or none' }, '/serviceId'],
      ['POST', '/synonyms', { serviceId, language: 'fr', phrase: 'un chien' }, '/language'],
      [
        'POST',
        '/pincodes',
        {
          ...{ pincode: '560999', city: 'Bangalore', state: 'Kerala' },
          ...{ area: 'Nowhere', serviceable: true, lat: 12.9, lng: 77.6 },
        },
        '/state',
      ],
    ];
    for (const [method, path, body, pointer] of bad) {
      const answer = await call(method, path, body);
      expect([path, answer.status, answer.body.errors?.[0]?.pointer]).toEqual([path, 422, pointer]);
    }
    for (const path of ['categories', 'services', 'rate-cards', 'rates', 'synonyms', 'pincodes'])
      expect([path, (await call('GET', `/${path}/${newId()}`)).status]).toEqual([path, 404]);
  });

  it('are those who may', async () => {
    const { token: customer } = await world.newCustomer();
    const others = [
      [undefined, 401],
      [customer, 403],
      [await world.staff('EMP004'), 403],
    ] as const;
    for (const [theirs, status] of others) {
      const wrote = await world.call('POST', `${root}/categories`, {
        ...(theirs && { token: theirs }),
        body: category('not-mine'),
      });
      expect(wrote.status).toBe(status);
    }
    const { data } = (await call<List<Row>>('GET', '/categories?limit=100')).body;
    expect(data.map(({ slug }) => slug)).not.toContain('not-mine');
  });
});

describe('work that is booked', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('is done and settled although its category is offered no longer', async () => {
    const job = await newJob(world, 2, '11:00');
    const token = await world.staff('EMP002');
    const found = await world.call<List<Row>>('GET', `${root}/categories?limit=100`, { token });
    const id = found.body.data.find(({ slug }) => slug === 'plumbing')?.id ?? '';
    for (const _ of [1, 2]) {
      const withdrawn = await world.call<Row>('DELETE', `${root}/categories/${id}`, { token });
      expect(expectStatus(200, withdrawn).isActive).toBe(false);
    }
    await world.settle();
    expect((await world.call('GET', '/services/tap-repair')).status).toBe(404);
    const customer = await asCustomer(world, job);
    const seen = await world.call<Booking>('GET', `/bookings/${job.id}`, { token: customer });
    const [item] = expectStatus(200, seen).items;
    expect(item).toMatchObject({ service: { slug: 'tap-repair' } });
    const start = indianTime(localDay(world, 3), '11:00');
    const again = await book(world, customer, order(job.addressId, item?.rateCardId ?? '', start));
    expect([again.status, again.body.errors?.[0]?.pointer]).toEqual([422, '/items/0/rateCardId']);
    await workDone(world, job);
    const done = await world.call<Booking>('GET', `/bookings/${job.id}`, {
      token: await asCustomer(world, job),
    });
    expect(expectStatus(200, done).state).toBe('completed');
  });
});
