import { readFileSync } from 'node:fs';
import { normalise } from '../src/features/agents/nlu/script/normalise.js';

const languages = ['en', 'hi', 'hinglish'] as const;
type Phrases = Record<(typeof languages)[number], string[]>;
interface Category {
  slug: string;
  nameHi: string;
  gst: string;
  commissionBps: number;
  minNoticeMinutes: number;
  sort: number;
  synonyms: Phrases;
}
interface Attribute {
  key: string;
  type: string;
  options?: { value: string; deltaPaise: number }[];
  unit?: string;
  min?: number;
  max?: number;
}
interface Service {
  slug: string;
  categorySlug: string;
  name: string;
  nameHi: string;
  description: string;
  durationMinutes: number;
  skill: string;
  warrantyDays: number;
  synonyms: Phrases;
  attributes: Attribute[];
  popular: boolean;
}
interface RateCard {
  slug: string;
  serviceSlug: string;
  name: string;
  pricePaise: number;
  strikePricePaise: number | null;
  durationMinutes: number;
  sort: number;
}
interface Place {
  lat: number;
  lng: number;
}
type City = Place & {
  name: string;
  stateCode: string;
  tier: number;
  priceFactorBps: number;
  aliases: string[];
};
type Pincode = Place & { pincode: string; city: string; area: string };

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`./data/${name}.json`, import.meta.url), 'utf8')) as T;

const categories = read<Category[]>('categories');
const services = read<Service[]>('services');
const rateCards = read<RateCard[]>('rate-cards');
const cities = read<City[]>('cities');
const pincodes = read<Pincode[]>('pincodes');
const ambiguous = read<{ phrase: string; services: string[] }[]>('ambiguous');

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const devanagari = /\p{Script=Devanagari}/u;
const cardsOf = (service: Service): RateCard[] =>
  rateCards.filter((card) => card.serviceSlug === service.slug).toSorted((a, b) => a.sort - b.sort);
const repeated = (values: readonly string[]): string[] =>
  values.filter((value, at) => values.indexOf(value) !== at);
const allPhrases = (each: { synonyms: Phrases }): string[] =>
  languages.flatMap((language) => each.synonyms[language]);

function kilometresBetween(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lng - a.lng) * rad) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

describe('the catalogue', () => {
  it('has 12 categories, 76 services, 156 rate cards, 20 cities and 171 pincodes', () => {
    expect([categories, services, rateCards, cities, pincodes].map((each) => each.length)).toEqual([
      12, 76, 156, 20, 171,
    ]);
  });

  it('has as many services in each category as DATA.md says', () => {
    const counts = categories.map((each) => services.filter((one) => one.categorySlug === each.slug).length);
    expect(Object.fromEntries(categories.map((each, at) => [each.slug, counts[at]]))).toEqual({
      'home-cleaning': 8,
      'appliance-repair': 8,
      plumbing: 7,
      electrical: 7,
      carpentry: 7,
      painting: 5,
      'pest-control': 6,
      'water-purifier': 4,
      'car-care': 5,
      'salon-for-women': 8,
      'salon-for-men': 6,
      'packers-and-movers': 5,
    });
  });

  it('names everything by a slug of its own in kebab case', () => {
    for (const rows of [categories, services, rateCards]) {
      const slugs = rows.map((each) => each.slug);
      expect(slugs.filter((slug) => !kebab.test(slug))).toEqual([]);
      expect(repeated(slugs)).toEqual([]);
    }
  });

  it('prefixes a service by its category exactly where two categories have one of that name', () => {
    const plain = (service: Service): string => service.slug.replace(`${service.categorySlug}-`, '');
    const shared = new Set(repeated(services.map(plain)));
    expect([...shared].toSorted()).toEqual(['facial', 'hair-colour', 'haircut']);
    expect(services.filter((each) => shared.has(plain(each)) === (each.slug === plain(each)))).toEqual([]);
  });

  it('taxes the two salons as beauty and the rest at the standard rate', () => {
    expect(categories.filter((each) => each.gst === 'beauty').map((each) => each.slug)).toEqual([
      'salon-for-women',
      'salon-for-men',
    ]);
    expect(new Set(categories.map((each) => each.gst))).toEqual(new Set(['beauty', 'standard']));
  });

  it('takes 8.5 to 25 percent commission and 15 minutes to a day of notice', () => {
    for (const { commissionBps, minNoticeMinutes } of categories) {
      expect(commissionBps).toBeGreaterThanOrEqual(850);
      expect(commissionBps).toBeLessThanOrEqual(2500);
      expect(minNoticeMinutes).toBeGreaterThanOrEqual(15);
      expect(minNoticeMinutes).toBeLessThanOrEqual(1440);
    }
  });

  it('describes each service in two sentences, the second of what is not included', () => {
    for (const { description, nameHi } of services) {
      expect(description).toMatch(/^[^.]+\. Not included: [^.]+\.$/);
      expect(nameHi).toMatch(devanagari);
    }
  });

  it('lets every provider of a category do all of its services', () => {
    expect(services.filter((each) => each.skill !== each.categorySlug)).toEqual([]);
  });

  it('gives 72 services two rate cards and 4 services three', () => {
    const counts = services.map((each) => cardsOf(each).length);
    expect(counts.filter((count) => count === 2)).toHaveLength(72);
    expect(counts.filter((count) => count === 3)).toHaveLength(4);
  });

  it('starts the slug of a rate card with its service, and sorts the cards of a service apart', () => {
    expect(rateCards.filter((card) => !card.slug.startsWith(`${card.serviceSlug}-`))).toEqual([]);
    for (const service of services) {
      expect(repeated(cardsOf(service).map((card) => String(card.sort)))).toEqual([]);
      expect(repeated(cardsOf(service).map((card) => card.name))).toEqual([]);
    }
  });

  it('asks whole rupees, below the struck-out price', () => {
    for (const card of rateCards) {
      expect(card.pricePaise).toBeGreaterThan(0);
      expect([card.slug, card.pricePaise % 100]).toEqual([card.slug, 0]);
      expect(card.strikePricePaise ?? Infinity).toBeGreaterThan(card.pricePaise);
    }
  });

  it('takes quarter hours up to 240 minutes, a service as long as its default rate card', () => {
    const bad = rateCards.filter(({ durationMinutes: d }) => d < 15 || d > 240 || d % 15 !== 0);
    expect(bad).toEqual([]);
    expect(services.filter((each) => cardsOf(each)[0]?.durationMinutes !== each.durationMinutes)).toEqual([]);
  });

  it('leaves the price alone by the first option of a choice and by any number', () => {
    for (const { type, options, unit, min, max } of services.flatMap((each) => each.attributes)) {
      expect(['choice', 'number']).toContain(type);
      if (type === 'choice') {
        expect(options?.[0]?.deltaPaise).toBe(0);
        expect(repeated((options ?? []).map((option) => option.value))).toEqual([]);
      } else {
        expect(options).toBeUndefined();
        expect(unit).toBeTruthy();
        expect(min ?? NaN).toBeLessThan(max ?? NaN);
      }
    }
  });
});

