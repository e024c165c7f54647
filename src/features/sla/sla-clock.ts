import { DateTime } from 'luxon';
import type { DateException, HoursCalendar, LocalDate } from '../../kernel/calendar.js';
import { addDays, hoursOn, localDate } from '../../kernel/calendar.js';
import type { Interval } from '../../kernel/intervals.js';
import { intersect, lengthMs, merge } from '../../kernel/intervals.js';
import type { PolicyVersion, Receipt, SlaBody, SlaPriority } from '../policies/index.js';

/** Which time counts: that of a business calendar, or all of it. */
export type WorkingCalendar = HoursCalendar | '24x7';

const minuteMs = 60_000;

/** A calendar this long without an open hour is taken for one that never opens. */
const longestClosureDays = 400;

/**
 * The stretches of `[from, to)` that count, in order: the answer to "why due then" (SL-5).
 * @throws RangeError when the end lies before the start
 */
export function workingIntervals(from: Date, to: Date, calendar: WorkingCalendar): Interval[] {
  const span = { startAt: from.getTime(), endAt: to.getTime() };
  if (!(span.startAt <= span.endAt)) throw new RangeError('Working time is counted forwards.');
  if (calendar === '24x7') return merge([span]);
  const lastOn = localDate(to, calendar.zone);
  const open: Interval[] = [];
  for (let on = localDate(from, calendar.zone); on <= lastOn; on = addDays(on, 1))
    open.push(...hoursOn(on, calendar));
  return intersect(open, [span]);
}

/** Minutes of `[from, to)` that count, fractions included. */
export function workingMinutesBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  return lengthMs(workingIntervals(from, to, calendar)) / minuteMs;
}

/**
 * The earliest instant by which so many minutes have counted (SL-2): Friday 16:30 and one hour on Mon-Fri 9-17 is
 * Monday 09:30, Friday 16:00 and one hour is Friday 17:00. No minutes at all is `from` itself, open or not.
 * @throws RangeError for minutes that are negative or no number, or a calendar that never opens
 */
export function addWorkingTime(from: Date, minutes: number, calendar: WorkingCalendar): Date {
  let leftMs = Math.round(minutes * minuteMs);
  if (!Number.isSafeInteger(leftMs) || leftMs < 0) throw new RangeError(`${minutes} are no minutes to add.`);
  if (leftMs === 0 || calendar === '24x7') return new Date(from.getTime() + leftMs);

  let closedDays = 0;
  for (let on = localDate(from, calendar.zone); closedDays < longestClosureDays; on = addDays(on, 1)) {
    const open = hoursOn(on, calendar);
    closedDays = open.length === 0 ? closedDays + 1 : 0;
    for (const { startAt, endAt } of open) {
      const countsFrom = Math.max(startAt, from.getTime());
      if (countsFrom >= endAt) continue;
      if (leftMs <= endAt - countsFrom) return new Date(countsFrom + leftMs);
      leftMs -= endAt - countsFrom;
    }
  }
  throw new RangeError(`The calendar is closed for ${longestClosureDays} days on end.`);
}

/**
 * Consumer Protection (E-Commerce) Rules 2020, rule 4(5): the grievance officer acknowledges within 48 hours and
 * redresses within one month. A floor under every policy: it runs 24x7 and never pauses.
 */
export const legalFloor = { acknowledgeMinutes: 48 * 60, redressMonths: 1 } as const;

export interface DueTimesInput {
  readonly priority: SlaPriority;
  readonly createdAt: Date;
  /** The version in force when the clock starts (PO-3). */
  readonly policy: PolicyVersion<SlaBody>;
  readonly holidaysOn?: readonly LocalDate[];
  readonly exceptions?: readonly DateException[];
}

/** Copied to the ticket when its clock starts (SL-5). */
export interface DueTimes {
  readonly firstReplyDueAt: Date;
  readonly resolutionDueAt: Date;
  readonly legalAcknowledgeDueAt: Date;
  readonly legalRedressDueAt: Date;
  readonly receipts: readonly Receipt[];
}

/** The calendar a priority's clock runs on. */
export function calendarOf({
  priority,
  policy,
  holidaysOn,
  exceptions,
}: Omit<DueTimesInput, 'createdAt'>): WorkingCalendar {
  const { zone, hours, targets } = policy.body;
  return targets[priority].clock === '24x7' ? '24x7' : { zone, weekly: hours, holidaysOn, exceptions };
}

/** When a complaint is to be answered, solved, and by law acknowledged and redressed (section 10). */
export function dueTimes(input: DueTimesInput): DueTimes {
  const { priority, createdAt, policy, holidaysOn = [], exceptions = [] } = input;
  const { zone, targets } = policy.body;
  const { firstReplyMinutes, resolveMinutes, clock } = targets[priority];
  const calendar = calendarOf(input);
  const due = {
    firstReplyDueAt: addWorkingTime(createdAt, firstReplyMinutes, calendar),
    resolutionDueAt: addWorkingTime(createdAt, resolveMinutes, calendar),
    legalAcknowledgeDueAt: addWorkingTime(createdAt, legalFloor.acknowledgeMinutes, '24x7'),
    // A calendar month in the policy's zone; the 31st falls on the last day of a shorter month.
    legalRedressDueAt: DateTime.fromJSDate(createdAt, { zone })
      .plus({ months: legalFloor.redressMonths })
      .toJSDate(),
  };
  const kind = clock === '24x7' ? 'hours' : 'business hours';
  const sentence =
    `Priority ${priority}: a first reply within ${firstReplyMinutes / 60} ${kind}, by ${written(due.firstReplyDueAt, zone)}; ` +
    `solved within ${resolveMinutes / 60} ${kind}, by ${written(due.resolutionDueAt, zone)}.`;
  const receipt: Receipt = {
    rule: 'SL-2',
    policyId: policy.id,
    policyVersion: policy.version,
    inputs: {
      priority,
      createdAt: createdAt.toISOString(),
      holidaysOn: [...holidaysOn],
      exceptions: [...exceptions],
    },
    output: Object.fromEntries(Object.entries(due).map(([name, at]) => [name, at.toISOString()])),
    sentence,
  };
  return { ...due, receipts: [receipt] };
}

function written(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).setLocale('en').toFormat('ccc d LLL yyyy, HH:mm');
}
