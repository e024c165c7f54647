import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  CATEGORIES_ALONE,
  EVERYDAY_UTTERANCES,
  NOTHING_OF_OURS,
  OBJECTS_ALONE,
} from './everyday-utterances.fixture.js';
import type { MatchableService } from './service-matcher.js';
import { ServiceMatcher } from './service-matcher.js';

interface Synonyms {
  en: string[];
  hi: string[];
  hinglish: string[];
}
interface SeedCategory {
  slug: string;
  name: string;
  nameHi: string;
  synonyms: Synonyms;
}
interface SeedService extends SeedCategory {
  categorySlug: string;
}

const seed = <T>(file: string): T[] =>
  JSON.parse(readFileSync(new URL(`../../../../../seeds/data/${file}`, import.meta.url), 'utf8')) as T[];

const seedCategories = seed<SeedCategory>('categories.json');
const seedServices = seed<SeedService>('services.json');
const categoryNames = new Map(seedCategories.map(({ slug, name }) => [slug, name]));
const wordsOfSeed = ({ nameHi, synonyms }: SeedCategory): string[] => [
  nameHi,
  ...synonyms.en,
  ...synonyms.hi,
  ...synonyms.hinglish,
];

const catalogue: MatchableService[] = seedServices.map((service) => ({
  id: service.slug,
  slug: service.slug,
  name: service.name,
  categoryId: service.categorySlug,
  categoryName: categoryNames.get(service.categorySlug) ?? '',
  phrases: wordsOfSeed(service),
}));
const categories = seedCategories.map((category) => ({
  id: category.slug,
  name: category.name,
  phrases: wordsOfSeed(category),
}));
const matcher = new ServiceMatcher(catalogue, categories);

/** The service asked for is the answer, or among those the customer is asked to choose from. */
function isFound(by: ServiceMatcher, text: string, slug: string): boolean {
  const { decision, best } = by.match(text);
  if (decision === 'one') return best[0]?.id === slug;
  return decision !== 'none' && best.some(({ id }) => id === slug);
}

describe('ServiceMatcher', () => {
  it('reaches every service by its own name and by its Hindi name', () => {
    const missed = seedServices
      .flatMap(({ slug, name, nameHi }) => [name, nameHi].map((text) => ({ slug, text })))
      .filter(({ slug, text }) => matcher.match(text).best[0]?.id !== slug);
    expect(missed).toEqual([]);
  });

  it('has three or more everyday utterances for each service of the catalogue', () => {
    const thin = seedServices.filter(({ slug }) => (EVERYDAY_UTTERANCES[slug] ?? []).length < 3);
    expect(thin.map(({ slug }) => slug)).toEqual([]);
    expect(Object.values(EVERYDAY_UTTERANCES).flat().length).toBeGreaterThanOrEqual(230);
  });

  it('understands at least 95 % of everyday utterances that are not among its phrases', () => {
    const phrases = new Set(
      catalogue.flatMap((service) => service.phrases.map((phrase) => phrase.toLowerCase())),
    );
    const cases = Object.entries(EVERYDAY_UTTERANCES)
      .flatMap(([slug, texts]) => texts.map((text) => ({ slug, text })))
      .filter(({ text }) => !phrases.has(text.toLowerCase()));
    const missed = cases.filter(({ slug, text }) => !isFound(matcher, text, slug));
    expect(cases.length).toBeGreaterThanOrEqual(230);
    expect(missed.length / cases.length).toBeLessThanOrEqual(0.05);
  });

  it('finds nine in ten phrases it was built without', () => {
    const folds = 6;
    let missed = 0;
    let tried = 0;
    for (let fold = 0; fold < folds; fold += 1) {
      const isHeldOut = (index: number): boolean => index > 0 && index % folds === fold;
      const partial = new ServiceMatcher(
        catalogue.map((service) => ({
          ...service,
          phrases: service.phrases.filter((_, index) => !isHeldOut(index)),
        })),
        categories,
      );
      for (const { id, phrases } of catalogue) {
        const heldOut = phrases.filter((_, index) => isHeldOut(index));
        tried += heldOut.length;
        missed += heldOut.filter((text) => !isFound(partial, text, id)).length;
      }
    }
    expect(missed / tried).toBeLessThan(0.1);
  });

  it.each(OBJECTS_ALONE)('asks which service of %p is meant', (text, slugs) => {
    const { decision, best } = matcher.match(text);
    expect(decision).toBe('several');
    expect(best.map(({ id }) => id)).toEqual(expect.arrayContaining(slugs));
  });

  it.each(CATEGORIES_ALONE)('reads %p as a category', (text, slug) => {
    const { decision, category } = matcher.match(text);
    expect(decision).toBe('category');
    expect(category?.id).toBe(slug);
  });

  it.each(NOTHING_OF_OURS)('finds no service in %p', (text) => {
    expect(matcher.match(text)).toEqual({ best: [], decision: 'none' });
  });

  it('lets the gender named choose the salon', () => {
    expect(matcher.match('mere husband ka haircut').best[0]?.id).toBe('salon-for-men-haircut');
    expect(matcher.match('ladies facial').best[0]?.id).toBe('salon-for-women-facial');
    expect(matcher.match('haircut').decision).toBe('several');
  });

  it('ranks scores from high to low between 0 and 1 for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.constantFrom(...catalogue),
        (noise, service) => {
          const scores = matcher.match(`${noise} ${service.name}`).best.map(({ score }) => score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
          for (const score of scores) {
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
