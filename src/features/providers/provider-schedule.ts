import type { LocalDate, WeeklyHours } from '../../kernel/calendar.js';
import { addDays, hoursBetween, localDate, weekdays } from '../../kernel/calendar.js';
import type { Interval } from '../../kernel/intervals.js';
import { groupBy } from '../services/index.js';
import type { ProviderCellEntity } from './provider-cell.entity.js';
import type { ProviderHoursEntity } from './provider-hours.entity.js';
import type { ProviderLeaveEntity } from './provider-leave.entity.js';

/** Minutes of one row of the exclusion space (AV-3). */
export const cellMinutes = 15;
const minuteMs = 60_000;

/** A booking's or live hold's service on a provider, `[startAt, endAt)` in epoch milliseconds, without buffer. */
export interface ProviderEngagement extends Interval {
  readonly ownerId: string;
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
  readonly hours: readonly Interval[];
  readonly leave: readonly Interval[];
  readonly engagements: readonly ProviderEngagement[];
  /** Bookings and live holds by the local date of their start. */
  readonly jobsOn: ReadonlyMap<LocalDate, number>;
}

/** The rows of some providers around the time asked about. */
export interface ScheduleRows {
  hours: readonly ProviderHoursEntity[];
  leave: readonly ProviderLeaveEntity[];
  cells: readonly ProviderCellEntity[];
  /** City of each pincode in `cells`. */
  cities: ReadonlyMap<string, string>;
}

export interface ScheduleWindow {
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly zone: string;
  /** What bookings keep free after the service, in minutes; taken off the cells to find the service itself. */
  readonly bufferMinutes: number;
}

export type DayPlan = Pick<ProviderSchedule, 'hours' | 'leave' | 'engagements' | 'jobsOn'>;

/** The working days of each provider, from their rows. */
export function plansOf(rows: ScheduleRows, window: ScheduleWindow): (providerId: string) => DayPlan {
  const hours = groupBy(rows.hours, ({ providerId }) => providerId);
  const leave = groupBy(rows.leave, ({ providerId }) => providerId);
  const cells = groupBy(rows.cells, ({ providerId }) => providerId);
  const expand = hoursExpander(window);
  return (id) => {
    const engagements = engagementsOf(cells.get(id) ?? [], rows.cities, window.bufferMinutes);
    return {
      hours: expand(hours.get(id) ?? []),
      leave: (leave.get(id) ?? []).map(({ startAt, endAt }) => ({
        startAt: startAt.getTime(),
        endAt: endAt.getTime(),
      })),
      engagements,
      jobsOn: jobsOnDays(engagements, window.zone),
    };
  };
}

/** One engagement for each owner of cells; its end is the end of its last cell less the buffer. */
export function engagementsOf(
  cells: readonly ProviderCellEntity[],
  cities: ReadonlyMap<string, string>,
  bufferMinutes: number,
): ProviderEngagement[] {
  const cellMs = cellMinutes * minuteMs;
  return [...groupBy(cells, ({ ownerId }) => ownerId)].map(([ownerId, own]) => {
    const numbers = own.map(({ cell }) => cell);
    const pincode = own[0]?.pincode ?? '';
    return {
      ownerId,
      pincode,
      city: cities.get(pincode) ?? '',
      startAt: Math.min(...numbers) * cellMs,
      endAt: (Math.max(...numbers) + 1) * cellMs - bufferMinutes * minuteMs,
    };
  });
}

function jobsOnDays(engagements: readonly ProviderEngagement[], zone: string): Map<LocalDate, number> {
  const byDay = groupBy(engagements, ({ startAt }) => localDate(startAt, zone));
  return new Map([...byDay].map(([on, jobs]) => [on, jobs.length]));
}

/** Many providers share a timetable, and laying one out over days is the dear part; so each is laid out once. */
function hoursExpander({ fromAt, toAt, zone }: ScheduleWindow) {
  const known = new Map<string, Interval[]>();
  const from = addDays(localDate(fromAt, zone), -1);
  const to = addDays(localDate(toAt, zone), 1);
  return (rows: readonly ProviderHoursEntity[]): Interval[] => {
    const weekly = rows.flatMap(({ weekday: number, fromMinute, toMinute }): WeeklyHours[] => {
      const weekday = weekdays.find((each) => each === number);
      return weekday === undefined ? [] : [{ weekday, startMinute: fromMinute, endMinute: toMinute }];
    });
    const key = JSON.stringify(weekly);
    const intervals = known.get(key) ?? hoursBetween(from, to, { zone, weekly });
    known.set(key, intervals);
    return intervals;
  };
}