describe('the words people use', () => {
  it('are at least eight per service and language, in the script of the language', () => {
    for (const { slug, synonyms } of services) {
      for (const language of languages) {
        expect([slug, language, synonyms[language].length >= 8]).toEqual([slug, language, true]);
        expect(repeated(synonyms[language])).toEqual([]);
      }
      expect(synonyms.hi.filter((phrase) => !devanagari.test(phrase))).toEqual([]);
      expect([...synonyms.en, ...synonyms.hinglish].filter((phrase) => devanagari.test(phrase))).toEqual([]);
    }
  });

  it('point to one service, or to exactly those listed as ambiguous', () => {
    const owners = new Map<string, string[]>();
    for (const service of services) {
      const words = [service.name, service.nameHi, ...allPhrases(service)].map((each) => normalise(each));
      for (const word of new Set(words)) owners.set(word, [...(owners.get(word) ?? []), service.slug]);
    }
    const shared = [...owners].filter(([, slugs]) => slugs.length > 1);
    expect(Object.fromEntries(shared.map(([phrase, slugs]) => [phrase, slugs.toSorted()]))).toEqual(
      Object.fromEntries(ambiguous.map((each) => [each.phrase, each.services.toSorted()])),
    );
  });

  it('for a category are not those of a service or of another category', () => {
    const ofServices = new Set(services.flatMap(allPhrases).map((each) => normalise(each)));
    const ofCategories = categories.flatMap((each) => [
      ...new Set(allPhrases(each).map((one) => normalise(one))),
    ]);
    expect(repeated(ofCategories)).toEqual([]);
    expect(ofCategories.filter((phrase) => ofServices.has(phrase))).toEqual([]);
    for (const { synonyms } of categories) {
      for (const language of languages) expect(synonyms[language].length).toBeGreaterThanOrEqual(5);
    }
  });
});

describe('the places', () => {
  it('are pincodes within 25 km of the centre of their city, at least five per city', () => {
    expect(repeated(pincodes.map((each) => each.pincode))).toEqual([]);
    for (const each of pincodes) {
      expect(each.pincode).toMatch(/^[1-9]\d{5}$/);
      const city = cities.find(({ name }) => name === each.city);
      expect(city ? kilometresBetween(city, each) : NaN).toBeLessThan(25);
      expect(each.area).toMatch(/^[A-Z0-9][\w .]+$/i);
    }
    for (const { name } of cities) {
      expect(pincodes.filter((each) => each.city === name).length).toBeGreaterThanOrEqual(5);
    }
  });

  it('include the main post office of every city', () => {
    const main =
      '560001 400001 110001 600001 700001 500001 411001 380001 302001 226001 160017 452001 682001 530001 462001 800001 390001 201001 141001 282001';
    const known = new Set(pincodes.map((each) => each.pincode));
    expect(main.split(' ').filter((pincode) => !known.has(pincode))).toEqual([]);
  });

  it('have one name per city, a GST state code and a price factor of 0.9 to 1.15', () => {
    expect(
      repeated(cities.flatMap((city) => [city.name, ...city.aliases]).map((each) => each.toLowerCase())),
    ).toEqual([]);
    for (const { stateCode, tier, priceFactorBps } of cities) {
      expect(stateCode).toMatch(/^(0[1-9]|[12]\d|3[0-8])$/);
      expect([1, 2]).toContain(tier);
      expect(priceFactorBps).toBeGreaterThanOrEqual(9000);
      expect(priceFactorBps).toBeLessThanOrEqual(11500);
    }
  });
});
