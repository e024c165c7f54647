import { chatWordsOf, wordKey, wordsOf } from '../services/sound-key.js';
import { INTENSIFIERS, NEGATIONS, SAFETY, SENTIMENT_WORDS, SOFTENERS } from './sentiment-words.js';

/** `score` is -1 (furious) to 1 (delighted), 0 for neutral; `safety` marks danger to people or property. */
export interface Sentiment {
  score: number;
  safety: boolean;
}

const LONGEST = 4;
const NEGATION_REACH = 3;
/** "Not good" is bad, "not bad" only mildly good. */
const FLIPPED_GOOD = -0.8;
const FLIPPED_BAD = -0.4;
const SHOUTED = 1.15;

const keyOf = (words: readonly string[]): string => words.map(wordKey).join(' ');
const keysOf = (list: string): Set<string> =>
  new Set(list.split(',').map((spelling) => keyOf(wordsOf(spelling))));

const valences = new Map<string, number>();
for (const [valence, spellings] of SENTIMENT_WORDS) {
  for (const spelling of spellings.split(',')) valences.set(keyOf(wordsOf(spelling)), valence);
}
const negations = keysOf(NEGATIONS);
const intensifiers = keysOf(INTENSIFIERS);
const softeners = keysOf(SOFTENERS);

/** English negates before the word, Hindi after it (accha nahi). */
function isNegated(keys: readonly string[], from: number, to: number): boolean {
  const before = keys.slice(Math.max(0, from - NEGATION_REACH), from);
  return before.some((key) => negations.has(key)) || negations.has(keys[to] ?? '');
}

function strength(keys: readonly string[], from: number): number {
  const near = keys.slice(Math.max(0, from - 2), from);
  if (near.some((key) => intensifiers.has(key))) return 1.4;
  return near.some((key) => softeners.has(key)) ? 0.6 : 1;
}

/** Whether a text speaks of danger: gas, fire, sparks, shock, injury, harassment, theft. */
export function isSafetyMatter(text: string): boolean {
  const latin = chatWordsOf(text).join(' ');
  return SAFETY.some((signs) => signs.test(latin));
}

/** Reads the mood of a text from a lexicon of three languages, with negation, intensifiers and shouting. */
export function readSentiment(text: string): Sentiment {
  const words = wordsOf(text);
  const keys = words.map((word) => keyOf([word]));
  let sum = 0;
  let at = 0;
  while (at < keys.length) {
    let taken = 1;
    for (let length = Math.min(LONGEST, keys.length - at); length > 0; length -= 1) {
      const valence = valences.get(keys.slice(at, at + length).join(' '));
      if (valence === undefined) continue;
      const turned = isNegated(keys, at, at + length)
        ? valence * (valence > 0 ? FLIPPED_GOOD : FLIPPED_BAD)
        : valence;
      sum += turned * strength(keys, at);
      taken = length;
      break;
    }
    at += taken;
  }
  const safety = isSafetyMatter(text);
  const loud = /!{2,}|\b[A-Z]{4,}\b.*\b[A-Z]{4,}\b/u.test(text) ? SHOUTED : 1;
  const mood = (sum * loud) / Math.sqrt(sum * sum * loud * loud + 2);
  return { score: Math.round(Math.max(-1, Math.min(1, mood)) * 100) / 100 || 0, safety };
}
