import fc from 'fast-check';
import { DateTime } from 'luxon';
import { plansOf } from './provider-schedule.js';
import type { ScheduleRows } from './provider-schedule.js';
import { weekdays } from '../../kernel/calendar.js';

const minuteMs = 60_000;
const providerId = 'somebody';

/** Zones that change their clocks by an hour and by half of one, at midnight, and never; and days on which they do. */
const zoneAndDay = fc.constantFrom<[string, string]>(
  ['Asia/Kolkata', '2026-03-08'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Cairo', '2026-04-24'],
  ['America/Santiago', '2026-09-06'],
  ['Asia/Kathmandu', '2026-05-05'],
);

/** Ends of stretches of a day, in steps of a quarter of an hour; often at the hours when clocks change. */
const minute = fc.oneof(
  fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15),
  fc.constantFrom(0, 60, 120, 150, 180, 1_380, 1_440),
);
const stretches = fc
  .uniqueArray(minute, { minLength: 0, maxLength: 6 })
  .map((ends) => ends.toSorted((a, b) => a - b))
  .map((ends) =>
    Array.from({ length: Math.floor(ends.length / 2) }, (_, at) => ({
      startMinute: ends[2 * at] ?? 0,
      endMinute: ends[2 * at + 1] ?? 0,
    })),
  );

describe('the hours of a provider (AV-5)', () => {
  it('are the minutes of a walk along the wall clock, in any zone, through every change of clocks', () => {
    fc.assert(
      fc.property(
        zoneAndDay,
        fc.array(stretches, { minLength: 7, maxLength: 7 }),
        fc.dictionary(fc.constantFrom('-1', '0', '1'), stretches),
        fc.subarray(['-1', '0', '1']),
        ([zone, day], week, exceptions, holidays) => {
          const onDay = (days: string) =>
            DateTime.fromISO(day, { zone })
              .plus({ days: Number(days) })
              .toISODate() ?? '';
          const rows: ScheduleRows = {
            hours: new Map([
              [
                providerId,
                weekdays.flatMap((weekday, at) => (week[at] ?? []).map((own) => ({ weekday, ...own }))),
              ],
            ]),
            exceptions: Object.entries(exceptions).map(([days, intervals]) => ({
              ...{ providerId, onDay: onDay(days), intervals },
            })),
            holidays: holidays.map((days) => ({ providerId, onDay: onDay(days) })),
            leave: [],
            claims: [],
          };
          const from = DateTime.fromISO(day, { zone }).minus({ hours: 6 });
          const to = DateTime.fromISO(day, { zone }).plus({ hours: 30 });
          const window = { fromAt: from.toJSDate(), toAt: to.toJSDate(), zone, bufferMinutes: 15 };
          const { hours } = plansOf(rows, window, () => 'Bangalore')(providerId);

          const isWork = ({ at, on, weekday }: WallMinute): boolean => {
            const special = rows.exceptions.find((each) => each.onDay === on)?.intervals;
            const own =
              special ?? (holidays.some((days) => onDay(days) === on) ? [] : (week[weekday - 1] ?? []));
            return own.some(
              ({ startMinute, endMinute }) =>
                firstShowing(zone, day, on, startMinute) <= at && at < firstShowing(zone, day, on, endMinute),
            );
          };
          for (const minuteThen of wallOf(zone, day)) {
            const { at, on, shown } = minuteThen;
            if (at < from.toMillis() || at >= to.toMillis()) continue;
            const isOpen = hours.some(({ startAt, endAt }) => startAt <= at && at < endAt);
            if (isOpen !== isWork(minuteThen))
              throw new Error(`${on} ${shown} in ${zone} is said to be ${isOpen ? 'work' : 'no work'}.`);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

interface WallMinute {
  readonly at: number;
  /** What a clock and a calendar on the wall show then. */
  readonly on: string;
  readonly shown: number;
  readonly weekday: number;
}

const walls = new Map<string, WallMinute[]>();

/** Every minute of the days around one, walked one by one. */
function wallOf(zone: string, day: string): readonly WallMinute[] {
  const key = `${zone} ${day}`;
  const known = walls.get(key);
  if (known) return known;
  const first = DateTime.fromISO(day, { zone: 'utc' }).minus({ days: 2 }).toMillis();
  const walked = Array.from({ length: 5 * 1_440 }, (_, nth): WallMinute => {
    const wall = DateTime.fromMillis(first + nth * minuteMs, { zone });
    return {
      at: wall.toMillis(),
      on: wall.toISODate() ?? '',
      shown: wall.hour * 60 + wall.minute,
      weekday: wall.weekday,
    };
  });
  walls.set(key, walked);
  return walked;
}

const showings = new Map<string, number>();

/** When that day's clock first shows a minute or, where it skips it, a later one; midnight ends the day. */
function firstShowing(zone: string, day: string, on: string, wanted: number): number {
  const key = `${zone} ${day} ${on} ${wanted}`;
  const known = showings.get(key);
  if (known !== undefined) return known;
  const ofDay = wallOf(zone, day).filter((each) => each.on === on);
  const found = ofDay.find(({ shown }) => shown >= wanted)?.at ?? (ofDay.at(-1)?.at ?? 0) + minuteMs;
  showings.set(key, found);
  return found;
}
