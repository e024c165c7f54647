import { DateTime } from 'luxon';
import { mayFollowNumber, rule } from './time-grammar.js';
import type { Finding, Rule, RuleMatch } from './time-grammar.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTH = `(${MONTHS.join('|')})`;
const WEEKDAY = `(${WEEKDAYS.join('|')})`;
const NAMED_DAY = `(${WEEKDAYS.join('|')}|sun\\?|sat\\?)`;
const DAY = '[#~]?(\\d{1,2})(?:th)?(?: (?:वें|वीं|वे))?';

/** The calendar of one conversation: `today` is the local midnight of the person speaking. */
interface Calendar {
  readonly today: DateTime;
}

const isoDay = (day: DateTime): string => day.toFormat('yyyy-MM-dd');
const date = (day: DateTime, alternative?: DateTime): Finding | null =>
  day.isValid ? { kind: 'date', on: isoDay(day), alternative: alternative && isoDay(alternative) } : null;
const range = (from: DateTime, before: DateTime): Finding => ({
  kind: 'range',
  fromOn: isoDay(from),
  beforeOn: isoDay(before),
});

/**
 * The rules that read days, in the order in which they must run. A day without a year, month or week is the next one
 * that is not past, since this trade books ahead; a day and month of the last three months has that as its alternative. "kal" is tomorrow for the same reason. "next Sunday" is the Sunday of
 * next week (weeks begin on Monday), with the coming Sunday as its alternative; a bare name of today's weekday is
 * the one in a week, with today as its alternative.
 */
export function dateRules(now: DateTime): Rule[] {
  const calendar: Calendar = { today: now.startOf('day') };
  return [
    ...numericDates(calendar),
    ...weekdays(calendar),
    ...relativeDays(calendar),
    ...bareDays(calendar),
    ...rangesOfDays(calendar),
  ];
}

function fullDate(today: DateTime, year: string | undefined, month: number, day: number): Finding | null {
  if (year !== undefined) {
    const wholeYear = year.length === 2 ? 2000 + Number(year) : Number(year);
    return date(DateTime.fromObject({ year: wholeYear, month, day }, { zone: today.zone }));
  }
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const candidate = DateTime.fromObject({ year: today.year + ahead, month, day }, { zone: today.zone });
    if (candidate.isValid && candidate >= today) return date(candidate, justPast(today, month, day));
  }
  return null;
}

/** A day of the last three months, which a message about an old booking may mean. */
function justPast(today: DateTime, month: number, day: number): DateTime | undefined {
  return [today.year, today.year - 1]
    .map((year) => DateTime.fromObject({ year, month, day }, { zone: today.zone }))
    .find((past) => past.isValid && past < today && past >= today.minus({ months: 3 }));
}

function dayOfMonth(today: DateTime, day: number): Finding | null {
  for (let ahead = 0; ahead <= 2; ahead += 1) {
    const month = today.startOf('month').plus({ months: ahead });
    const candidate = month.set({ day });
    if (day >= 1 && candidate.month === month.month && candidate >= today) return date(candidate);
  }
  return null;
}

/**
 * A day of the month said with its weekday: within two months they must agree, or one was a slip and the reading
 * carries both.
 */
function dayOnWeekday(today: DateTime, day: number, name: string | undefined): Finding | null {
  const weekday = WEEKDAYS.indexOf(name?.replace('?', '') ?? '') + 1;
  for (let ahead = 0; ahead <= 2; ahead += 1) {
    const month = today.startOf('month').plus({ months: ahead });
    const candidate = month.set({ day });
    if (candidate.month === month.month && candidate >= today && candidate.weekday === weekday)
      return date(candidate);
  }
  const plain = dayOfMonth(today, day);
  const coming = today.plus({ days: (weekday - today.weekday + 7) % 7 });
  return plain?.kind === 'date' ? { ...plain, alternative: isoDay(coming) } : plain;
}

