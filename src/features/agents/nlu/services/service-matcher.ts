import type {
  Gender,
  IndexedService,
  MatchableCategory,
  MatchableService,
  WeighedTerm,
} from './service-index.js';
import { genderOf, ServiceIndex } from './service-index.js';

export type { MatchableCategory, MatchableService } from './service-index.js';

export interface ServiceCandidate {
  id: string;
  /** 0..1; comparable within one match only. */
  score: number;
  /** The words of the text that spoke for this service. */
  evidence: string[];
}

/**
 * What a text says about services.
 * `one`: `best[0]` is meant. `several`: ask which of `best`. `category`: only a category was named; `best` holds
 * its services. `none`: nothing of the catalogue was named, `best` is empty.
 */
export interface ServiceMatch {
  best: ServiceCandidate[];
  category?: { id: string; score: number };
  decision: 'one' | 'several' | 'category' | 'none';
}

const LEAST_SCORE = 0.34;
const LEAST_EVIDENCE = 0.32;
const TIE = 0.86;
const TWIN = 0.55;
const OBJECT_SHARE = 0.3;
const MOST_UNSAID = 0.99;
const VAGUE_WEIGHT = 0.8;
const LEAST_SHARE = 0.03;
const MOST_CANDIDATES = 6;
const UNKNOWN_WEIGHT = 0.28;

interface Scored {
  service: IndexedService;
  score: number;
  phrase: number;
  evidence: string[];
}

const NONE: ServiceMatch = { best: [], decision: 'none' };

/** Finds the service a text speaks of, in English, Hindi and Hinglish, through spelling mistakes. Deterministic. */
export class ServiceMatcher {
  private readonly index: ServiceIndex;

  constructor(catalogue: readonly MatchableService[], categories: readonly MatchableCategory[] = []) {
    this.index = new ServiceIndex(catalogue, categories);
  }

  /** Under a millisecond or two for a chat message; never throws. */
  match(text: string): ServiceMatch {
    const terms = this.index.readText(text);
    const telling = terms.filter((term) => term.kind !== 'gender' && term.kind !== 'negation');
    if (telling.length === 0) return NONE;
    const ranked = this.rank(terms, text);
    const category = this.categoryOnly(terms, ranked[0]);
    if (category) return this.answerCategory(category, ranked);
    return this.decide(ranked, telling, genderOf(terms));
  }

  private rank(terms: WeighedTerm[], text: string): Scored[] {
    const gender = genderOf(terms);
    const total = terms.reduce((sum, term) => sum + term.weight, 0);
    const unknown = terms.filter((term) => !term.known).length * UNKNOWN_WEIGHT;
    if (total === 0) return [];
    return this.index.services
      .map((service) => this.score(service, terms, total))
      .map((scored) => {
        const opposed = !agrees(scored.service, gender);
        const favoured = gender !== null && scored.service.gender === gender;
        const factor = (opposed ? 0.3 : favoured ? 1.1 : 1) * (total / (total + unknown));
        // A service must be reachable by its own words, however like another's they are.
        if (this.index.isPhraseOf(scored.service, text)) return { ...scored, score: 1, phrase: 1 };
        return { ...scored, score: Math.min(MOST_UNSAID, scored.score * factor) };
      })
      .filter((scored) => scored.score > 0)
      .sort((a, b) => b.score - a.score || (a.service.id < b.service.id ? -1 : 1));
  }

  private score(service: IndexedService, terms: WeighedTerm[], total: number): Scored {
    let affinity = 0;
    const evidence: string[] = [];
    const matched = new Map<string, number>();
    for (const term of terms) {
      const near = this.index.affinity(service, term.term);
      if (near === 0) continue;
      affinity += term.weight * term.certainty * Math.sqrt(near);
      matched.set(term.term, term.certainty);
      evidence.push(term.text);
    }
    if (evidence.length === 0) return { service, score: 0, phrase: 0, evidence };
    const weights = new Map(terms.map((term) => [term.term, term.weight]));
    let phrase = 0;
    for (const candidate of service.phrases) {
      let shared = 0;
      let sharedOfText = 0;
      for (const [term, certainty] of matched) {
        const held = this.index.holds(candidate, term) * certainty;
        if (held === 0) continue;
        shared += this.index.weightOf(term) * held;
        sharedOfText += (weights.get(term) ?? 0) * held;
      }
      if (shared === 0) continue;
      const ofPhrase = candidate.weight > 0 ? shared / candidate.weight : 0;
      const ofText = sharedOfText / total;
      phrase = Math.max(phrase, ofPhrase ** 0.4 * ofText ** 0.6);
    }
    return { service, score: 0.5 * phrase + 0.5 * (affinity / total), phrase, evidence };
  }

