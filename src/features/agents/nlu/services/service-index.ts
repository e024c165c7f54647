import { consonantKey, editDistance, wordsOf } from './sound-key.js';
import type { Term } from './trade-lexicon.js';
import { readTerms, typosAllowed } from './trade-lexicon.js';
import { RELATED } from './trade-words.js';

/** A service as the matcher sees it; `phrases` are its names and synonyms in every language. */
export interface MatchableService {
  id: string;
  slug: string;
  name: string;
  categoryId: string;
  categoryName: string;
  phrases: string[];
}

/** A category's own everyday words, where the catalogue has any beside its name. */
export interface MatchableCategory {
  id: string;
  name: string;
  phrases: string[];
}

export type Gender = 'men' | 'women';

/** A term of a text that counts, with its weight in this catalogue and how sure its reading is (0..1). */
export interface WeighedTerm extends Term {
  weight: number;
  known: boolean;
}

export interface IndexedPhrase {
  terms: ReadonlySet<string>;
  weight: number;
}

export interface IndexedService {
  id: string;
  categoryId: string;
  gender: Gender | null;
  /** The name without gender words, to find the same service in the other salon. */
  bareName: string;
  phrases: IndexedPhrase[];
  /** How much of the service's phrases hold the term, 0..1. */
  shares: ReadonlyMap<string, number>;
  nameTerms: ReadonlySet<string>;
}

export interface IndexedCategory {
  id: string;
  gender: Gender | null;
  phrases: ReadonlySet<string>[];
}

const KIND_WEIGHT: Record<Term['kind'], number> = {
  object: 1.25,
  symptom: 1,
  action: 1.3,
  role: 1,
  other: 0.9,
  gender: 0.3,
  negation: 0.15,
  filler: 0,
};

const NAME_COPIES = 3;
const RELATED_WORTH = 0.6;

/** Terms that carry meaning: no fillers, no bare numbers. */
export function contentTerms(terms: Term[]): Term[] {
  return terms.filter((term) => term.kind !== 'filler' && !/^\d+$/u.test(term.term) && term.term.length > 0);
}

/** The gender a text speaks of, or null when it names none or both. */
export function genderOf(terms: readonly Term[]): Gender | null {
  const women = terms.some((term) => term.term === '#women');
  const men = terms.some((term) => term.term === '#men');
  if (women === men) return null;
  return women ? 'women' : 'men';
}

/** The catalogue read once into terms and weights; never changes afterwards. */
export class ServiceIndex {
  readonly services: IndexedService[] = [];
  readonly categories: IndexedCategory[] = [];
  private readonly verbatim = new Map<string, Set<string>>();
  private readonly weights = new Map<string, number>();
  private readonly strongest = new Map<string, number>();
  private readonly wordsKnown = new Set<string>();
  private readonly corrections = new Map<string, string | null>();

  constructor(catalogue: readonly MatchableService[], categories: readonly MatchableCategory[]) {
    for (const text of catalogue.flatMap((service) => [service.name, ...service.phrases])) {
      for (const word of wordsOf(text)) this.wordsKnown.add(word);
    }
    for (const { id, name, phrases } of catalogue) {
      for (const text of [name, ...phrases]) {
        const key = wordsOf(text).join(' ');
        this.verbatim.set(key, (this.verbatim.get(key) ?? new Set<string>()).add(id));
      }
    }
    const drafts = catalogue.map((service) => this.draft(service));
    this.weigh(drafts.map((draft) => draft.shares));
    for (const draft of drafts) {
      this.services.push({
        ...draft,
        phrases: draft.termSets.map((terms) => ({ terms, weight: this.sum(terms) })),
      });
    }
    this.addCategories(catalogue, categories);
  }

  private read(text: string): Term[] {
    return contentTerms(readTerms(text, (word) => this.wordsKnown.has(word)));
  }

  private draft(service: MatchableService) {
    const name = this.read(service.name);
    const texts = [...new Set([service.name, ...service.phrases])];
    const termSets = texts.map((text) => new Set(this.read(text).map((term) => term.term)));
    const counts = new Map<string, number>();
    termSets.forEach((terms, position) => {
      for (const term of terms)
        counts.set(term, (counts.get(term) ?? 0) + (position === 0 ? NAME_COPIES : 1));
    });
    const total = termSets.length + NAME_COPIES - 1;
    return {
      id: service.id,
      categoryId: service.categoryId,
      gender: genderOf(this.read(service.categoryName)),
      bareName: this.read(service.name.replace(/\bfor\b.*$/iu, ''))
        .filter((term) => term.kind !== 'gender')
        .map((term) => term.term)
        .join(' '),
      nameTerms: new Set(name.map((term) => term.term)),
      shares: new Map([...counts].map(([term, count]) => [term, count / total])),
      termSets: termSets.filter((terms) => terms.size > 0),
    };
  }