function numericDates({ today }: Calendar): Rule[] {
  const dayThenMonth = ({ groups: [, day, month, year] }: RuleMatch): Finding | null =>
    fullDate(today, year, MONTHS.indexOf(month ?? '') + 1, Number(day));
  const monthThenDay = ({ groups: [, month, day, year] }: RuleMatch): Finding | null =>
    fullDate(today, year, MONTHS.indexOf(month ?? '') + 1, Number(day));
  const ofMonthAhead = (day: string | undefined, months: number): Finding | null => {
    const month = today.startOf('month').plus({ months });
    const candidate = month.set({ day: Number(day) });
    return candidate.month === month.month ? date(candidate) : null;
  };
  const weekdayFirst = `(?:(?:${WEEKDAYS.join('|')}|sat\\?|sun\\?) (?:, )?)?(?:the )?`;
  return [
    rule('(\\d{4})-(\\d{1,2})-(\\d{1,2})', ({ groups: [, year, month, day] }) =>
      fullDate(today, year, Number(month), Number(day)),
    ),
    rule(`${weekdayFirst}(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})`, ({ groups: [, day, month, year] }) =>
      fullDate(today, year, Number(month), Number(day)),
    ),
    rule(
      `${weekdayFirst}(\\d{1,2})/(\\d{1,2})(?: (?:${WEEKDAYS.join('|')}))?`,
      ({ groups: [, day, month], after }) =>
        mayFollowNumber(after) ? fullDate(today, undefined, Number(month), Number(day)) : null,
    ),
    rule(`${weekdayFirst}${DAY} (?:of |- )?${MONTH}(?: (?:, |- )?(20\\d{2}))?`, dayThenMonth),
    rule(
      `${weekdayFirst}${MONTH} (?:- |, |/ )?(?:the )?${DAY}(?:(?: ,)? (20\\d{2}))?(?! oclock| [ap]m| :)`,
      monthThenDay,
    ),
    rule(`(?:the )?${DAY} (?:of )?next month`, ({ groups: [, day] }) => ofMonthAhead(day, 1)),
    rule(`next month (?:ki |ke )?(?:the )?${DAY}(?: date)?(?: ko)?`, ({ groups: [, day] }) =>
      ofMonthAhead(day, 1),
    ),
    rule(`(?:the )?${DAY} of this month`, ({ groups: [, day] }) => ofMonthAhead(day, 0)),
    rule(`(?:the )?${DAY} date(?: ko)?`, ({ groups: [, day] }) => dayOfMonth(today, Number(day))),
    rule(`(?:on )?date ${DAY}`, ({ groups: [, day], after }) =>
      mayFollowNumber(after) ? dayOfMonth(today, Number(day)) : null,
    ),
    rule(`${NAMED_DAY} (?:, )?(?:the )?#?(\\d{1,2})(th)?`, ({ groups: [, name, day, th], after }) =>
      mayFollowNumber(after) && after?.symbol !== 'oclock' && (th !== undefined || Number(day) > 12)
        ? dayOnWeekday(today, Number(day), name)
        : null,
    ),
    rule(`#?(\\d{1,2})(th)? (?:, )?${WEEKDAY}(?: ko)?`, ({ groups: [, day, th, name] }) =>
      th !== undefined || Number(day) > 12 ? dayOnWeekday(today, Number(day), name) : null,
    ),
  ];
}

