import type { DateTime } from 'luxon';
import { DAY_PARTS } from './resolve-clock.js';
import { clockOf, mayFollowNumber, rule } from './time-grammar.js';
import type { Clock, DayPart, Finding, Rule, RuleMatch } from './time-grammar.js';

/** "dopahar ke baad" is after the midday meal, not after five. */
const AFTER_LUNCH = 15 * 60;
const HALF = '(am|pm)';
const NEAR = '(?:(?:at )?around|at around)';

const clock = (value: Clock | null, isApproximate = false): Finding | null =>
  value && { kind: 'clock', clock: value, isApproximate };

/** Moves a clock by minutes, for "quarter to five" and "paune paanch". */
function shift({ hour, half }: Clock, minutes: number): Clock {
  const total = (hour * 60 + minutes + 24 * 60) % (24 * 60);
  const moved = Math.floor(total / 60);
  // "quarter to one" is 12:45: the clock face has no zero.
  return { hour: moved === 0 && half !== 'fixed' ? 12 : moved, minute: total % 60, half };
}

function readClock(text: string | undefined, half?: string): Clock | null {
  const [hour, minute] = (text ?? '').replace(/[#~]/, '').split(/[:.]/);
  const value = clockOf(Number(hour), Number(minute ?? 0), half === 'am' || half === 'pm' ? half : undefined);
  return value && half !== undefined && value.hour > 12 ? { ...value, half: 'fixed' } : value;
}

/** The rules for offsets from now that reach a minute: "in two hours", "aadhe ghante mein", "dhai ghante baad". */
export function instantRules(now: DateTime): Rule[] {
  const after = (minutes: number): Finding => {
    const then = now.plus({ minutes });
    return { kind: 'instant', on: then.toFormat('yyyy-MM-dd'), minuteOfDay: then.hour * 60 + then.minute };
  };
  const amounts: [string, (count: number) => number][] = [
    ['{N} (?:and )?(?:a )?half hour', (count) => count * 60 + 30],
    ['{N} hour', (count) => count * 60],
    ['{N} minute', (count) => count],
    ['half (?:an |a )?hour', () => 30],
    ['aadha hour', () => 30],
    ['(?:an|a) hour', () => 60],
    ['dedh hour', () => 90],
    ['dhai hour', () => 150],
    ['saadhe {N} hour', (count) => count * 60 + 30],
    ['sava hour', () => 75],
    ['sava {N} hour', (count) => count * 60 + 15],
    ['paune {N} hour', (count) => count * 60 - 15],
  ];
  const shapes = [
    (amount: string) => `(?:in|after) (?:the )?(?:next )?(?:around )?${amount}`,
    (amount: string) => `${amount} (?:baad|ke baad|later|from now|mein|ke andar|andar|ke mein)`,
  ];
  return [
    ...shapes.flatMap((shape) =>
      amounts.map(([amount, minutes]) =>
        rule(shape(amount), ({ groups: [, count] }) => after(minutes(Number(count ?? 1)))),
      ),
    ),
    rule(
      '(?:half|aadha|dedh|dhai|(?:saadhe |sava |paune )?(?:{N}|a|an)(?: half)?) (?:hour|minute|day|week|month|year)',
      ({ before, after: next }) =>
        // "8 bajkar 20 minute" and "20 minutes past 8" are clock times still to be read.
        before?.symbol === 'oclock' || /^(?:past|to|before)$/.test(next?.symbol ?? '')
          ? null
          : { kind: 'nothing' },
    ),
    rule('(?!\\d{4} hour)\\d{3,} (?:hour|minute|day|week|month|year)', () => ({ kind: 'nothing' })),
  ];
}

/** The rules for parts of the day. */
export function partRules(now: DateTime): Rule[] {
  const today = now.toFormat('yyyy-MM-dd');
  const part = ({ groups: [, name] }: RuleMatch): Finding => ({ kind: 'part', part: name as DayPart });
  const names = '(morning|afternoon|evening|night)';
  return [
    rule('tonight', () => ({ kind: 'part', part: 'night', today })),
    rule(`this ${names}`, ({ groups: [, name] }) => ({ kind: 'part', part: name as DayPart, today })),
    rule(
      `(?:in |during |at )?(?:the )?(?:early |late )?${names}(?: ${names})?(?: (?:ke )?(?:time|waqt|samay|samaye))?(?: (?:ko|mein))?`,
      part,
    ),
  ];
}

/** The rules for clock times that say so by their form or by a word beside them. */
export function clockRules(): Rule[] {
  const minutesPast = ({ groups: [, minutes, hour, half] }: RuleMatch): Finding | null => {
    const base = readClock(hour, half);
    return clock(base && clockOf(base.hour, Number(minutes), base.half));
  };
  const minutesTo = ({ groups: [, minutes, hour, half] }: RuleMatch): Finding | null => {
    const base = readClock(hour, half);
    return Number(minutes) < 60 ? clock(base && shift(base, -Number(minutes))) : null;
  };
  const by =
    (minutes: number) =>
    ({ groups: [, hour, half] }: RuleMatch): Finding | null => {
      const base = readClock(hour, half);
      return clock(base && shift(base, minutes));
    };
  const tail = `(?: oclock)?(?: ${HALF})?`;
  const spoken = 'oclock(?: (?:ke )?(?:around|aaspaas|aas paas))?';
  const wordy = '{N} (?:- )?#(10|15|20|25|30|35|40|45|50|55)';
  const wordyClock = ({ groups: [, hour, minute, half] }: RuleMatch): Finding | null =>
    clock(readClock(`${hour}:${minute}`, half));
  const colon = '(\\d{1,2}[:.]\\d{2})';
  return [
    rule(`half past {N}${tail}`, by(30)),
    rule(`(?:a )?quarter past {N}${tail}`, by(15)),
    rule(`(?:a )?quarter to {N}${tail}`, by(-15)),
    rule(`#?(\\d{1,2}) (?:minute )?past {N}${tail}`, minutesPast),
    rule(
      `(?<!(?:between|from) )(?:#(5|10|20|25)|(1[3-9]|[2-5]\\d)|{N} minute) (?:to|before) {N}${tail}`,
      ({ groups, ...rest }) => {
        const [whole, word, digits, counted, hour, half] = groups;
        return minutesTo({ ...rest, groups: [whole, word ?? digits ?? counted, hour, half] });
      },
    ),
    rule(`saadhe {N}${tail}`, by(30)),
    rule(`sava {N}${tail}`, by(15)),
    rule(`paune {N}${tail}`, by(-15)),
    rule('dedh oclock', () => clock({ hour: 1, minute: 30 })),
    rule('(?:<P> )dedh', () => clock({ hour: 1, minute: 30 })),
    rule('dhai oclock', () => clock({ hour: 2, minute: 30 })),
    rule('(?:<P> )dhai', () => clock({ hour: 2, minute: 30 })),
    rule('sava oclock', () => clock({ hour: 1, minute: 15 })),
    rule('paune oclock', () => clock({ hour: 12, minute: 45 })),
    rule(`(\\d{1,2}) ([0-5]\\d) (?:oclock )?${HALF}`, ({ groups: [, hour, minute, half] }) =>
      clock(readClock(`${hour}:${minute}`, half)),
    ),
    rule(`(1[0-2]|0?[1-9])([0-5]\\d) (?:oclock )?${HALF}`, ({ groups: [, hour, minute, half] }) =>
      clock(readClock(`${hour}:${minute}`, half)),
    ),
    rule('(1[0-2]|0?[1-9])([0-5]\\d) oclock', ({ groups: [, hour, minute] }) =>
      clock(readClock(`${hour}:${minute}`)),
    ),
    rule('(?:at )?(\\d{1,2}) ([0-5]\\d)(?= <P>| oclock)(?: oclock)?', ({ groups: [, hour, minute] }) =>
      clock(readClock(`${hour}:${minute}`)),
    ),
    rule('at (\\d{1,2}) ([0-5]\\d)', ({ groups: [, hour, minute], after }) =>
      mayFollowNumber(after) ? clock(readClock(`${hour}:${minute}`)) : null,
    ),
    rule(`(?:(?<=<[DP]> (?:, )?)|at )${wordy}`, wordyClock),
    rule(`${wordy}(?= <P>)`, wordyClock),
    rule(`${wordy} (?:oclock )?${HALF}`, wordyClock),
    rule(`${wordy} oclock`, wordyClock),
    rule(`${colon} (?:oclock )?${HALF}`, ({ groups: [, text, half] }) => clock(readClock(text, half))),
    rule(`{N} (?:oclock )?${HALF}`, ({ groups: [, text, half] }) => clock(readClock(text, half))),
    rule(`${colon} ${spoken}`, ({ groups: [, text] }) => clock(readClock(text))),
    rule(`{N} oclock (?:ke )?{N} minute`, ({ groups: [, hour, minute] }) =>
      clock(clockOf(Number(hour), Number(minute))),
    ),
    rule(`{N} ${spoken}`, ({ groups: [whole, text] }) =>
      clock(readClock(text), /aa?s ?paa?s|around/.test(whole ?? '')),
    ),
    rule(`([01]\\d|2[0-3])([0-5]\\d) hour`, ({ groups: [, hour, minute] }) =>
      clock(clockOf(Number(hour), Number(minute), 'fixed')),
    ),
    rule('(\\d{1,2}:\\d{2})', ({ groups: [, text] }) => clock(readClock(text))),
    rule('(?:at )?noon', () => clock({ hour: 12, minute: 0, half: 'fixed' })),
    rule('(?:at )?midnight', () => clock({ hour: 0, minute: 0, half: 'fixed' })),
  ];
}

/** The rules for bare numbers that only their place in the sentence makes a time. */
export function bareClockRules(): Rule[] {
  const spoken =
    (isApproximate: boolean) =>
    ({ groups: [, hour], after }: RuleMatch): Finding | null =>
      mayFollowNumber(after) ? clock(readClock(hour), isApproximate) : null;
  const dotted = ({ groups: [, text], after }: RuleMatch): Finding | null =>
    mayFollowNumber(after) ? clock(readClock(text)) : null;
  return [
    rule('(?:at )?#?(\\d{1,2}) (?:- )?ish', spoken(true)),
    rule(`${NEAR} {N}(?: oclock)?`, spoken(true)),
    rule(`${NEAR} <T>`, ({ tokens }) => approximate(tokens)),
    rule('<T> (?:ke )?(?:aaspaas|aas paas|around)', ({ tokens }) => approximate(tokens)),
    rule('{N} (?:ke )?(?:aaspaas|aas paas)', ({ groups: [, hour] }) => clock(readClock(hour), true)),
    rule(`at (\\d{1,2}\\.\\d{2})`, dotted),
    rule('(?<=<[DP]> )(?:, |at )?(\\d{1,2}\\.\\d{2})', dotted),
    rule('(\\d{1,2}\\.\\d{2}) par', dotted),
    rule('at {N}', spoken(false)),
    rule('{B}(?= (?:or|ya|या|,) <T>)', spoken(false)),
    rule('(?<=<T> (?:or|ya|या) ){B}', spoken(false)),
  ];
}

function approximate(tokens: RuleMatch['tokens']): Finding | null {
  const finding = tokens.find((token) => token.finding?.kind === 'clock')?.finding;
  return finding?.kind === 'clock' ? { ...finding, isApproximate: true } : null;
}

/** The rules for a bare number next to a day or a part of the day: "kal 11", "tomorrow evening 5", "5 in the evening". */
export function adjacentClockRules(): Rule[] {
  const spoken = ({ groups: [, hour], after }: RuleMatch): Finding | null =>
    mayFollowNumber(after) ? clock(readClock(hour)) : null;
  return [
    // "the evening one" is a choice, not one o'clock.
    rule('(?<=<P> (?:, )?)(?!~1 ){N}', spoken),
    rule('(?<=<D> (?:, |ko )?){B}', spoken),
    rule('{N}(?= <P>)', spoken),
    rule('(?<=^ ){B}(?= <D>)', spoken),
  ];
}

/** What lies after or before a part of the day, inside the working day. */
function beside(side: 'after' | 'before') {
  return ({ tokens }: RuleMatch): Finding | null => {
    const finding = tokens.find((token) => token.finding?.kind === 'part')?.finding;
    if (finding?.kind !== 'part') return null;
    const { fromMinute, toMinute } = DAY_PARTS[finding.part];
    const bound = side === 'before' ? fromMinute : finding.part === 'afternoon' ? AFTER_LUNCH : toMinute;
    const edge: Clock = { hour: Math.floor(bound / 60), minute: bound % 60, half: 'fixed' };
    return side === 'before' ? { kind: 'window', to: edge } : { kind: 'window', from: edge };
  };
}

/** The rules for stretches of the day, some of which lend their bounds the other's am or pm. */
export function windowRules(): Rule[] {
  const bound = '(?:<T>|#?\\d{1,2}|~\\d{1,2}|\\d{1,2}\\.\\d{2})';
  const strict = '(?:<T>|#?\\d{1,2})';
  const between =
    (hasEvidence: boolean) =>
    ({ tokens, after }: RuleMatch): Finding | null => {
      const ends = tokens.map(clockOfToken).filter((end) => end !== null);
      const [from, to] = [ends[0], ends.at(-1)];
      if (from === undefined || to === undefined || ends.length !== 2) return null;
      if (tokens.at(-1)?.finding === undefined && !mayFollowNumber(after)) return null;
      if (!hasEvidence && !tokens.some((token) => token.finding?.kind === 'clock')) return null;
      return { kind: 'window', from, to };
    };
  const open =
    (side: 'from' | 'to') =>
    ({ tokens, after }: RuleMatch): Finding | null => {
      const value = tokens.map(clockOfToken).find((end) => end !== null);
      const isNumber = !tokens.some((token) => token.finding?.kind === 'clock');
      if (value === undefined || value === null || (isNumber && !mayFollowNumber(after))) return null;
      return side === 'from' ? { kind: 'window', from: value } : { kind: 'window', to: value };
    };
  return [
    rule(`between ${bound} (?:and|to|-|aur) ${bound}`, between(true)),
    rule(`from ${bound} (?:to|by|-) ${bound}`, between(true)),
    rule(`${bound} (?:se|-|to) ${bound} ke (?:beech|mein)(?: mein)?`, between(true)),
    rule(`${bound} (?:aur|and) ${bound} ke beech(?: mein)?`, between(true)),
    rule(`${bound} se ${bound} (?:tak|beech)`, between(true)),
    rule(`(?<=<[DP]> (?:ko )?)${strict} (?:se|-|to) ${strict}`, between(true)),
    rule(`${strict} (?:se|-|to) ${strict}(?= <P>)`, between(true)),
    rule(`${bound} (?:se|-|to) <T>`, between(false)),
    rule(`<T> (?:se|-|to) ${bound}`, between(false)),
    rule(`after ${bound}`, open('from')),
    rule(`${bound} ke baad`, open('from')),
    rule('<T> (?:baad|onwards|onward|se)(?! pehle)', open('from')),
    rule(`before ${bound}`, open('to')),
    rule(`by ${bound}`, open('to')),
    rule(`${bound} (?:se|ke) pehle`, open('to')),
    rule('<T> (?:tak|pehle)', open('to')),
    rule('#?\\d{1,2} tak', open('to')),
    rule('after <P>', beside('after')),
    rule('<P> ke baad', beside('after')),
    rule('(?:before|by) <P>', beside('before')),
    rule('<P> (?:se|ke) pehle', beside('before')),
    rule(`later than ${bound}`, open('from')),
    rule(`earlier than ${bound}`, open('to')),
  ];
}

function clockOfToken({ symbol, finding }: RuleMatch['tokens'][number]): Clock | null {
  if (finding?.kind === 'clock') return finding.clock;
  return /^[#~]?\d{1,2}(?:\.\d{2})?$/.test(symbol) ? readClock(symbol) : null;
}

/** The rules for an answer to "what time?" or "which day?", where a number alone is enough. */
export function expectedClockRules(): Rule[] {
  const alone = ({ groups: [, hour], after }: RuleMatch): Finding | null =>
    mayFollowNumber(after) ? clock(readClock(hour)) : null;
  return [
    rule('(?<=^ ){N}(?= $)', alone),
    rule('{B} (?:se|-|to) {B}', ({ groups: [, from, to], after }) => {
      const [start, end] = [readClock(from), readClock(to)];
      return start && end && mayFollowNumber(after) ? { kind: 'window', from: start, to: end } : null;
    }),
    rule('#?(\\d{1,2}) (00|15|30|45)', ({ groups: [, hour, minute] }) =>
      clock(clockOf(Number(hour), Number(minute))),
    ),
    rule('(1[0-2]|0?[1-9])([0-5]\\d)', ({ groups: [, hour, minute], after }) =>
      mayFollowNumber(after) ? clock(clockOf(Number(hour), Number(minute))) : null,
    ),
    rule('(\\d{1,2}\\.\\d{2})', ({ groups: [, text] }) => clock(readClock(text))),
    rule('{B}', alone),
  ];
}