  /** Rare terms weigh more; a service that holds a term in one phrase of twenty hardly counts as holding it. */
  private weigh(services: ReadonlyMap<string, number>[]): void {
    const holders = new Map<string, number>();
    for (const shares of services) {
      for (const [term, share] of shares) {
        holders.set(term, (holders.get(term) ?? 0) + Math.min(1, share / 0.15));
        this.strongest.set(term, Math.max(this.strongest.get(term) ?? 0, share));
      }
    }
    const most = Math.log(1 + services.length);
    for (const [term, count] of holders) {
      this.weights.set(term, Math.max(0.08, Math.log(1 + services.length / Math.max(1, count)) / most));
    }
  }

  private addCategories(
    catalogue: readonly MatchableService[],
    categories: readonly MatchableCategory[],
  ): void {
    const named = new Map(categories.map((category) => [category.id, category]));
    for (const { categoryId, categoryName } of catalogue) {
      if (!named.has(categoryId)) named.set(categoryId, { id: categoryId, name: categoryName, phrases: [] });
    }
    for (const { id, name, phrases } of named.values()) {
      this.categories.push({
        id,
        gender: genderOf(this.read(name)),
        phrases: [name, ...phrases]
          .map((text) => new Set(this.read(text).map((term) => term.term)))
          .filter((terms) => terms.size > 0),
      });
    }
  }

  private sum(terms: Iterable<string>): number {
    let total = 0;
    for (const term of terms) total += this.weightOf(term);
    return total;
  }

  /** How much a term tells services apart, about 0..1. */
  weightOf(term: string): number {
    return this.weights.get(term) ?? 0;
  }

  /** How typical a term is of a service, relative to the service it is most typical of, 0..1. */
  affinity(service: IndexedService, term: string): number {
    const strongest = this.strongest.get(term);
    const same = strongest === undefined ? 0 : (service.shares.get(term) ?? 0) / strongest;
    const related = RELATED.get(term);
    const strongestRelated = related === undefined ? undefined : this.strongest.get(related);
    if (related === undefined || strongestRelated === undefined) return same;
    return Math.max(same, (RELATED_WORTH * (service.shares.get(related) ?? 0)) / strongestRelated);
  }

  /** How far a phrase holds a term: 1 itself, less a related one, 0 neither. */
  holds(phrase: IndexedPhrase, term: string): number {
    if (phrase.terms.has(term)) return 1;
    const related = RELATED.get(term);
    return related !== undefined && phrase.terms.has(related) ? RELATED_WORTH : 0;
  }

  /** A word the catalogue does not know, read as the nearest one it knows, or null. */
  private correct(key: string): string | null {
    const before = this.corrections.get(key);
    if (before !== undefined) return before;
    const limit = key.length >= 9 ? 2 : typosAllowed(key.length + 1);
    let best: string | null = null;
    let bestDistance = limit + 1;
    if (key.length >= 5 && !key.startsWith('=')) {
      const skeleton = consonantKey(key);
      for (const candidate of this.weights.keys()) {
        if (candidate.startsWith('#') || candidate[0] !== key[0] || candidate.length < 4) continue;
        const distance =
          skeleton.length >= 4 && consonantKey(candidate) === skeleton
            ? 0.5
            : editDistance(key, candidate, limit);
        if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
      }
    }
    if (this.corrections.size >= 5000) this.corrections.clear();
    this.corrections.set(key, best);
    return best;
  }

  /** Whether the text is, word for word, a name or a phrase of the service. */
  isPhraseOf(service: IndexedService, text: string): boolean {
    return this.verbatim.get(wordsOf(text).join(' '))?.has(service.id) ?? false;
  }

  /** A customer's text as weighed terms, each once. */
  readText(text: string): WeighedTerm[] {
    const seen = new Map<string, WeighedTerm>();
    for (const term of this.read(text)) {
      const known = this.weights.has(term.term);
      const corrected = !known && term.kind === 'other' ? this.correct(term.term) : null;
      const read = corrected === null ? term : { ...term, term: corrected, certainty: 0.8 };
      if (seen.has(read.term)) continue;
      const isKnown = known || corrected !== null;
      const weight = isKnown ? this.weightOf(read.term) * KIND_WEIGHT[read.kind] : 0;
      seen.set(read.term, { ...read, weight, known: isKnown });
    }
    return [...seen.values()];
  }
}