function weekdays({ today }: Calendar): Rule[] {
  const inWeek = (name: string | undefined, weeks: number): DateTime =>
    today.startOf('week').plus({ weeks, days: WEEKDAYS.indexOf(name?.replace('?', '') ?? '') });
  const coming = (name: string | undefined): DateTime =>
    inWeek(name, 0) >= today ? inWeek(name, 0) : inWeek(name, 1);
  const following = (name: string | undefined): Finding | null => {
    const next = inWeek(name, 1);
    const near = coming(name);
    return date(next, near < next && near > today ? near : undefined);
  };
  const bare = (name: string | undefined): Finding | null => {
    const near = coming(name);
    return near.equals(today) ? date(today.plus({ weeks: 1 }), today) : date(near);
  };
  const named = ({ groups: [, name] }: RuleMatch): Finding | null => date(coming(name));
  const any = `(${[...WEEKDAYS, ...WEEKDAYS.map((day) => `${day}\\?`)].join('|')})`;
  return [
    rule(`(?:on )?${any} (?:ko )?(?:of )?next week(?: ko)?`, ({ groups: [, name] }) => date(inWeek(name, 1))),
    rule(`next week (?:ke |mein )?(?:on )?${any}(?: ko)?`, ({ groups: [, name] }) => date(inWeek(name, 1))),
    rule(`(?:on )?(?:the )?(?:this )?coming (?:wale )?${any}(?: ko)?`, ({ groups: [, name] }) =>
      date(inWeek(name, 0) > today ? inWeek(name, 0) : inWeek(name, 1)),
    ),
    rule(`(?:on )?next (?:wale )?${any}(?: ko)?`, ({ groups: [, name] }) => following(name)),
    rule(`(?:on )?this ${any}(?: ko)?`, named),
    rule(`last ${any}(?: ko)?`, ({ groups: [, name] }) => {
      const near = inWeek(name, 0);
      return date(near < today ? near : inWeek(name, -1));
    }),
    rule(`(?:on )?${WEEKDAY}(?: ke day)?(?: ko)?`, ({ groups: [, name] }) => bare(name)),
    rule(`on ((?:${WEEKDAYS.join('|')})\\?)`, ({ groups: [, name] }) => bare(name)),
    rule(`((?:${WEEKDAYS.join('|')})\\?) (?:ke day )?ko`, ({ groups: [, name] }) => bare(name)),
    rule('((?:sat|sun)\\?)', ({ groups: [, name], before, after }) =>
      stopsSentence(before) && (stopsSentence(after) || leadsToTime(after?.symbol)) ? bare(name) : null,
    ),
  ];
}

function stopsSentence(token: RuleMatch['before']): boolean {
  return (
    token === undefined ||
    token.finding !== undefined ||
    /^(?:[,./-]|or|and|ya|aur|for|from|by|to|till|before|after)$/.test(token.symbol)
  );
}

function leadsToTime(symbol: string | undefined): boolean {
  return (
    symbol !== undefined &&
    /^(?:#?\d{1,2}|\d+[:.]\d+|morning|afternoon|evening|night|at|after|before|around|between|noon)$/.test(
      symbol,
    )
  );
}

const AHEAD = '(?:baad|later|from (?:now|today)|ke baad)';

function relativeDays({ today }: Calendar): Rule[] {
  const inDays = (days: number): Finding | null => date(today.plus({ days }));
  const aheadBy = ({ groups: [, count] }: RuleMatch): Finding | null => inDays(Number(count ?? 1));
  const weeksAhead = ({ groups: [, count] }: RuleMatch): Finding | null => inDays(7 * Number(count ?? 1));
  return [
    rule('(?:from )?today (?:se )?{N} day (?:baad|mein)', aheadBy),
    rule('(?:on )?(?:the )?day after tomorrow', () => inDays(2)),
    rule('(?:the )?day after(?! <D>)', ({ after }) => (mayFollowNumber(after) ? inDays(2) : null)),
    rule(`{N} week ${AHEAD}`, weeksAhead),
    rule('(?:in|after) (?:{N}|a) week', weeksAhead),
    rule('(?:a|an) week (?:later|from (?:now|today))', () => inDays(7)),
    rule(`{N} day ${AHEAD}`, aheadBy),
    rule('(?:in|after) {N} day(?: time)?', aheadBy),
    rule('{N} day mein', aheadBy),
    rule('{N} day (?:ago|pehle)', ({ groups: [, count] }) => inDays(-Number(count))),
    rule('(?:the )?next day(?: ko)?', ({ after }) => (mayFollowNumber(after) ? inDays(1) : null)),
    rule('(?:for |on )?today(?: (?:hi|itself|only))?', () => inDays(0)),
    rule('(?:asap|immediately|turant|तुरंत|urgently|right (?:now|away)|as soon aas possible)', () => inDays(0)),
    rule('(?:for |on )?tomorrow(?: (?:hi|itself))?', () => inDays(1)),
    rule('(?:for |on )?overmorrow', () => inDays(2)),
    rule('yesterday', () => inDays(-1)),
    rule('(?:{N}|a) week (?:from|after) <D>', ({ groups: [, count], tokens }) => {
      const day = dayOf(tokens, today);
      return day && date(day.plus({ weeks: Number(count ?? 1) }));
    }),
  ];
}

