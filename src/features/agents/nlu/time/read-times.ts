import { DateTime } from 'luxon';
import { normaliseWithOffsets } from '../script/normalise.js';
import {
  adjacentClockRules,
  bareClockRules,
  clockRules,
  expectedClockRules,
  instantRules,
  partRules,
  windowRules,
} from './clock-rules.js';
import { dateRules, expectedDateRules } from './date-rules.js';
import { DAY_PARTS, minuteOfDay, windowOf } from './resolve-clock.js';
import { rewrite } from './time-grammar.js';
import type { DayPart, Finding, Rule, TimeToken } from './time-grammar.js';
import { tokenise } from './time-tokens.js';

/** Where in the message as written something was said: half-open UTF-16 offsets. */
export interface Said {
  readonly text: string;
  readonly span: readonly [start: number, end: number];
}

/** A local day, ISO. */
export interface DateReading extends Said {
  readonly on: string;
}

/** Local days [fromOn, beforeOn), for "next week" and "after Sunday". */
export interface DateRangeReading extends Said {
  readonly fromOn: string;
  readonly beforeOn: string;
}

/** A local clock time. `explicitMeridiem` is false when only the working day made it am or pm. */
export interface ClockReading extends Said {
  readonly minuteOfDay: number;
  readonly explicitMeridiem: boolean;
  readonly isApproximate: boolean;
}

/** A stretch of a local day, minutes [fromMinute, toMinute); `name` when a part of the day was named. */
export interface WindowReading extends Said {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly name?: DayPart;
}

/** A local day and minute counted from now ("in two hours"), to the minute and on no slot grid. */
export interface InstantReading extends Said {
  readonly on: string;
  readonly minuteOfDay: number;
}

/** What else the words may have meant, the reading's own value first. */
export type Ambiguity =
  | { readonly of: 'date'; readonly text: string; readonly on: readonly string[] }
  | { readonly of: 'time'; readonly text: string; readonly minutesOfDay: readonly number[] };

/** What a message says about when; every part is absent when nothing was said about it. */
export interface TimeReading {
  readonly date?: DateReading;
  readonly dateRange?: DateRangeReading;
  readonly time?: ClockReading;
  readonly window?: WindowReading;
  readonly instant?: InstantReading;
  readonly ambiguous?: readonly Ambiguity[];
}

export interface TimeOptions {
  readonly now: Date;
  /** IANA zone of the person speaking. */
  readonly zone: string;
  /** What was asked for, if anything: a bare number is then an answer to it. */
  readonly expecting?: 'time' | 'date';
}

interface Item {
  readonly finding: Finding;
  readonly said: Said;
  readonly at: number;
}

const DENIED_BEFORE = /(?:^| )(?:not(?: on| at| for)?|instead of|rather than|other than|except)$/;
const DENIED_AFTER =
  /^(?:(?:mein|par|pe|wala|ka|ke liye|पर) )?(?:nahi|ki jagah|ke jagah|ke badle|ke bajaye)(?: |$)/;
const TAKEN_BACK = /(?:^| )(?:sorry|mean|actually|matlab|balki|no|nope|wait|arre|correction|galti)(?: |$)/;

/**
 * What one message says about when it should be, in English, Hindi or Hinglish. Prices, pincodes, phone numbers,
 * quantities, addresses and booking references are never times. A day or time that the message denies ("kal nahi
 * parso", "not tomorrow") or takes back ("at 4, sorry, 5") is left out; of several that remain the first is given
 * and the others are in `ambiguous`. A time stated with a part of the day ("shaam 5 baje") leaves no window.
 */
export function readTimes(text: string, options: TimeOptions): TimeReading {
  const items = readItems(text, options);
  const [first = {}] = group(items);
  const ambiguous = ambiguities(items);
  return ambiguous.length === 0 ? first : { ...first, ambiguous };
}

/**
 * One reading for each day named, with the times said beside it ("Sunday at 11 or Monday evening"), or for each time
 * when several are named for one day. A time that is said once goes for every day that has none of its own.
 */
export function readAllTimes(text: string, options: TimeOptions): TimeReading[] {
  return group(readItems(text, options));
}

/** Where in a normalised text days and times are named, denied ones included. */
export function timeSpans(normalised: string): (readonly [start: number, end: number])[] {
  return rewrite(tokenise<Finding>(normalised), rulesOfAnyDay)
    .filter(({ finding }) => finding !== undefined && finding.kind !== 'nothing')
    .map(({ start, end }) => [start, end] as const);
}

function rulesFor(local: DateTime): Rule[] {
  return [
    dateRules(local),
    instantRules(local),
    partRules(local),
    clockRules(),
    windowRules(),
    bareClockRules(),
    adjacentClockRules(),
  ].flat();
}

/** For where words stand, which does not depend on when they are said. */
const rulesOfAnyDay = rulesFor(DateTime.fromMillis(0, { zone: 'utc' }));

