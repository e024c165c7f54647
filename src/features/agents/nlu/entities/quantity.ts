import { wordsOf } from '../services/sound-key.js';
import { readTerms } from '../services/trade-lexicon.js';

/** A count of things; `unit` is the meaning of the counted word in English ("ac", "fan"). */
export interface Quantity {
  count: number;
  unit: string;
}

const NUMBERS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  ek: 1,
  do: 2,
  teen: 3,
  tin: 3,
  char: 4,
  chaar: 4,
  paanch: 5,
  panch: 5,
  paach: 5,
  chhah: 6,
  cheh: 6,
  chhe: 6,
  saat: 7,
  aath: 8,
  nau: 9,
  das: 10,
  both: 2,
  dono: 2,
};
const MOST = 100;
const NOT_COUNTED = new Set([
  '#house',
  '#water',
  '#gas',
  '#office',
  '#hair',
  '#wiring',
  '#pest',
  '#seat',
  '#goods',
]);
/** Words that make the number a size or a time: "3 seater sofa", "2 bhk", "1.5 ton AC", "4 baje". */
const SIZES =
  /^(?:seater|sitar|seetar|seat|bhk|bheechake|ton|tan|litre|liter|ltr|l|kg|inch|inches|ft|feet|sqft|door|burner|baje|bje|am|pm|ghante|ghanta|hours?|minutes?|min|din|days?|months?|mahine|years?|saal|weeks?|hafte|star|stars|km|rs|rupees|th|rd|nd|st|tarikh|sector|tareekh|baar|times?|pm)$/u;
const PASSED_OVER = new Set([
  'split',
  'window',
  'ceiling',
  'naye',
  'nayi',
  'purane',
  'new',
  'old',
  'my',
  'mere',
  'small',
  'big',
  'led',
  'bade',
  'chhote',
  'of',
  'the',
]);

function numberOf(word: string): number | undefined {
  return /^\d{1,3}$/u.test(word) ? Number(word) : NUMBERS[word];
}

/** The first count of things in a text ("2 ACs", "do pankhe"), 1 to 100; sizes, times and prices are no counts. */
export function readQuantity(text: string): Quantity | undefined {
  const words = wordsOf(text.replace(/\d+[.,:]\d+/gu, ' ~ ').replace(/(?:₹|\brs\.?)\s*\d+/giu, ' '));
  for (let at = 0; at < words.length; at += 1) {
    const count = numberOf(words[at] ?? '');
    if (count === undefined || count < 1 || count > MOST) continue;
    // "do" after a verb is "please" (bhej do), and "number two" is an ordinal.
    const rest = words.slice(at + 1, at + 5);
    while (rest.length > 1 && PASSED_OVER.has(rest[0] ?? '')) rest.shift();
    if (rest.length === 0 || SIZES.test(rest[0] ?? '')) continue;
    const [first] = readTerms(rest.join(' '));
    if (first?.kind !== 'object' || NOT_COUNTED.has(first.term)) continue;
    const isVerb =
      words[at] === 'do' &&
      /^(?:kar|bhej|de|laga|bata|karwa|karva|karao|bana|ka)$/u.test(words[at - 1] ?? '');
    if (isVerb) continue;
    return { count, unit: first.term.slice(1) };
  }
  return undefined;
}