  /** The category a text names when it names nothing finer. */
  private categoryOnly(terms: WeighedTerm[], top: Scored | undefined): { id: string; score: number } | null {
    const gender = genderOf(terms);
    const content = terms.filter((term) => term.kind !== 'gender' && (term.known || term.kind !== 'other'));
    if (content.every((term) => term.kind === 'object')) return null;
    const naming = this.index.categories.filter((category) => {
      if (gender !== null && category.gender !== null && category.gender !== gender) return false;
      return category.phrases.some((phrase) => {
        const core = [...phrase].filter((term) => term !== '#women' && term !== '#men');
        return (
          core.length > 0 && core.length === content.length && content.every((term) => phrase.has(term.term))
        );
      });
    });
    const [first] = naming;
    if (!first) return null;
    const isRole = content.every((term) => term.kind === 'role');
    const namedService =
      top?.service.nameTerms.size === content.length &&
      content.every((term) => top.service.nameTerms.has(term.term));
    const byName =
      first.phrases[0]?.size === content.length && content.every((term) => first.phrases[0]?.has(term.term));
    if (!isRole && !byName && (namedService || (top && top.phrase > 0.97))) return null;
    const strangers = terms.filter((term) => !term.known && term.kind === 'other').length;
    return { id: first.id, score: 1 / (1 + strangers * 0.2) };
  }

  private answerCategory(category: { id: string; score: number }, ranked: Scored[]): ServiceMatch {
    const scores = new Map(ranked.map((scored) => [scored.service.id, scored]));
    const best = this.index.services
      .filter((service) => service.categoryId === category.id)
      .map((service) => ({
        id: service.id,
        score: scores.get(service.id)?.score ?? 0,
        evidence: scores.get(service.id)?.evidence ?? [],
      }))
      .sort((a, b) => b.score - a.score);
    return { best, category, decision: 'category' };
  }

  private decide(ranked: Scored[], telling: WeighedTerm[], gender: Gender | null): ServiceMatch {
    const [top] = ranked;
    if (!top || top.score < LEAST_SCORE) return NONE;
    const evidence = telling.filter((term) => (top.service.shares.get(term.term) ?? 0) > 0);
    const strength = evidence.reduce((sum, term) => sum + term.weight * term.certainty, 0);
    if (strength < LEAST_EVIDENCE || isPassingMention(top.service, evidence)) return NONE;
    const isVague = evidence.every(
      (term) => term.kind === 'action' && this.index.weightOf(term.term) < VAGUE_WEIGHT,
    );
    if (isVague && telling.some((term) => !term.known)) return NONE;
    const objectsOnly = telling.every((term) => term.kind === 'object' || !term.known);
    const rivals = ranked.filter(
      (scored) =>
        scored === top ||
        scored.score >= top.score * TIE ||
        (objectsOnly && agrees(scored.service, gender) && this.isAbout(scored.service, telling)) ||
        (gender === null && scored.score >= top.score * TWIN && isTwin(scored.service, top.service)),
    );
    const clear =
      !objectsOnly && top.phrase > 0.97 && !rivals.some((scored) => scored !== top && scored.phrase > 0.97);
    const twins =
      gender === null && rivals.some((scored) => scored !== top && isTwin(scored.service, top.service));
    const others = this.otherObjects(ranked, telling, top);
    const rest = isVague && top.phrase < 1 ? ranked.slice(0, MOST_CANDIDATES) : rivals;
    const chosen = clear && !twins ? [top] : [...new Set([...rest, ...others])];
    return {
      best: (chosen.length > 1 ? chosen : ranked).slice(0, MOST_CANDIDATES).map(toCandidate),
      decision: chosen.length > 1 ? 'several' : 'one',
    };
  }

  /** "Door and window": the best services for the objects that the leading service is not about. */
  private otherObjects(ranked: Scored[], telling: WeighedTerm[], top: Scored): Scored[] {
    const holds = (scored: Scored, term: WeighedTerm): number => scored.service.shares.get(term.term) ?? 0;
    return telling
      .filter((term) => term.kind === 'object' && term.known && holds(top, term) === 0)
      .map((term) => ranked.find((scored) => holds(scored, term) >= OBJECT_SHARE))
      .filter((scored) => scored !== undefined);
  }

  /** Whether the named objects are what the service is about, not mentioned by the way. */
  private isAbout(service: IndexedService, telling: WeighedTerm[]): boolean {
    return telling
      .filter((term) => term.known)
      .every(
        (term) => service.nameTerms.has(term.term) || (service.shares.get(term.term) ?? 0) >= OBJECT_SHARE,
      );
  }
}

/** Whether a service may be meant when the text speaks of this gender, or of none. */
function agrees(service: IndexedService, gender: Gender | null): boolean {
  return gender === null || service.gender === null || service.gender === gender;
}

/** One word that the catalogue uses once by the way ("weather coat") is no request. */
function isPassingMention(service: IndexedService, evidence: WeighedTerm[]): boolean {
  const [only] = evidence;
  return (
    evidence.length === 1 && only?.kind === 'other' && (service.shares.get(only.term) ?? 0) < LEAST_SHARE
  );
}

function isTwin(a: IndexedService, b: IndexedService): boolean {
  return a.categoryId !== b.categoryId && a.gender !== null && b.gender !== null && a.bareName === b.bareName;
}

function toCandidate({ service, score, evidence }: Scored): ServiceCandidate {
  return { id: service.id, score: Math.round(score * 1000) / 1000, evidence };
}
