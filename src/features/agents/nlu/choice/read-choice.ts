import { normalise } from '../script/normalise.js';
import { readTimes } from '../time/read-times.js';
import type { TimeReading } from '../time/read-times.js';
import { ANY, ASKING, CHEAP, DEAR, DENYING, FILLERS, LAST, positionOf } from './choice-words.js';
import { likeness } from './word-likeness.js';

/** One of the things last shown, in the order shown. */
export interface Choosable {
  readonly id: string;
  readonly label: string;
  /** Lets "the cheaper one" and "499 wala" be understood, when every option has it. */
  readonly pricePaise?: number;
}

/** The one chosen, several that fit as well, or null when the message chooses none of them. */
export type ChoiceReading = { readonly id: string } | { readonly candidates: string[] } | null;

export interface ChoiceOptions {
  readonly now: Date;
  /** IANA zone in which the labels and the message speak of days. */
  readonly zone: string;
}

const WORD = /[\p{L}\p{M}][\p{L}\p{M}']*|\d+(?:st|nd|rd|th)?/gu;
/** Labels name day and time in full, so any moment serves where the caller gives none. */
const SOME_TIME: ChoiceOptions = { now: new Date(Date.UTC(2026, 0, 1)), zone: 'utc' };

/**
 * Which of the options shown a message picks: by place ("the first one", "doosra wala", "option 2", "last"), by time
 * ("11 am" among slots), by words of the label with their misspellings, or by price. A question, a refusal of all and
 * a message about something else pick nothing; a refusal of one leaves the others. `when` lets "tomorrow at 11" meet a label
 * that names a date.
 */
export function readChoice(
  text: string,
  options: readonly Choosable[],
  when: ChoiceOptions = SOME_TIME,
): ChoiceReading {
  const folded = normalise(text);
  const words = folded.match(WORD) ?? [];
  if (options.length === 0 || words.length === 0) return null;
  if (folded.includes('?') || words.some((word) => ASKING.has(word))) return null;
  const exact = options.filter(({ label }) => normalise(label) === folded);
  if (exact.length > 0) return answer(exact);
  const picked = pick(folded, words, options, when);
  if (!words.some((word) => DENYING.has(word) && !isNumberSign(folded, word))) return answer(picked);
  return picked.length === 0 || picked.length === options.length
    ? null
    : { candidates: options.filter((option) => !picked.includes(option)).map(({ id }) => id) };
}

/** "no. 2" is number two. */
function isNumberSign(folded: string, word: string): boolean {
  return word === 'no' && /(?:^| )no\.? ?\d/.test(folded);
}

function answer(picked: readonly Choosable[]): ChoiceReading {
  const [first] = picked;
  if (first === undefined) return null;
  return picked.length === 1 ? { id: first.id } : { candidates: picked.map(({ id }) => id) };
}

function pick(
  folded: string,
  words: readonly string[],
  options: readonly Choosable[],
  when: ChoiceOptions,
): Choosable[] {
  const explicit = /(?:option|number|num|no\.?|choice|#|विकल्प|नंबर) ?(\d+)(?!\d| ?[ap]\.?m)/.exec(folded)?.[1];
  if (explicit !== undefined) return atPlaces([Number(explicit)], options);
  const ordinals = words.map(positionOf).filter((place) => place !== null && !place.isCardinal);
  const byLabel = matchLabels(words, options);
  if (byLabel.isSure) return byLabel.found;
  if (ordinals.length > 0)
    return atPlaces(
      ordinals.map((place) => place?.position ?? 0),
      options,
    );
  if (words.some((word) => LAST.has(word))) return options.slice(-1);
  const byTime = matchTimes(folded, options, when);
  const byNumber = matchNumber(words, options);
  const together = options.filter((option) => byTime.includes(option) || byNumber.includes(option));
  if (together.length > 0) return together;
  const byPrice = matchPrice(words, options);
  if (byPrice.length > 0) return byPrice;
  if (words.every((word) => ANY.has(word) || FILLERS.has(word)) && words.some((word) => ANY.has(word)))
    return [...options];
  return byLabel.found;
}

function atPlaces(places: readonly number[], options: readonly Choosable[]): Choosable[] {
  return options.filter((_, i) => places.includes(i + 1));
}

/** A number alone, with fillers at most: "2", "2 wala", "do". */
function matchNumber(words: readonly string[], options: readonly Choosable[]): Choosable[] {
  const telling = words.length === 1 ? words : words.filter((word) => !FILLERS.has(word));
  const place = telling.length === 1 ? positionOf(telling[0] ?? '') : null;
  return place === null ? [] : atPlaces([place.position], options);
}

function matchTimes(folded: string, options: readonly Choosable[], when: ChoiceOptions): Choosable[] {
  const said = readTimes(folded, { ...when, expecting: 'time' });
  const minute = said.time?.minuteOfDay;
  const { window, date } = said;
  if (minute === undefined && window === undefined && date === undefined) return [];
  return options.filter(({ label }) => {
    const slot: TimeReading = readTimes(label, when);
    const start = slot.time?.minuteOfDay ?? slot.window?.fromMinute;
    if (start === undefined && slot.date === undefined) return false;
    if (date !== undefined && slot.date !== undefined && date.on !== slot.date.on) return false;
    if (minute !== undefined) return start === minute;
    if (window !== undefined)
      return start !== undefined && start >= window.fromMinute && start < window.toMinute;
    return date !== undefined && slot.date?.on === date.on;
  });
}

function matchPrice(words: readonly string[], options: readonly Choosable[]): Choosable[] {
  const prices = options.map(({ pricePaise }) => pricePaise).filter((price) => price !== undefined);
  if (prices.length !== options.length) return [];
  const at = (price: number): Choosable[] => options.filter(({ pricePaise }) => pricePaise === price);
  if (words.some((word) => CHEAP.has(word))) return at(Math.min(...prices));
  if (words.some((word) => DEAR.has(word))) return at(Math.max(...prices));
  const rupees = words.filter((word) => /^\d{2,}$/.test(word)).map((word) => Number(word) * 100);
  return options.filter(({ pricePaise }) => pricePaise !== undefined && rupees.includes(pricePaise));
}

/**
 * The options whose labels hold most of the words said. Words that all labels share tell nothing apart. Sure when a
 * label's own word is among them and nothing is said that no label holds.
 */
function matchLabels(
  words: readonly string[],
  options: readonly Choosable[],
): { found: Choosable[]; isSure: boolean } {
  const labels = options.map(({ label }) => normalise(label).match(WORD) ?? []);
  const telling = words.filter((word) => !FILLERS.has(word) && !DENYING.has(word) && !/^\d/.test(word));
  const scores = labels.map(() => 0);
  let unknown = 0;
  for (const word of telling) {
    const likes = labels.map((label) => Math.max(0, ...label.map((other) => likeness(word, other))));
    if (Math.max(...likes) < 0.7) unknown += 1;
    const holders = likes.filter((like) => like >= 0.7).length;
    if (holders === labels.length && labels.length > 1 && new Set(likes).size === 1) continue;
    likes.forEach((like, i) => {
      if (like >= 0.7) scores[i] = (scores[i] ?? 0) + like / holders;
    });
  }
  const best = Math.max(...scores);
  if (best <= 0 || unknown > telling.length / 2) return { found: [], isSure: false };
  const found = options.filter((_, i) => (scores[i] ?? 0) >= best - 0.05);
  return { found, isSure: unknown === 0 && found.length === 1 };
}
