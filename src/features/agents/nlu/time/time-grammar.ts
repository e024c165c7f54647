import { FOLLOWERS } from './time-words.js';
import type { Token } from './time-tokens.js';

/** A part of the day people name; its window is in minutes of the day, half-open. */
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

/** A clock time as said: `half` is set when the words tell morning from afternoon. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly half?: 'am' | 'pm' | 'fixed';
}

/** What a rule makes of some tokens. Minutes are minutes of the local day; days are ISO dates; ranges are half-open. */
export type Finding =
  | { readonly kind: 'date'; readonly on: string; readonly alternative?: string }
  | { readonly kind: 'range'; readonly fromOn: string; readonly beforeOn: string }
  | { readonly kind: 'clock'; readonly clock: Clock; readonly isApproximate?: boolean }
  | { readonly kind: 'part'; readonly part: DayPart; readonly today?: string }
  | { readonly kind: 'window'; readonly from?: Clock; readonly to?: Clock }
  | { readonly kind: 'instant'; readonly on: string; readonly minuteOfDay: number }
  | { readonly kind: 'nothing' };

export type TimeToken = Token<Finding>;

/** What a rule may look at beside its own match. */
export interface RuleMatch {
  /** The named and numbered groups of the pattern. */
  readonly groups: readonly (string | undefined)[];
  /** The tokens matched. */
  readonly tokens: readonly TimeToken[];
  readonly before: TimeToken | undefined;
  readonly after: TimeToken | undefined;
}

/** Reads a run of symbols, or answers null when on a closer look it is none of its business. */
export interface Rule {
  /** Over symbols separated by single spaces; begins at the start of a symbol and ends at the end of one. */
  readonly pattern: RegExp;
  read(match: RuleMatch): Finding | null;
}

/** The symbols of findings, for the patterns of later rules. */
export const SYMBOLS: Readonly<Record<Finding['kind'], string>> = {
  date: '<D>',
  range: '<R>',
  clock: '<T>',
  part: '<P>',
  window: '<W>',
  instant: '<I>',
  nothing: '\u00a7',
};

/** The patterns are few and fixed, the rules around them are made for each message. */
const compiled = new Map<string, RegExp>();

/** A rule over whole symbols. In `source`, {N} is any number, {B} one not of doubtful meaning (see WEAK_NUMBERS). */
export function rule(source: string, read: Rule['read']): Rule {
  const known = compiled.get(source);
  if (known !== undefined) return { pattern: known, read };
  const expanded = source.replaceAll('{N}', '[#~]?(\\d{1,2})').replaceAll('{B}', '#?(\\d{1,2})');
  const pattern = new RegExp(`(?<= )${expanded}(?= )`, 'g');
  compiled.set(source, pattern);
  return { pattern, read };
}

/** Rewrites the tokens by each rule in turn: what a rule reads becomes one token that later rules can build on. */
export function rewrite(tokens: readonly TimeToken[], rules: readonly Rule[]): TimeToken[] {
  let current = [...tokens];
  let line = lineOf(current);
  for (const each of rules) {
    // Of the many rules few fit a message; the others must cost next to nothing.
    if (line.search(each.pattern) < 0) continue;
    current = applyRule(current, line, each);
    line = lineOf(current);
  }
  return current;
}

function lineOf(tokens: readonly TimeToken[]): string {
  return ` ${tokens.map((token) => token.symbol).join(' ')} `;
}

function applyRule(tokens: TimeToken[], line: string, { pattern, read }: Rule): TimeToken[] {
  const starts = symbolStarts(tokens);
  const rewritten: TimeToken[] = [];
  let next = 0;
  for (const found of line.matchAll(pattern)) {
    const first = starts.indexOf(found.index);
    const count = found[0].trim().split(' ').length;
    const matched = tokens.slice(first, first + count);
    const [head, tail] = [matched[0], matched.at(-1)];
    if (first < next || head === undefined || tail === undefined) continue;
    const finding = read({
      groups: found.slice(),
      tokens: matched,
      before: tokens[first - 1],
      after: tokens[first + count],
    });
    if (finding === null) continue;
    rewritten.push(...tokens.slice(next, first));
    rewritten.push({ symbol: SYMBOLS[finding.kind], start: head.start, end: tail.end, finding });
    next = first + count;
  }
  return [...rewritten, ...tokens.slice(next)];
}

function symbolStarts(tokens: readonly TimeToken[]): number[] {
  const starts: number[] = [];
  let at = 1;
  for (const { symbol } of tokens) {
    starts.push(at);
    at += symbol.length + 1;
  }
  return starts;
}

/** Whether a number before this token can be a time or a day: nothing follows it that it could be counting. */
export function mayFollowNumber(token: TimeToken | undefined): boolean {
  if (token === undefined || token.finding !== undefined) return true;
  return /^[^\p{L}\p{N}\u00a7#~]+$/u.test(token.symbol) || FOLLOWERS.has(token.symbol);
}

/** A number as the clock reads it: 0 to 23 hours and a minute, else null. */
export function clockOf(hour: number, minute = 0, half?: Clock['half']): Clock | null {
  if (hour > 23 || minute > 59) return null;
  if (hour > 12 || hour === 0) return { hour, minute, half: 'fixed' };
  return { hour, minute, half };
}
