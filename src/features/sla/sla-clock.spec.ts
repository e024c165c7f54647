import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { HoursCalendar, Weekday, WeeklyHours } from '../../kernel/calendar.js';
import type { SlaBody } from '../policies/index.js';
import type { DueTimesInput } from './sla-clock.js';
import { addWorkingTime, dueTimes, workingIntervals, workingMinutesBetween } from './sla-clock.js';

const zone = 'Asia/Kolkata';
const minuteMs = 60_000;
const local = (text: string, where = zone): Date => DateTime.fromISO(text, { zone: where }).toJSDate();
const everyDay = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
  weekday,
  startMinute: 480,
  endMinute: 1_200,
}));
const office: HoursCalendar = {
  zone,
  weekly: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, startMinute: 540, endMinute: 1_020 })),
};

describe('working time', () => {
  it('from Friday 16:30 for an hour, on Mon-Fri 9-17, ends on Monday at 09:30 (SL-2)', () => {
    expect(addWorkingTime(local('2026-03-13T16:30'), 60, office)).toEqual(local('2026-03-16T09:30'));
  });

  it('may end with the day, and begins with the next when it starts outside hours', () => {
    expect(addWorkingTime(local('2026-03-13T16:00'), 60, office)).toEqual(local('2026-03-13T17:00'));
    expect(addWorkingTime(local('2026-03-13T17:00'), 1, office)).toEqual(local('2026-03-16T09:01'));
    expect(addWorkingTime(local('2026-03-14T12:00'), 60, office)).toEqual(local('2026-03-16T10:00'));
    expect(addWorkingTime(local('2026-03-14T12:00'), 0, office)).toEqual(local('2026-03-14T12:00'));
  });

  it('passes over holidays and lunch, and counts an exceptional Saturday', () => {
    const calendar: HoursCalendar = {
      zone,
      weekly: office.weekly.flatMap(({ weekday }) => [
        { weekday, startMinute: 540, endMinute: 780 },
        { weekday, startMinute: 840, endMinute: 1_020 },
      ]),
      holidaysOn: ['2026-03-16'],
      exceptions: [{ on: '2026-03-14', intervals: [{ startMinute: 600, endMinute: 630 }] }],
    };
    expect(addWorkingTime(local('2026-03-13T12:30'), 60, calendar)).toEqual(local('2026-03-13T14:30'));
    expect(addWorkingTime(local('2026-03-13T16:30'), 90, calendar)).toEqual(local('2026-03-17T09:30'));
    expect(workingMinutesBetween(local('2026-03-13T00:00'), local('2026-03-17T00:00'), calendar)).toBe(
      420 + 30,
    );
  });

  it('is listed stretch by stretch', () => {
    const counted = workingIntervals(local('2026-03-13T16:30'), local('2026-03-16T09:30'), office);
    expect(counted.map(({ startAt, endAt }) => [new Date(startAt), new Date(endAt)])).toEqual([
      [local('2026-03-13T16:30'), local('2026-03-13T17:00')],
      [local('2026-03-16T09:00'), local('2026-03-16T09:30')],
    ]);
  });

  it('is all time on a 24x7 clock', () => {
    expect(addWorkingTime(local('2026-03-14T23:50'), 15, '24x7')).toEqual(local('2026-03-15T00:05'));
    expect(workingMinutesBetween(local('2026-03-14T00:00'), local('2026-03-15T00:00'), '24x7')).toBe(1_440);
  });

  it('loses the hour the clocks lose', () => {
    const nights: HoursCalendar = {
      zone: 'America/New_York',
      weekly: [{ weekday: 7, startMinute: 0, endMinute: 480 }],
    };
    const sunday = local('2026-03-08T00:00', 'America/New_York');
    expect(workingMinutesBetween(sunday, new Date(sunday.getTime() + 86_400_000), nights)).toBe(420);
    expect(addWorkingTime(sunday, 180, nights)).toEqual(local('2026-03-08T04:00', 'America/New_York'));
  });

  it('is not counted backwards, below zero, or on a calendar that never opens', () => {
    const shut: HoursCalendar = { zone, weekly: [] };
    expect(() => workingMinutesBetween(new Date(1), new Date(0), office)).toThrow(RangeError);
    expect(() => addWorkingTime(new Date(0), -1, office)).toThrow(RangeError);
    expect(() => addWorkingTime(new Date(0), Number.NaN, office)).toThrow(RangeError);
    expect(() => addWorkingTime(new Date(0), 1, shut)).toThrow(RangeError);
  });
});

/** Asks the wall clock of every single minute, knowing nothing of intervals. */
function isOpen(at: number, { zone: where, weekly, holidaysOn }: HoursCalendar): boolean {
  const wall = DateTime.fromMillis(at, { zone: where });
  if (holidaysOn?.includes(wall.toFormat('yyyy-MM-dd')) === true) return false;
  const minute = wall.hour * 60 + wall.minute;
  return weekly.some(
    (each) => each.weekday === wall.weekday && each.startMinute <= minute && minute < each.endMinute,
  );
}

/** Bounds keep clear of 00:30 to 03:30, where clocks change: what a twice-shown bound means is calendar.spec's. */
const bound = fc.oneof(fc.constant(0), fc.integer({ min: 210, max: 1_440 }));
const stretch = fc
  .tuple(fc.integer({ min: 1, max: 7 }), bound, bound)
  .filter(([, a, b]) => a !== b)
  .map(([weekday, a, b]): WeeklyHours => {
    return { weekday: weekday as Weekday, startMinute: Math.min(a, b), endMinute: Math.max(a, b) };
  });
