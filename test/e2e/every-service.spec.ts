import { EVERYDAY_UTTERANCES } from '../../src/features/agents/nlu/services/everyday-utterances.fixture.js';
import { readTimes } from '../../src/features/agents/nlu/time/read-times.js';
import type { Turn } from '../api.js';
import { World } from '../world.js';
import { TalkingCustomer } from './customer.js';
import { indianTime, localDay } from './marketplace.js';
import type { Booking, List } from './marketplace.js';

/** Around the everyday words: when and where, as people add them in each language. */
const frames = [
  (words: string) => `${words}, tomorrow at 11 am, 560001`,
  (words: string) => `${words}, kal subah 11 baje, pincode 560001`,
  (words: string) => `${words}, कल सुबह 11 बजे, 560001`,
  (words: string) => `560001: ${words}, tomorrow 11am please`,
];
const cases = Object.entries(EVERYDAY_UTTERANCES).map(([slug, utterances], at) => {
  const language = at % frames.length;
  const words = utterances[language] ?? utterances[0] ?? '';
  return { slug, words, opening: frames[language]?.(words) ?? words };
});

describe('every service', () => {
  let world: World;
  const nameOf = new Map<string, { id: string }>();
  beforeAll(async () => {
    world = await World.open();
    const { body } = await world.call<List<{ id: string; slug: string }>>(
      'GET',
      '/services/search?limit=100',
    );
    for (const { id, slug } of body.data) nameOf.set(slug, { id });
  });
  afterAll(() => world.close());

  /** The service meant, among several offered; whoever is not offered it has not been understood. */
  const choose = (slug: string) => (options: Turn['options']) => {
    const option = options.find(({ id }) => id === nameOf.get(slug)?.id);
    if (!option) throw new Error(`${slug} is not among ${options.map(({ label }) => label).join(', ')}.`);
    return option.label;
  };

  it('is one of the 76 that the catalogue has', () => {
    expect(cases.map(({ slug }) => slug).sort()).toEqual([...nameOf.keys()].sort());
    expect(cases).toHaveLength(76);
  });

  it.each(cases)(
    'is proposed to whoever asks for it in everyday words: $slug, "$words"',
    async ({ slug, words, opening }) => {
      const customer = await TalkingCustomer.arrive(world);
      const { proposal } = await customer.toProposal(opening, { service: choose(slug) });
      expect(proposal?.details['serviceSlug']).toBe(slug);
      expect(proposal?.pricePaise).toBeGreaterThan(0);
      const isTold =
        Object.keys(readTimes(words, { now: world.clock.now(), zone: 'Asia/Kolkata' })).length > 0;
      if (!isTold) expect(proposal?.details['slotStart']).toBe(indianTime(localDay(world, 1), '11:00'));
    },
  );

  it('is really booked: one of each category', async () => {
    const { body } = await world.call<List<{ slug: string }>>('GET', '/services/categories');
    const sample: (typeof cases)[number][] = [];
    for (const { slug } of body.data) {
      const path = `/services/categories/${slug}/subcategories`;
      const services = (await world.call<List<{ slug: string }>>('GET', path)).body.data;
      const found = cases.find((each) => each.slug === services[services.length - 1]?.slug);
      if (found) sample.push(found);
    }
    expect(sample).toHaveLength(12);
    const wrong: string[] = [];
    for (const { slug, opening } of sample) {
      const customer = await TalkingCustomer.arrive(world);
      const { proposal } = await customer.toProposal(opening, { service: choose(slug) });
      await customer.say('yes');
      const { token } = customer;
      const [booking] = (await world.call<List<Booking>>('GET', '/bookings', { token })).body.data;
      const isRight =
        booking?.items[0]?.service.slug === slug &&
        booking.price.totalPaise === proposal?.pricePaise &&
        booking.slot.start === proposal.details['slotStart'];
      if (!isRight) wrong.push(slug);
    }
    expect(wrong).toEqual([]);
  });
});