function bareDays({ today }: Calendar): Rule[] {
  const dayAlone = ({ groups: [, day], after }: RuleMatch): Finding | null =>
    mayFollowNumber(after) ? dayOfMonth(today, Number(day)) : null;
  return [
    rule('(?:on |for )?(?:the )?#?(\\d{1,2})th ko', ({ groups: [, day] }) => dayOfMonth(today, Number(day))),
    rule('(?:on |for )?the #?(\\d{1,2})th', dayAlone),
    rule('(?:on |for )?(\\d{1,2})th', dayAlone),
    // After a day, "kal 11 ko" is a time.
    rule('(?<!<D> )#?(\\d{1,2}) ko', dayAlone),
    rule('on #?(\\d{1,2})', dayAlone),
  ];
}

function dayOf(tokens: RuleMatch['tokens'], today: DateTime): DateTime | null {
  const finding = tokens.find((token) => token.finding?.kind === 'date')?.finding;
  return finding?.kind === 'date' ? DateTime.fromISO(finding.on, { zone: today.zone }) : null;
}

function rangesOfDays({ today }: Calendar): Rule[] {
  const monday = today.startOf('week');
  const saturday = monday.plus({ days: 5 });
  const from =
    (days: number) =>
    (match: RuleMatch): Finding | null => {
      const day = dayOf(match.tokens, today);
      return day && range(day.plus({ days }), day.plus({ days: days + 7 }));
    };
  const until =
    (days: number) =>
    (match: RuleMatch): Finding | null => {
      const day = dayOf(match.tokens, today);
      return day && day > today ? range(today, day.plus({ days })) : null;
    };
  return [
    rule('(?:this )?(?:coming )?weekend(?: ko| mein| par)?', ({ before }) =>
      before?.symbol === 'next' ? null : range(DateTime.max(today, saturday), monday.plus({ weeks: 1 })),
    ),
    rule('next weekend(?: ko| mein| par)?', () =>
      range(saturday.plus({ weeks: 1 }), monday.plus({ weeks: 2 })),
    ),
    rule('next week(?: mein| ko)?', () => range(monday.plus({ weeks: 1 }), monday.plus({ weeks: 2 }))),
    rule('this week(?: mein)?', () => range(today, monday.plus({ weeks: 1 }))),
    rule('next month(?: mein)?', () =>
      range(today.startOf('month').plus({ months: 1 }), today.startOf('month').plus({ months: 2 })),
    ),
    rule('after <D>', from(1)),
    rule('<D> ke baad', from(1)),
    rule('before <D>', until(0)),
    rule('<D> (?:se|ke) pehle', until(0)),
    rule('by <D>', until(1)),
    rule('<D> tak', until(1)),
  ];
}

/** The rule for an answer to "which day?", where a number alone is enough. */
export function expectedDateRules(now: DateTime): Rule[] {
  const today = now.startOf('day');
  const alone = ({ groups: [, day], after }: RuleMatch): Finding | null =>
    mayFollowNumber(after) ? dayOfMonth(today, Number(day)) : null;
  return [rule('(?<=^ ){N}(?:th)?(?= $)', alone), rule('{B}(?:th)?', alone)];
}
