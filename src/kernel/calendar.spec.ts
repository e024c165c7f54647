import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { HoursCalendar } from './calendar.js';
import {
  addDays,
  atMinute,
  datesBetween,
  dayInterval,
  hoursBetween,
  hoursOn,
  isLocalDate,
  isZone,
  localDate,
  minuteOfDay,
  weekdayOf,
} from './calendar.js';
import { lengthMs } from './intervals.js';

const india = 'Asia/Kolkata';
const newYork = 'America/New_York';
const hourMs = 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();

const zones = fc.constantFrom(
  india,
  newYork,
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'UTC',
);
/** 2018 to 2031: Sao Paulo still changed its clocks, at midnight, in the first of these years. */
const dates = fc.integer({ min: 17_532, max: 22_280 }).map((day) => addDays('1970-01-01', day));

describe('days', () => {
  it('are those of the zone, not of UTC', () => {
    expect(localDate(new Date('2026-03-09T18:29:59Z'), india)).toBe('2026-03-09');
    expect(localDate(new Date('2026-03-09T18:30:00Z'), india)).toBe('2026-03-10');
    expect(minuteOfDay(new Date('2026-03-09T18:30:00Z'), india)).toBe(0);
    expect(minuteOfDay(new Date('2026-03-09T05:31:59Z'), india)).toBe(661);
  });

  it('run from first to last, both included', () => {
    expect(datesBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(datesBetween('2026-01-01', '2026-01-01')).toEqual(['2026-01-01']);
    expect(datesBetween('2026-01-02', '2026-01-01')).toEqual([]);
  });

  it('have the weekday luxon gives them, also before 1970', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), (day) => {
        const date = addDays('1970-01-01', day);
        expect(weekdayOf(date)).toBe(DateTime.fromISO(date, { zone: 'utc' }).weekday);
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', 'tomorrow', ''])('do not include %p', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });
});

describe('atMinute', () => {
  it('puts eleven in the morning in Bangalore at half past five UTC', () => {
    expect(iso(atMinute('2026-03-10', 660, india))).toBe('2026-03-10T05:30:00.000Z');
    expect(iso(atMinute('2026-03-10', 1440, india))).toBe('2026-03-10T18:30:00.000Z');
  });

  it('takes the first showing of a minute shown twice', () => {
    expect(iso(atMinute('2026-11-01', 90, newYork))).toBe('2026-11-01T05:30:00.000Z');
    expect(iso(atMinute('2026-11-01', 120, newYork))).toBe('2026-11-01T07:00:00.000Z');
  });

  it('takes the instant of the jump for a minute never shown', () => {
    for (const minute of [120, 121, 150, 179, 180]) {
      expect(iso(atMinute('2026-03-08', minute, newYork))).toBe('2026-03-08T07:00:00.000Z');
    }
    expect(iso(atMinute('2026-03-08', 119, newYork))).toBe('2026-03-08T06:59:00.000Z');
  });

  it('shows the minute asked for wherever the clocks show it, and never runs backwards', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 1439 }), zones, (date, minute, zone) => {
        const at = atMinute(date, minute, zone);
        const wall = DateTime.fromISO(date, { zone }).set({
          hour: Math.floor(minute / 60),
          minute: minute % 60,
        });
        const exists = wall.toISODate() === date && wall.hour * 60 + wall.minute === minute;
        if (exists) expect([localDate(at, zone), minuteOfDay(at, zone)]).toEqual([date, minute]);
        else expect(minuteOfDay(at - 1, zone)).toBeLessThanOrEqual(minute);
        expect(atMinute(date, minute + 1, zone)).toBeGreaterThanOrEqual(at);
      }),
      { numRuns: 2_000 },
    );
  });

  it('agrees with luxon about the day and minute at every instant, also where clocks change at an odd minute', () => {
    const springMs = Date.parse('2006-04-02T03:31:00Z');
    for (const at of [springMs - 1, springMs, Date.UTC(1972, 0, 7), Date.UTC(12_000, 5), 0.5])
      expectWallOf(at, 'America/St_Johns');
    expect(() => localDate(Number.NaN, 'Asia/Kolkata')).toThrow(RangeError);
    const instants = fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2100, 0) });
    fc.assert(
      fc.property(instants, fc.oneof(zones, fc.constant('America/St_Johns')), (at, zone) => {
        expectWallOf(at, zone);
      }),
      { numRuns: 2_000 },
    );

    function expectWallOf(at: number, zone: string) {
      const wall = DateTime.fromMillis(at, { zone });
      expect(localDate(at, zone)).toBe(wall.toISODate());
      expect(minuteOfDay(at, zone)).toBe(wall.hour * 60 + wall.minute);
    }
  });

  it('agrees with luxon about the start of every day, also where midnight is skipped', () => {
    expect(iso(atMinute('2018-11-04', 0, 'America/Sao_Paulo'))).toBe('2018-11-04T03:00:00.000Z');
    fc.assert(
      fc.property(dates, zones, (date, zone) => {
        expect(atMinute(date, 0, zone)).toBe(DateTime.fromISO(date, { zone }).startOf('day').toMillis());
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves no gap and no overlap between one day and the next', () => {
    fc.assert(
      fc.property(dates, zones, (date, zone) => {
        expect(dayInterval(date, zone).endAt).toBe(dayInterval(addDays(date, 1), zone).startAt);
      }),
    );
  });

  it('refuses minutes, dates and zones that are none', () => {
    expect(() => atMinute('2026-03-10', 1441, india)).toThrow(RangeError);
    expect(() => atMinute('2026-03-10', -1, india)).toThrow(RangeError);
    expect(() => atMinute('2026-02-30', 0, india)).toThrow(RangeError);
    expect(() => atMinute('2026-03-10', 0, 'Asia/Atlantis')).toThrow(RangeError);
    expect(isZone('Asia/Atlantis')).toBe(false);
    expect(isZone(india)).toBe(true);
  });
});

describe('hours', () => {
  const shop: HoursCalendar = {
    zone: india,
    weekly: [
      { weekday: 1, startMinute: 540, endMinute: 780 },
      { weekday: 1, startMinute: 840, endMinute: 1080 },
      { weekday: 3, startMinute: 540, endMinute: 1080 },
    ],
    exceptions: [
      { on: '2026-08-17', intervals: [] },
      { on: '2026-08-15', intervals: [{ startMinute: 600, endMinute: 720 }] },
    ],
    holidaysOn: ['2026-08-15', '2026-08-19'],
  };

  it('have several stretches a day', () => {
    expect(hoursOn('2026-08-10', shop).map((each) => [iso(each.startAt), iso(each.endAt)])).toEqual([
      ['2026-08-10T03:30:00.000Z', '2026-08-10T07:30:00.000Z'],
      ['2026-08-10T08:30:00.000Z', '2026-08-10T12:30:00.000Z'],
    ]);
    expect(hoursOn('2026-08-11', shop)).toEqual([]);
  });

  it('give way to a holiday, and a holiday to an exception', () => {
    expect(hoursOn('2026-08-12', shop)).toHaveLength(1);
    expect(hoursOn('2026-08-19', shop)).toEqual([]);
    expect(hoursOn('2026-08-17', shop)).toEqual([]);
    expect(lengthMs(hoursOn('2026-08-15', shop))).toBe(2 * hourMs);
  });

  it('join across midnight', () => {
    const always: HoursCalendar = {
      zone: india,
      weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
        weekday,
        startMinute: 0,
        endMinute: 1440,
      })),
    };
    expect(hoursBetween('2026-08-10', '2026-08-12', always)).toEqual([
      { startAt: atMinute('2026-08-10', 0, india), endAt: atMinute('2026-08-13', 0, india) },
    ]);
  });

  it('lose or gain the hour the clocks lose or gain', () => {
    const nights: HoursCalendar = { zone: newYork, weekly: [{ weekday: 7, startMinute: 0, endMinute: 480 }] };
    expect(lengthMs(hoursOn('2026-03-08', nights))).toBe(7 * hourMs);
    expect(lengthMs(hoursOn('2026-03-15', nights))).toBe(8 * hourMs);
    expect(lengthMs(hoursOn('2026-11-01', nights))).toBe(9 * hourMs);
  });
});
