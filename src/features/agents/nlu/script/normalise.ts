import { ENGLISH_WORDS, HINGLISH_WORDS, NEUTRAL_WORDS } from './function-words.js';

/** English, Hindi in Devanagari, Hindi in Latin letters. */
export type Language = 'en' | 'hi' | 'hinglish';

/** A normalised text that remembers where each of its UTF-16 units came from. */
export interface NormalisedText {
  readonly text: string;
  /** For unit i of `text`, the index in the original; one entry more, holding where the last one ended. */
  readonly offsets: readonly number[];
}

const NUKTA = '\u093c';
const INVISIBLE = /^(?:\p{Cf}|\p{Variation_Selector}|\p{Emoji_Modifier})$/u;
const SINGLE_PUNCTUATION = new Set(['.', ',', '!', '?', ';', ':', '-', '"', "'"]);
const FOLDED = new Map<string, string>([
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u02bc', "'"],
  ['`', "'"],
  ['\u00b4', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2012', '-'],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u2212', '-'],
  ['\u2026', '.'],
  ['\u0964', '.'],
  ['\u0965', '.'],
  ['\u0901', '\u0902'],
]);

/**
 * One spelling for what people type in several: canonically equal texts give one, lower case, no invisible characters,
 * Devanagari and full-width digits as ASCII, nukta dropped and chandrabindu as anusvara (साढ़े and साढे, हाँ and हां are one),
 * Latin accents dropped, typographic quotes and dashes and the danda as ASCII, runs of spaces or of one punctuation
 * mark as one, a letter repeated more than twice as two ("haaaan" is "haan"). Idempotent.
 */
export function normalise(text: string): string {
  return normaliseWithOffsets(text).text;
}

/** `normalise`, keeping for each unit of the result its place in the original, so that spans can be given back. */
export function normaliseWithOffsets(text: string): NormalisedText {
  const units: string[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const original of text) {
    for (const char of foldCharacter(original)) {
      if (isRedundant(units, char)) continue;
      for (const unit of char) {
        units.push(unit);
        offsets.push(at);
      }
    }
    at += original.length;
  }
  while (units.at(-1) === ' ') {
    units.pop();
    offsets.pop();
  }
  // Code points outside the basic plane take two units of the string, so the offsets are widened with them.
  const wide = units.flatMap((unit, i) => Array<number>(unit.length).fill(offsets[i] ?? 0));
  const last = units.length === 0 ? 0 : (offsets.at(-1) ?? 0) + codePointLength(text, offsets.at(-1) ?? 0);
  return { text: units.join(''), offsets: [...wide, last] };
}

function codePointLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function foldCharacter(original: string): string[] {
  if (INVISIBLE.test(original)) return [];
  const folded = FOLDED.get(original);
  if (folded !== undefined) return [folded];
  if (/\s/u.test(original)) return [' '];
  const code = original.codePointAt(0) ?? 0;
  if (code >= 0x0966 && code <= 0x096f) return [String(code - 0x0966)];
  if (code >= 0xff01 && code <= 0xff5e) return foldCharacter(String.fromCharCode(code - 0xfee0));
  const parts = [...original.normalize('NFD')].filter(
    (part) => part !== NUKTA && !/[\u0300-\u036f]/u.test(part),
  );
  return [...parts.join('').toLowerCase().normalize('NFD')].filter((part) => !/[\u0300-\u036f]/u.test(part));
}

function isRedundant(units: readonly string[], char: string): boolean {
  const previous = units.at(-1);
  if (char === ' ') return previous === undefined || previous === ' ';
  if (previous !== char) return false;
  if (SINGLE_PUNCTUATION.has(char)) return true;
  return units.at(-2) === char && /[\p{L}\p{M}]/u.test(char);
}

const LATIN_OR_DEVANAGARI_WORD = /[\p{L}\p{M}']+/gu;

/**
 * The language of a message. Devanagari wins when a third of the words are written in it; among Latin texts, Hindi
 * function words against English ones decide. A text that shows neither ("560001", "ok", "AC service") is taken to
 * be in `previous`, the language the person last used, or English when there is none.
 */
export function detectLanguage(text: string, previous?: Language): Language {
  const words = normalise(text).match(LATIN_OR_DEVANAGARI_WORD) ?? [];
  const devanagari = words.filter((word) => /\p{Script=Devanagari}/u.test(word)).length;
  if (devanagari > 0 && devanagari * 3 >= words.length) return 'hi';
  const telling = words.filter((word) => !NEUTRAL_WORDS.has(word));
  const hindi = telling.filter((word) => HINGLISH_WORDS.has(word)).length;
  const english = telling.filter((word) => ENGLISH_WORDS.has(word)).length;
  if (hindi > 0 && hindi * 2 >= english) return 'hinglish';
  if (english > 0) return 'en';
  return previous ?? 'en';
}
