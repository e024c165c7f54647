import { canonicalWord, numberWord, isWeakNumber, ordinalWord } from './time-words.js';

/** A piece of the normalised text, named in the grammar's own alphabet. */
export interface Token<F> {
  /** A canonical word, a number ("11", "#11" in words, "~2" in words of doubtful meaning), "11:30", "15th", "am", or MASKED. */
  readonly symbol: string;
  /** Offsets in the normalised text. */
  readonly start: number;
  readonly end: number;
  /** What a rule made of it. */
  readonly finding?: F;
}

/** Stands for what must not be read as a time: a price, a pincode, a quantity. */
export const MASKED = '\u00a7';

const OPEN = '(?<![\\p{L}\\p{M}\\p{N}])';
const CLOSE = '(?![\\p{L}\\p{M}\\p{N}])';
const MONEY =
  'rs|inr|rupees?|rupaye|rupay|rupaiye|rupaya|rupya|rupe|bucks|paise|paisa|percent|%|sau|hundred|hazar|hazaar|thousand|lakh|' +
  'रुपये|रुपए|रुपया|रू|रु|सौ|हजार|लाख|प्रतिशत';
const COUNTED =
  'tons?|tonnes?|tonne|bhk|rk|seater|seaters|seat|fans?|pankhe|pankha|acs?|bathrooms?|washrooms?|toilets?|rooms?|kamre|kamra|sofas?|chairs?|kursi|' +
  'kursiyan|beds?|mattress(?:es)?|carpets?|curtains?|windows?|doors?|taps?|nal|geysers?|switch(?:es)?|lights?|bulbs?|tubelights?|points?|cameras?|' +
  'litres?|ltr|liters?|l|kg|gms?|stars?|feet|foot|ft|sqft|sq|inch(?:es)?|watts?|amp|people|persons?|log|members?|guests?|services?|items?|units?|' +
  'pcs|pieces?|times|baar|bookings?|orders?|jobs?|cars?|bikes?|tanks?|walls?|cushions?|sets?|places?|options?|technicians?|plumbers?|electricians?|' +
  'टन|सीटर|पंखे|पंखा|एसी|कमरे|कमरा|बार|लोग|कुर्सी|बीएचके|लीटर';
const HOUSES =
  'flat|house|h\\.?no|plot|sector|sec|block|phase|tower|floor|gali|gully|street|road|lane|wing|room|door|shop|apt|apartment|ward|makan|' +
  'option|number|ticket|otp|pin|pincode|सेक्टर|मकान|फ्लैट|गली|प्लॉट|नंबर';

/** What looks like a number of the clock or calendar and is none. */
const MASKS: readonly RegExp[] = [
  /nx-?(?=[0-9a-z]*\d)[0-9a-z]{4,}/,
  /24\s*(?:[x*/]|by)\s*7/,
  /(?:\+?91[\s-]?|0)?[6-9]\d(?:[\s-]?\d){8}/,
  /\d{5,}/,
  /\d+(?:\.\d+)?k/,
  /[1-9]\d{2} \d{3}/,
  new RegExp(
    `(?:\u20b9|rs\\.?|inr|\\$|रु\\.?|रुपये|रुपए)\\s*\\d[\\d,]*(?:\\.\\d+)?(?:\\s*(?:${MONEY})(?=[^\\p{L}]|$))?`,
  ),
  new RegExp(`\\d[\\d,]*(?:\\.\\d+)?\\s*(?:${MONEY}|/-)`),
  new RegExp(`(?:\\p{L}|\\p{M})+\\s(?:sau|hazar|hazaar|lakh|hundred|thousand|सौ|हजार|लाख)`),
  new RegExp(`\\d+(?:\\.\\d+)?\\s*[- ]?\\s*(?:${COUNTED})`),
  new RegExp(
    `(?:dedh|dhai|adhai|ek|do|teen|char|chaar|one|two|three|four|डेढ|ढाई|एक|दो|तीन|चार)\\s+(?:${COUNTED})`,
  ),
  new RegExp(
    `(?:${HOUSES})(?:\\s*(?:no|number|num|नंबर)\\.?)?\\s*[-:#]?\\s*\\d+[a-z]?(?!\\s*(?:[ap]\\.?\\s?m|baje|bje|बजे|:|o'?clock))`,
  ),
  /\d+(?:st|nd|rd|th)\s+(?:floor|cross|main|block|phase|stage|street|road|avenue|lane|option|one|slot|choice|time|booking|order|visit)/,
  /(?:rate|rated|rating|score)\s*:?\s*\d(?:\.\d)?(?:\s*(?:\/|out of)\s*(?:5|10))?/,
  /\d(?:\.\d)?\s*out of\s*\d+/,
  /good\s+(?:morning|afternoon|evening|night)/,
  /(?:shubh|शुभ)\s+\S+/,
  /(?:aaj|aj|आज)\s?(?:kal|कल)(?:\s+(?:to|mein|me|में))?/,
  /(?:every|each|har|हर)\s+[\p{L}\p{M}]+/u,
].map((mask) => new RegExp(`${OPEN}(?:${mask.source})${CLOSE}`, 'gu'));

