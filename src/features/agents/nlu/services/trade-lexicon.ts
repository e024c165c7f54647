import { consonantKey, editDistance, soundKey, stemKey, wordsOf } from './sound-key.js';
import type { TradeKind } from './trade-words.js';
import { TRADE_WORDS } from './trade-words.js';

/**
 * One meaningful unit of a text. `term` is `#concept` for a word of the trade, else the sound key of the word's stem.
 * `certainty` is 1 for a known spelling and less for one guessed through a typing mistake.
 */
export interface Term {
  term: string;
  kind: TradeKind | 'other';
  text: string;
  certainty: number;
}

interface Meaning {
  concept: string;
  kind: TradeKind;
}

const LONGEST_PHRASE = 5;

/** Everyday words that look like a mistyped word of the trade and are none. */
const NOT_MISTYPED = new Set(
  wordsOf(
    'movie movies match matches weather music matter father letter better water paper flight flights flower flowers news ' +
      'name names milk buy sector cross main phase coat wash cake care call called calling price prize place places please plan planning point market train trains taxi ' +
      'hotel hotels doctor house money morning evening clear clearly close closed state story store start started stop ' +
      'party pants point games sleep speak stocks stock share shares brand bread board loan color class close tickets ' +
      'gold code coding joke jokes poem translate school college exam train election minister cricket score recipe pizza ' +
      'burger biryani laptop phone mobile iphone politics president prime capital country world learn teach table chair ' +
      'restaurant food dinner lunch breakfast salad groceries grocery medicine hospital weather lottery bitcoin horoscope',
  ),
);

const exact = new Map<string, Meaning>();
const bySound = new Map<string, Meaning>();
const byStem = new Map<string, Meaning>();
const byConsonants = new Map<string, Meaning>();
const spelt: { word: string; meaning: Meaning }[] = [];

function setFirst(index: Map<string, Meaning>, key: string, meaning: Meaning): void {
  if (!index.has(key)) index.set(key, meaning);
}

interface Spoken {
  text: string;
  sound: string;
  stem: string;
}

const speak = (word: string): Spoken => ({ text: word, sound: soundKey(word), stem: stemKey(word) });

for (const { concept, kind, spellings } of TRADE_WORDS) {
  const meaning: Meaning = { concept, kind };
  for (const spelling of spellings) {
    const words = wordsOf(spelling);
    setFirst(exact, words.join(' '), meaning);
    const spoken = words.map(speak);
    setFirst(bySound, spoken.map((word) => word.sound).join(' '), meaning);
    setFirst(byStem, spoken.map((word) => word.stem).join(' '), meaning);
    const [only] = words;
    if (words.length === 1 && only !== undefined && kind !== 'filler' && kind !== 'negation') {
      const skeleton = consonantKey(soundKey(only));
      if (skeleton.length >= 4) setFirst(byConsonants, skeleton, meaning);
      if (only.length >= 5) spelt.push({ word: only, meaning });
    }
  }
}

function known(words: readonly Spoken[]): Meaning | undefined {
  const spelling = words.map((word) => word.text).join(' ');
  const found = exact.get(spelling);
  if (found || (words.length === 1 && NOT_MISTYPED.has(spelling))) return found;
  const letters = spelling.length - words.length + 1;
  if (letters < 4) return undefined;
  const sound = words.map((word) => word.sound).join(' ');
  const heard = sound.length >= 3 ? bySound.get(sound) : undefined;
  if (heard || letters < 5) return heard;
  const stemmed = words.map((word) => word.stem).join(' ');
  return stemmed.length >= 3 ? byStem.get(stemmed) : undefined;
}

/** Whether a word with this many letters may hold one typing mistake, or two. */
export function typosAllowed(length: number): number {
  if (length >= 8) return 2;
  return length >= 5 ? 1 : 0;
}

const guesses = new Map<string, Meaning | null>();
const GUESSES_KEPT = 5000;

function guessed(word: string): Meaning | undefined {
  if (word.length < 5 || /\d/u.test(word)) return undefined;
  const before = guesses.get(word);
  if (before !== undefined) return before ?? undefined;
  const limit = typosAllowed(word.length);
  let best: Meaning | undefined;
  let bestDistance = limit + 1;
  for (const candidate of spelt) {
    if (candidate.word[0] !== word[0]) continue;
    const distance = editDistance(word, candidate.word, Math.min(limit, bestDistance - 1));
    if (distance < bestDistance && distance < candidate.word.length / 3) {
      best = candidate.meaning;
      bestDistance = distance;
    }
  }
  best ??= word.length >= 6 ? byConsonants.get(consonantKey(soundKey(word))) : undefined;
  if (guesses.size >= GUESSES_KEPT) guesses.clear();
  guesses.set(word, best ?? null);
  return best;
}

function toTerm(meaning: Meaning, words: string[], certainty: number): Term {
  return {
    term: meaning.concept === '' ? '' : `#${meaning.concept}`,
    kind: meaning.kind,
    text: words.join(' '),
    certainty,
  };
}

function ownTerm(word: string): Term {
  return { term: stemKey(word), kind: 'other', text: word, certainty: 1 };
}

function unknownTerm(word: string): Term {
  // The mark keeps a right word from meeting a catalogue word that merely sounds like it (match, machine).
  if (NOT_MISTYPED.has(word)) return { term: `=${word}`, kind: 'other', text: word, certainty: 1 };
  const guess = guessed(word);
  return guess ? toTerm(guess, [word], 0.85) : ownTerm(word);
}

/**
 * Reads a text as terms, the longest known phrase first. `isKnownWord` tells of words that are right as they stand
 * though the lexicon lacks them (those of the catalogue), so that no typing mistake is suspected in them.
 */
export function readTerms(text: string, isKnownWord: (word: string) => boolean = () => false): Term[] {
  const words = wordsOf(text).map(speak);
  const terms: Term[] = [];
  let at = 0;
  while (at < words.length) {
    let taken = 0;
    for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0 && taken === 0; length -= 1) {
      const span = words.slice(at, at + length);
      const meaning = known(span);
      if (meaning) {
        terms.push(
          toTerm(
            meaning,
            span.map((word) => word.text),
            1,
          ),
        );
        taken = length;
      }
    }
    if (taken === 0) {
      const word = words[at]?.text ?? '';
      terms.push(isKnownWord(word) ? ownTerm(word) : unknownTerm(word));
      taken = 1;
    }
    at += taken;
  }
  return terms;
}
