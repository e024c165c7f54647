import { stemKey, wordsOf } from '../services/sound-key.js';
import { readTerms } from '../services/trade-lexicon.js';
import { cuesOf } from './cues.js';

/** Numbered features of one text; values are weights before scaling. */
export type Features = Map<string, number>;

/** How a text is turned into features; options off give the plain English setting used for measuring. */
export interface FeatureOptions {
  /** Replace words of the trade by their kind, so that "cancel my AC" and "cancel my facial" look alike. */
  tradeWords: boolean;
}

const WORD_WEIGHT = 1;
const PAIR_WEIGHT = 0.8;
const CHARACTER_WEIGHT = 0.25;
const KIND_WEIGHT = 0.8;
const CUE_WEIGHT = 2.5;

function add(features: Features, name: string, weight: number): void {
  features.set(name, (features.get(name) ?? 0) + weight);
}

function shape(word: string): string {
  if (/^\d{6}$/u.test(word)) return '0pin';
  return /^\d+$/u.test(word) ? '0number' : word;
}

/** Word, word-pair and character features over the text in Latin letters, with spelling variants folded. */
export function featuresOf(text: string, { tradeWords }: FeatureOptions): Features {
  const features: Features = new Map();
  const masked = text.replace(/\bnx-?[0-9a-z]{8}\b/giu, ' bookingref ').replace(/\?/gu, ' questionmark ');
  const words = wordsOf(masked).map(shape);
  const keys = words.map((word) => (/^0/u.test(word) ? word : stemKey(word)));
  keys.forEach((key, index) => {
    add(features, `w:${words[index] ?? ''}`, WORD_WEIGHT * 0.5);
    add(features, `k:${key}`, WORD_WEIGHT);
    add(features, `p:${keys[index - 1] ?? '^'} ${key}`, PAIR_WEIGHT);
    const padded = ` ${words[index] ?? ''} `;
    for (let size = 3; size <= 4; size += 1) {
      for (let at = 0; at + size <= padded.length; at += 1) {
        add(features, `c:${padded.slice(at, at + size)}`, CHARACTER_WEIGHT);
      }
    }
  });
  add(features, `p:${keys.at(-1) ?? '^'} $`, PAIR_WEIGHT);
  if (tradeWords) {
    addTradeKinds(features, text);
    addCues(features, words);
  }
  return features;
}

function addCues(features: Features, words: readonly string[]): void {
  const cues = cuesOf(words).sort();
  cues.forEach((cue, index) => {
    add(features, `q:${cue}`, CUE_WEIGHT);
    for (const other of cues.slice(index + 1)) add(features, `q:${cue}+${other}`, CUE_WEIGHT * 0.4);
  });
  if (cues.length === 0) add(features, 'q:none', CUE_WEIGHT);
}

function addTradeKinds(features: Features, text: string): void {
  const kinds = readTerms(text)
    .map((term) => term.kind)
    .filter((kind) => kind === 'object' || kind === 'symptom' || kind === 'action' || kind === 'role');
  const present = new Set<string>(kinds);
  for (const kind of present) add(features, `t:${kind}`, KIND_WEIGHT);
  if (present.has('object') && present.has('symptom')) add(features, 't:fault', KIND_WEIGHT);
  if (present.size === 0) add(features, 't:none', KIND_WEIGHT);
}
