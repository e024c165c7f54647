import { DateTime, IANAZone } from 'luxon';
import type { Interval } from './intervals.js';
import { merge } from './intervals.js';

/** A calendar day without a zone, `YYYY-MM-DD`. */
export type LocalDate = string;

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export const minutesPerDay = 1440;

/** A half-open stretch of wall-clock minutes of one day, `0 <= startMinute < endMinute <= 1440`. */
export interface MinuteInterval {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** One stretch of a weekly timetable; a weekday may have several, and one past midnight is two. */
export interface WeeklyHours extends MinuteInterval {
  readonly weekday: Weekday;
}

/** What holds on one date instead of the weekly hours; no intervals means closed. */
export interface DateException {
  readonly on: LocalDate;
  readonly intervals: readonly MinuteInterval[];
}

/** Opening or working hours in a zone. An exception beats a holiday, a holiday beats the weekly hours (AV-5). */
export interface HoursCalendar {
  readonly zone: string;
  readonly weekly: readonly WeeklyHours[];
  readonly exceptions?: readonly DateException[];
  readonly holidaysOn?: readonly LocalDate[];
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
const [plainFrom, plainUntil] = [Date.UTC(1973, 0), Date.UTC(9999, 0)];
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** @throws RangeError for a name that is no IANA zone */
function zoneOf(zone: string): IANAZone {
  const found = IANAZone.create(zone);
  if (!found.isValid) throw new RangeError(`There is no time zone ${zone}.`);
  return found;
}

/** Midnight UTC of the written day, used for arithmetic on dates only; null for a day that does not exist. */
function dayNumber(date: string): number | null {
  if (!datePattern.test(date)) return null;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? null : at / dayMs;
}

const keptDays = 20_000;
const dayNumbers = new Map<LocalDate, number>();

/** The same few days are asked for over and over, so their numbers are kept. */
function requireDay(date: LocalDate): number {
  const known = dayNumbers.get(date);
  if (known !== undefined) return known;
  const day = dayNumber(date);
  if (day === null) throw new RangeError(`${date} is not a date (YYYY-MM-DD).`);
  if (dayNumbers.size >= keptDays) dayNumbers.clear();
  dayNumbers.set(date, day);
  return day;
}

function writeDay(day: number): LocalDate {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isLocalDate(text: string): text is LocalDate {
  return dayNumber(text) !== null;
}

export function isZone(text: string): boolean {
  return IANAZone.isValidZone(text);
}

/** The calendar day in a zone at an instant (a `Date` or epoch milliseconds). */
export function localDate(at: Date | number, zone: string): LocalDate {
  const instant = Number(at);
  const clocks = zoneOf(zone);
  if (isPlainInstant(instant)) return writeDay(Math.floor(wallAt(instant, clocks) / dayMs));
  const day = DateTime.fromMillis(instant, { zone: clocks }).toISODate();
  if (day === null) throw new RangeError(`${String(at)} is not an instant.`);
  return day;
}

/** The wall-clock minute of the day, 0 to 1439, in a zone at an instant; seconds are dropped. */
export function minuteOfDay(at: Date | number, zone: string): number {
  const instant = Number(at);
  const clocks = zoneOf(zone);
  if (isPlainInstant(instant)) {
    const wall = wallAt(instant, clocks);
    return Math.floor((wall - Math.floor(wall / dayMs) * dayMs) / minuteMs);
  }
  const local = DateTime.fromMillis(instant, { zone: clocks });
  return local.hour * 60 + local.minute;
}

/** Whether clocks change at whole minutes of UTC only, and the year has four digits. */
function isPlainInstant(instant: number): boolean {
  return instant >= plainFrom && instant < plainUntil;
}

/** What clocks in the zone show at a plain instant, as if it were UTC. */
function wallAt(instant: number, clocks: IANAZone): number {
  return instant + offsetMsOf(clocks, Math.floor(instant / minuteMs) * minuteMs);
}

export function weekdayOf(date: LocalDate): Weekday {
  // 1970-01-01 was a Thursday.
  const index = (((requireDay(date) + 3) % 7) + 7) % 7;
  return weekdays[index] ?? 1;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return writeDay(requireDay(date) + days);
}

/** Every day from the first to the last, both included; none when they are the wrong way round. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const first = requireDay(from);
  const last = requireDay(to);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => writeDay(first + at));
}

/**
 * The instant, in epoch milliseconds, at which clocks in the zone show a minute of a day.
 *
 * Where the clocks are set back, a minute shown twice is its first showing; where they are set forward, a minute
 * never shown is the instant of the jump. So the result never decreases with the minute, and stretches that touch
 * on the wall touch in time.
 * @param minute 0 to 1440 (1440 is the next midnight)
 * @throws RangeError for a bad date, minute or zone
 */
export function atMinute(date: LocalDate, minute: number, zone: string): number {
  if (!Number.isInteger(minute) || minute < 0 || minute > minutesPerDay) {
    throw new RangeError(`${minute} is not a minute of the day.`);
  }
  const clocks = zoneOf(zone);
  const wall = requireDay(date) * dayMs + minute * minuteMs;
  const offsetMs = (at: number): number => offsetMsOf(clocks, at);
  // No zone changes its clocks twice within two days.
  const before = offsetMs(wall - dayMs);
  const after = offsetMs(wall + dayMs);
  if (before === after) return wall - before;

  const candidates = [wall - before, wall - after].sort((a, b) => a - b);
  const shown = candidates.find((at) => at + offsetMs(at) === wall);
  if (shown !== undefined) return shown;

  let [low = wall, high = wall] = candidates;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

const keptOffsets = 20_000;
const offsetsOf = new Map<string, Map<number, number>>();

/** Asked for the same midnights and openings with every look at a calendar, and dear to find; so they are kept. */
function offsetMsOf(clocks: IANAZone, at: number): number {
  let offsets = offsetsOf.get(clocks.name);
  if (offsets === undefined || offsets.size >= keptOffsets) {
    offsets = new Map();
    offsetsOf.set(clocks.name, offsets);
  }
  const known = offsets.get(at);
  if (known !== undefined) return known;
  const found = clocks.offset(at) * minuteMs;
  offsets.set(at, found);
  return found;
}

/** The whole local day as instants: 23, 24 or 25 hours where clocks change. */
export function dayInterval(date: LocalDate, zone: string): Interval {
  return { startAt: atMinute(date, 0, zone), endAt: atMinute(date, minutesPerDay, zone) };
}

/** The open stretches of one local day as instants, merged (AV-5: expanded per local date, then converted). */
export function hoursOn(date: LocalDate, calendar: HoursCalendar): Interval[] {
  const exception = calendar.exceptions?.find((each) => each.on === date);
  if (exception === undefined && calendar.holidaysOn?.includes(date) === true) return [];
  const weekday = weekdayOf(date);
  const wall = exception?.intervals ?? calendar.weekly.filter((each) => each.weekday === weekday);
  return merge(
    wall.map(({ startMinute, endMinute }) => ({
      startAt: atMinute(date, startMinute, calendar.zone),
      endAt: atMinute(date, endMinute, calendar.zone),
    })),
  );
}

/** The open stretches from the first local day to the last, both included, merged across midnights. */
export function hoursBetween(from: LocalDate, to: LocalDate, calendar: HoursCalendar): Interval[] {
  return merge(datesBetween(from, to).flatMap((date) => hoursOn(date, calendar)));
}