const TOKEN = new RegExp(
  [
    '\\d{4}-\\d{1,2}-\\d{1,2}',
    '(?<![\\d/.-])\\d{1,2}(?:/\\d{1,2}/|-\\d{1,2}-|\\.\\d{1,2}\\.)(?:\\d{4}|\\d{2})(?!\\d)',
    '(?<![\\d/.-])\\d{1,2}/\\d{1,2}(?![\\d/]|\\.\\d)',
    '\\d{1,2}[:.]\\d{2}(?!\\d)',
    '\\d+(?:st|nd|rd|th)(?!\\p{L})',
    '\\d+',
    "[ap]\\.?\\s?m(?![\\p{L}\\p{M}\\p{N}'])\\.?",
    'twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)(?!\\p{L})|thirty[- ]first(?!\\p{L})',
    'twenty[- ](?:one|two|three|four|five|six|seven|eight|nine)(?!\\p{L})|thirty[- ](?:one|five)(?!\\p{L})|forty[- ]five(?!\\p{L})',
    "o[' ]?clock(?!\\p{L})",
    "[\\p{L}\\p{M}]+(?:'[\\p{L}]+)?",
    '[^\\s]',
  ].join('|'),
  'gu',
);

/** The tokens of a normalised text; what is no time is one MASKED token each. */
export function tokenise<F>(text: string): Token<F>[] {
  const masked = maskSpans(text);
  const tokens: Token<F>[] = [];
  for (const found of text.matchAll(TOKEN)) {
    const start = found.index;
    const end = start + found[0].length;
    const mask = masked.find((span) => start < span.end && end > span.start);
    if (mask === undefined) tokens.push({ symbol: symbolOf(found[0], text, start), start, end });
    else if (tokens.at(-1)?.end !== mask.end)
      tokens.push({ symbol: MASKED, start: mask.start, end: mask.end });
  }
  return tokens;
}

function maskSpans(text: string): { start: number; end: number }[] {
  const dates = [...text.matchAll(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g)].map((m) => ({
    start: m.index,
    end: m.index + 10,
  }));
  const spans = MASKS.flatMap((mask) => [...text.matchAll(mask)])
    .map((found) => ({ start: found.index, end: found.index + found[0].length }))
    .filter((span) => !dates.some((date) => span.start < date.end && span.end > date.start))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: { start: number; end: number }[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push(span);
  }
  return merged;
}

function symbolOf(word: string, text: string, start: number): string {
  if (/^[ap]\.?\s?m\.?$/.test(word) && /\d\s?$|baje\s$|clock\s$/.test(text.slice(0, start)))
    return `${word[0]}m`;
  if (/^\d/.test(word)) return word.replace(/(\d)(?:st|nd|rd|th)$/, '$1th');
  if (/^o.?clock$/.test(word)) return 'oclock';
  const number = numberWord(word.replace(' ', '-'));
  if (number !== undefined) return `${isWeakNumber(word) ? '~' : '#'}${number}`;
  const ordinal = ordinalWord(word.replace(' ', '-'));
  if (ordinal !== undefined) return `#${ordinal}th`;
  return canonicalWord(word) ?? word;
}