/** Weeks around both changes of the New York clocks in 2026. */
const anyCalendar = fc
  .record({
    zone: fc.constantFrom(zone, 'America/New_York', 'Asia/Kathmandu'),
    weekly: fc.array(stretch, { minLength: 1, maxLength: 8 }),
    holidaysOn: fc.subarray(['2026-03-07', '2026-03-08', '2026-03-09', '2026-11-01', '2026-11-02']),
  })
  .map((calendar): HoursCalendar => calendar);
const anyStart = fc
  .tuple(
    fc.constantFrom('2026-03-05T00:00:00Z', '2026-10-29T00:00:00Z'),
    fc.integer({ min: 0, max: 6 * 1_440 }),
  )
  .map(([from, minutes]) => new Date(Date.parse(from) + minutes * minuteMs));

describe('every clock', () => {
  it('counts the minutes a minute-by-minute walk counts', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, fc.integer({ min: 0, max: 2_000 }), (calendar, from, length) => {
        let counted = 0;
        for (let step = 0; step < length; step += 1) {
          if (isOpen(from.getTime() + step * minuteMs, calendar)) counted += 1;
        }
        const to = new Date(from.getTime() + length * minuteMs);
        expect(workingMinutesBetween(from, to, calendar)).toBe(counted);
      }),
      { numRuns: 100 },
    );
  });

  it('is due where a minute-by-minute walk arrives', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, fc.integer({ min: 0, max: 600 }), (calendar, from, minutes) => {
        const due = addWorkingTime(from, minutes, calendar);
        let at = from.getTime();
        let left = minutes;
        const giveUpAt = at + 3 * 1_440 * minuteMs;
        while (left > 0 && at < giveUpAt) {
          if (isOpen(at, calendar)) left -= 1;
          at += minuteMs;
        }
        if (left === 0) expect(due).toEqual(new Date(at));
        else expect(due.getTime()).toBeGreaterThan(giveUpAt);
      }),
      { numRuns: 100 },
    );
  });

  it('is due at the earliest instant, and time added in parts is time added at once', () => {
    const span = fc.integer({ min: 0, max: 6_000 });
    fc.assert(
      fc.property(anyCalendar, anyStart, span, span, (calendar, from, first, second) => {
        const due = addWorkingTime(from, first + second, calendar);
        expect(addWorkingTime(addWorkingTime(from, first, calendar), second, calendar)).toEqual(due);
        expect(workingMinutesBetween(from, due, calendar)).toBe(first + second);
        if (first + second === 0) return;
        const justBefore = new Date(due.getTime() - 1);
        expect(workingMinutesBetween(from, justBefore, calendar)).toBeLessThan(first + second);
      }),
      { numRuns: 150 },
    );
  });
});

const body: SlaBody = {
  zone,
  hours: everyDay,
  targets: {
    critical: { firstReplyMinutes: 15, nextReplyMinutes: 30, resolveMinutes: 240, clock: '24x7' },
    high: { firstReplyMinutes: 60, nextReplyMinutes: 120, resolveMinutes: 720, clock: 'business' },
    medium: { firstReplyMinutes: 240, nextReplyMinutes: 480, resolveMinutes: 2_160, clock: 'business' },
    low: { firstReplyMinutes: 480, nextReplyMinutes: 960, resolveMinutes: 3_600, clock: 'business' },
  },
};
const policy = { id: 'SLA-STD', version: 1, body };

describe('a complaint', () => {
  it.each([
    ['critical', '2026-03-13T19:45', '2026-03-13T23:30'],
    ['high', '2026-03-14T08:30', '2026-03-14T19:30'],
    ['medium', '2026-03-14T11:30', '2026-03-16T19:30'],
    ['low', '2026-03-14T15:30', '2026-03-18T19:30'],
  ] as const)(
    'of priority %s at Friday 19:30 is due for a reply by %s and to be solved by %s',
    (priority, reply, solved) => {
      const due = dueTimes({ priority, createdAt: local('2026-03-13T19:30'), policy });
      expect([due.firstReplyDueAt, due.resolutionDueAt]).toEqual([local(reply), local(solved)]);
    },
  );

  it('waits over a holiday unless it is critical', () => {
    const given = { createdAt: local('2026-08-14T19:30'), policy, holidaysOn: ['2026-08-15'] };
    expect(dueTimes({ ...given, priority: 'high' }).firstReplyDueAt).toEqual(local('2026-08-16T08:30'));
    expect(dueTimes({ ...given, priority: 'critical' }).resolutionDueAt).toEqual(local('2026-08-14T23:30'));
  });

  it('is by law acknowledged in 48 hours and redressed in a calendar month, holidays or not', () => {
    const due = dueTimes({
      priority: 'low',
      createdAt: local('2026-01-31T10:00'),
      policy,
      holidaysOn: ['2026-02-01'],
    });
    expect(due.legalAcknowledgeDueAt).toEqual(local('2026-02-02T10:00'));
    expect(due.legalRedressDueAt).toEqual(local('2026-02-28T10:00'));
  });

  it('gets the same due times again from its stored receipt (PO-4)', () => {
    fc.assert(
      fc.property(
        anyStart,
        fc.constantFrom('critical' as const, 'high' as const, 'low' as const),
        (createdAt, priority) => {
          const [receipt] = dueTimes({ priority, createdAt, policy, holidaysOn: ['2026-03-08'] }).receipts;
          const stored: {
            inputs: Omit<DueTimesInput, 'createdAt' | 'policy'> & { createdAt: string };
            output: unknown;
          } = JSON.parse(JSON.stringify(receipt));
          const again = dueTimes({ ...stored.inputs, createdAt: new Date(stored.inputs.createdAt), policy });
          expect(again.receipts[0]?.output).toEqual(stored.output);
        },
      ),
    );
  });
});