function readItems(text: string, { now, zone, expecting }: TimeOptions): Item[] {
  const local = DateTime.fromJSDate(now, { zone });
  const normalised = normaliseWithOffsets(text);
  let tokens = rewrite(tokenise<Finding>(normalised.text), rulesFor(local));
  const has = (...kinds: Finding['kind'][]): boolean =>
    tokens.some(({ finding }) => finding && kinds.includes(finding.kind));
  if (expecting === 'time' && !has('clock', 'window', 'instant'))
    tokens = rewrite(tokens, expectedClockRules());
  if (expecting === 'date' && !has('date', 'range', 'instant'))
    tokens = rewrite(tokens, expectedDateRules(local));
  const said = ({ start, end }: TimeToken): Said => {
    const span = [normalised.offsets[start] ?? 0, normalised.offsets[end] ?? text.length] as const;
    const words = text.slice(...span).trimEnd();
    return { text: words, span: [span[0], span[0] + words.length] };
  };
  return tokens.flatMap((token, at) =>
    token.finding === undefined || token.finding.kind === 'nothing' || isDenied(tokens, at)
      ? []
      : [{ finding: token.finding, said: said(token), at }],
  );
}

function isDenied(tokens: readonly TimeToken[], at: number): boolean {
  const words = tokens.map((token) => token.symbol);
  const kind = tokens[at]?.finding?.kind;
  const later = tokens.findIndex((token, i) => i > at && token.finding?.kind === kind);
  return (
    DENIED_BEFORE.test(words.slice(Math.max(0, at - 3), at).join(' ')) ||
    DENIED_AFTER.test(words.slice(at + 1, at + 4).join(' ')) ||
    (later > 0 && TAKEN_BACK.test(words.slice(at + 1, later).join(' ')))
  );
}

type ItemOf<K extends Finding['kind']> = Item & { readonly finding: Extract<Finding, { kind: K }> };

function only<K extends Finding['kind']>(items: readonly Item[], kind: K): ItemOf<K>[] {
  return items.filter((item): item is ItemOf<K> => item.finding.kind === kind);
}

function group(items: readonly Item[]): TimeReading[] {
  const days = items.filter(({ finding }) => finding.kind === 'date');
  if (days.length > 1) return groupByDay(items, days);
  const clocks = only(items, 'clock');
  if (clocks.length < 2) return items.length === 0 ? [] : [readingOf(items)];
  return clocks.map((clock) =>
    readingOf(items.filter((item) => item === clock || item.finding.kind !== 'clock')),
  );
}

function groupByDay(items: readonly Item[], days: readonly Item[]): TimeReading[] {
  const own = days.map((day) =>
    items.filter((item) => item === day || (item.finding.kind !== 'date' && nearest(days, item) === day)),
  );
  const withTimes = own.filter((each) => each.length > 1);
  const [single] = withTimes;
  const shared =
    withTimes.length === 1 && single !== undefined
      ? single.filter(({ finding }) => finding.kind !== 'date')
      : [];
  const isShared = own.at(-1) === single || own[0] === single;
  return own.map((each) => readingOf(each.length > 1 || !isShared ? each : [...each, ...shared]));
}

function nearest(days: readonly Item[], item: Item): Item | undefined {
  return days.toSorted((a, b) => Math.abs(a.at - item.at) - Math.abs(b.at - item.at) || a.at - b.at)[0];
}

function readingOf(items: readonly Item[]): TimeReading {
  const [date] = only(items, 'date');
  const [range] = only(items, 'range');
  const [clock] = only(items, 'clock');
  const [part] = only(items, 'part');
  const [instant] = only(items, 'instant');
  const name = part?.finding.part;
  const window = clock === undefined ? windowReading(items) : undefined;
  return {
    ...(date !== undefined && { date: { on: date.finding.on, ...date.said } }),
    ...(date === undefined &&
      part?.finding.today !== undefined && { date: { on: part.finding.today, ...part.said } }),
    ...(range !== undefined && {
      dateRange: { fromOn: range.finding.fromOn, beforeOn: range.finding.beforeOn, ...range.said },
    }),
    ...(clock !== undefined && { time: clockReading(clock, name) }),
    ...(window !== undefined && { window }),
    ...(instant !== undefined && {
      instant: { on: instant.finding.on, minuteOfDay: instant.finding.minuteOfDay, ...instant.said },
    }),
  };
}

function clockReading({ finding, said }: ItemOf<'clock'>, part?: DayPart): ClockReading {
  return {
    minuteOfDay: minuteOfDay(finding.clock, part),
    explicitMeridiem: finding.clock.half !== undefined || part !== undefined,
    isApproximate: finding.isApproximate === true,
    ...said,
  };
}

function windowReading(items: readonly Item[]): WindowReading | undefined {
  const [window] = only(items, 'window');
  const [part] = only(items, 'part');
  const name = part?.finding.part;
  const bounds = window === undefined ? null : windowOf(window.finding, name);
  if (window !== undefined && bounds !== null) return { ...bounds, ...(name && { name }), ...window.said };
  return part === undefined
    ? undefined
    : { ...DAY_PARTS[part.finding.part], name: part.finding.part, ...part.said };
}

function ambiguities(items: readonly Item[]): Ambiguity[] {
  const found: Ambiguity[] = [];
  const days = only(items, 'date');
  const on = [
    ...new Set(
      days.flatMap(({ finding }) => [finding.on, ...(finding.alternative ? [finding.alternative] : [])]),
    ),
  ];
  if (on.length > 1) found.push({ of: 'date', text: days.map(({ said }) => said.text).join(' / '), on });
  const name = only(items, 'part')[0]?.finding.part;
  const clocks = only(items, 'clock');
  const minutesOfDay = [...new Set(clocks.map(({ finding }) => minuteOfDay(finding.clock, name)))];
  if (minutesOfDay.length > 1)
    found.push({ of: 'time', text: clocks.map(({ said }) => said.text).join(' / '), minutesOfDay });
  return found;
}
