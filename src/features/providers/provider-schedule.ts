import type { DateException, LocalDate, WeeklyHours } from '../../kernel/calendar.js';
import { addDays, dayInterval, hoursBetween, localDate } from '../../kernel/calendar.js';
import type { Interval } from '../../kernel/intervals.js';
import { groupBy } from '../services/index.js';
import type { ProviderExceptionEntity } from './day-off.entity.js';
import type { ProviderLeaveEntity } from './provider-leave.entity.js';

/** Minutes of one row of the exclusion space (AV-3). */
export const cellMinutes = 15;
const minuteMs = 60_000;

/** A booking's or live hold's service on a provider, `[startAt, endAt)` in epoch milliseconds, without buffer. */
export interface ProviderEngagement extends Interval {
  readonly pincode: string;
  readonly city: string;
}

/** A provider's days as the slot engine takes them. Instants are epoch milliseconds. */
export interface ProviderSchedule {
  readonly id: string;
  readonly isActive: boolean;
  readonly isVerified: boolean;
  /** Of the skills asked about, those the provider has. */
  readonly skills: ReadonlySet<string>;
  /** Of the pincodes asked about, those the provider serves. */
  readonly pincodes: ReadonlySet<string>;
  /** Working hours over the days asked about, merged. */
  readonly hours: readonly Interval[];
  readonly leave: readonly Interval[];
  /** Without the booking that is being moved, whose own time counts as free (HB-5). */
  readonly engagements: readonly ProviderEngagement[];
  /** Bookings and live holds by the local date of their start. */
  readonly jobsOn: ReadonlyMap<LocalDate, number>;
}

/** What one hold or booking has taken of a provider: its cells from the first to the last, without a gap. */
export interface TakenStretch {
  readonly providerId: string;
  readonly pincode: string;
  readonly firstCell: number;
  readonly lastCell: number;
}

/** The rows of some providers around the time asked about. */
export interface ScheduleRows {
  /** The week of each provider who works; those who work alike may share one. */
  hours: ReadonlyMap<string, readonly WeeklyHours[]>;
  leave: readonly Pick<ProviderLeaveEntity, 'providerId' | 'startAt' | 'endAt'>[];
  /** Dates on which a provider works other hours than the weekly ones. */
  exceptions: readonly Pick<ProviderExceptionEntity, 'providerId' | 'onDay' | 'intervals'>[];
  /** Holidays of each provider's city. */
  holidays: readonly { readonly providerId: string; readonly onDay: LocalDate }[];
  claims: readonly TakenStretch[];
}

export interface ScheduleWindow {
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly zone: string;
  /** What bookings keep free after the service, in minutes; taken off the cells to find the service itself. */
  readonly bufferMinutes: number;
}

/** The city a pincode lies in. */
export type CityOf = (pincode: string) => string | undefined;

export type DayPlan = Pick<ProviderSchedule, 'hours' | 'leave' | 'engagements' | 'jobsOn'>;

/** The working days of each provider, from their rows. */
export function plansOf(
  rows: ScheduleRows,
  window: ScheduleWindow,
  cityOf: CityOf,
): (providerId: string) => DayPlan {
  const leave = groupBy(rows.leave, ({ providerId }) => providerId);
  const claims = groupBy(rows.claims, ({ providerId }) => providerId);
  const exceptions = groupBy(rows.exceptions, ({ providerId }) => providerId);
  const holidays = groupBy(rows.holidays, ({ providerId }) => providerId);
  const expand = hoursExpander(window);
  const countJobs = jobCounter(window.zone);
  return (id) => {
    const engagements = engagementsOf(claims.get(id) ?? [], cityOf, window.bufferMinutes);
    return {
      hours: expand(rows.hours.get(id) ?? noHours, {
        exceptions: (exceptions.get(id) ?? []).map(({ onDay: on, intervals }) => ({ on, intervals })),
        holidaysOn: (holidays.get(id) ?? []).map(({ onDay }) => onDay),
      }),
      leave: (leave.get(id) ?? []).map(({ startAt, endAt }) => ({
        startAt: startAt.getTime(),
        endAt: endAt.getTime(),
      })),
      engagements,
      jobsOn: countJobs(engagements),
    };
  };
}

/** One engagement for each claim; its end is the end of its last cell less the buffer. */
export function engagementsOf(
  claims: readonly TakenStretch[],
  cityOf: CityOf,
  bufferMinutes: number,
): ProviderEngagement[] {
  const cellMs = cellMinutes * minuteMs;
  return claims.map(({ pincode, firstCell, lastCell }) => ({
    pincode,
    city: cityOf(pincode) ?? '',
    startAt: firstCell * cellMs,
    endAt: (lastCell + 1) * cellMs - bufferMinutes * minuteMs,
  }));
}

/** Counts by local day. Looking up a day is dear beside counting, and there are few days among many jobs. */
function jobCounter(zone: string) {
  const days: { readonly on: LocalDate; readonly day: Interval }[] = [];
  const dayOf = (at: number): LocalDate => {
    const known = days.find(({ day }) => day.startAt <= at && at < day.endAt);
    if (known) return known.on;
    const on = localDate(at, zone);
    days.push({ on, day: dayInterval(on, zone) });
    return on;
  };
  return (jobs: readonly ProviderEngagement[]): Map<LocalDate, number> => {
    const counts = new Map<LocalDate, number>();
    for (const { startAt } of jobs) {
      const on = dayOf(startAt);
      counts.set(on, (counts.get(on) ?? 0) + 1);
    }
    return counts;
  };
}

interface SpecialDays {
  exceptions: DateException[];
  holidaysOn: LocalDate[];
}

const noHours: readonly WeeklyHours[] = [];

/** Many providers share a timetable, and laying one out over days is the dear part; so each is laid out once. */
function hoursExpander({ fromAt, toAt, zone }: ScheduleWindow) {
  const known = new Map<readonly WeeklyHours[], readonly Interval[]>();
  const from = addDays(localDate(fromAt, zone), -1);
  const to = addDays(localDate(toAt, zone), 1);
  return (weekly: readonly WeeklyHours[], days: SpecialDays): readonly Interval[] => {
    const isUsual = days.exceptions.length === 0 && days.holidaysOn.length === 0;
    const intervals = (isUsual && known.get(weekly)) || hoursBetween(from, to, { zone, weekly, ...days });
    if (isUsual) known.set(weekly, intervals);
    return intervals;
  };
}
