import fc from 'fast-check';
import { minuteOfDay } from './resolve-clock.js';
import { readAllTimes, readTimes, timeSpans } from './read-times.js';
import type { TimeOptions, TimeReading } from './read-times.js';
import { tokenise } from './time-tokens.js';

/** Saturday 21 November 2026, 10:30 in India. */
const at: TimeOptions = { now: new Date('2026-11-21T05:00:00Z'), zone: 'Asia/Kolkata' };
const brief = ({ date, time, window }: TimeReading): unknown[] => [
  date?.on,
  time?.minuteOfDay ?? window?.name,
];

describe('a bare number', () => {
  it.each([
    ['11', 660],
    ['4', 960],
    ['12', 720],
    ['11 works for me', 660],
    ['4 please', 960],
    ['four', 960],
    ['gyarah', 660],
    ['do', 840],
    ['दो', 840],
    ['11 30', 690],
    ['1130', 690],
    ['4.30', 990],
    ['11 chalega', 660],
    ['4 ya 5', 960],
    ['15', 900],
  ])('%j answers "what time?"', (text, minute) => {
    expect(readTimes(text, { ...at, expecting: 'time' }).time?.minuteOfDay).toBe(minute);
  });

  it.each([
    ['15', '2026-12-15'],
    ['21', '2026-11-21'],
    ['30', '2026-11-30'],
    ['pandrah', '2026-12-15'],
    ['31', '2026-12-31'],
    ['5 theek hai', '2026-12-05'],
    ['पंद्रह', '2026-12-15'],
  ])('%j answers "which day?"', (text, on) => {
    expect(readTimes(text, { ...at, expecting: 'date' }).date?.on).toBe(on);
  });

  it.each([
    '560001',
    '2 fans',
    '500 rs',
    '₹499',
    '2 bhk',
    'NX-4F7K2M9Q',
    '9876543210',
    '1.5 ton',
    '24x7',
    'haan kar do',
  ])('%j answers neither', (text) => {
    expect(readTimes(text, { ...at, expecting: 'time' })).toEqual({});
    expect(readTimes(text, { ...at, expecting: 'date' })).toEqual({});
  });

  it('is taken into the working day whatever the hour', () => {
    for (let hour = 1; hour <= 12; hour += 1) {
      const { time } = readTimes(`at ${hour}`, at);
      expect(time?.explicitMeridiem).toBe(false);
      expect(time?.minuteOfDay).toBeGreaterThanOrEqual(8 * 60);
      expect(time?.minuteOfDay).toBeLessThan(20 * 60);
      expect((time?.minuteOfDay ?? 0) % 720).toBe((hour % 12) * 60);
    }
  });
});

describe('several days or times', () => {
  it.each<[string, unknown[][]]>([
    [
      'kal ya parso',
      [
        ['2026-11-22', undefined],
        ['2026-11-23', undefined],
      ],
    ],
    [
      'sunday at 11 or monday evening',
      [
        ['2026-11-22', 660],
        ['2026-11-23', 'evening'],
      ],
    ],
    [
      'sunday or monday evening',
      [
        ['2026-11-22', 'evening'],
        ['2026-11-23', 'evening'],
      ],
    ],
    [
      'kal subah ya parso shaam',
      [
        ['2026-11-22', 'morning'],
        ['2026-11-23', 'evening'],
      ],
    ],
    [
      'tomorrow 3 pm or 4 pm',
      [
        ['2026-11-22', 900],
        ['2026-11-22', 960],
      ],
    ],
    [
      '11 ya 12 baje kal',
      [
        ['2026-11-22', 660],
        ['2026-11-22', 720],
      ],
    ],
    [
      'from sunday 4pm to monday 5pm',
      [
        ['2026-11-22', 960],
        ['2026-11-23', 1020],
      ],
    ],
    ['tomorrow at 11', [['2026-11-22', 660]]],
    ['hello', []],
  ])('%j is read one by one', (text, readings) => {
    expect(readAllTimes(text, at).map(brief)).toEqual(readings);
  });

  it('are told as ambiguous by the single reading', () => {
    expect(readTimes('kal ya parso 3 pm ya 4 pm', at).ambiguous).toEqual([
      { of: 'date', text: 'kal / parso', on: ['2026-11-22', '2026-11-23'] },
      { of: 'time', text: '3 pm / 4 pm', minutesOfDay: [900, 960] },
    ]);
    expect(readTimes('kal 3 baje', at).ambiguous).toBeUndefined();
  });

  it('tells that "next Sunday" may be the coming one, and today\'s name today', () => {
    expect(readTimes('next sunday', at).ambiguous).toMatchObject([{ on: ['2026-11-29', '2026-11-22'] }]);
    expect(readTimes('saturday', at).ambiguous).toMatchObject([{ on: ['2026-11-28', '2026-11-21'] }]);
    expect(readTimes('my booking of 20 nov', at).ambiguous).toMatchObject([
      { on: ['2027-11-20', '2026-11-20'] },
    ]);
    expect(readTimes('25 nov', at).ambiguous).toBeUndefined();
    expect(readTimes('sunday 23rd', at).ambiguous).toMatchObject([{ on: ['2026-11-23', '2026-11-22'] }]);
  });
});

describe('the calendar', () => {
  it('is that of the zone, not of the server', () => {
    const late = { ...at, now: new Date('2026-11-21T20:00:00Z') };
    expect(readTimes('kal', late).date?.on).toBe('2026-11-23');
    expect(readTimes('kal', { ...late, zone: 'UTC' }).date?.on).toBe('2026-11-22');
  });

  it('counts hours as they pass when the clocks change', () => {
    const spring = { now: new Date('2026-03-08T06:30:00Z'), zone: 'America/New_York' };
    expect(readTimes('in two hours', spring).instant).toMatchObject({
      on: '2026-03-08',
      minuteOfDay: 4 * 60 + 30,
    });
    expect(readTimes('tomorrow', spring).date?.on).toBe('2026-03-09');
  });

  it('goes over midnight and over the year', () => {
    const night = { ...at, now: new Date('2026-12-31T17:30:00Z') };
    expect(readTimes('2 ghante baad', night).instant).toMatchObject({ on: '2027-01-01', minuteOfDay: 60 });
    expect(readTimes('kal', night).date?.on).toBe('2027-01-01');
    expect(readTimes('15 jan', night).date?.on).toBe('2027-01-15');
  });

  it('finds the next 29 February and skips months too short', () => {
    expect(readTimes('29 feb', at).date?.on).toBe('2028-02-29');
    expect(readTimes('31 ko', at).date?.on).toBe('2026-12-31');
    expect(readTimes('31 feb', at).date).toBeUndefined();
  });

  it('gives for every weekday the next such day in every week', () => {
    const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    for (let day = 1; day <= 28; day += 1) {
      const now = new Date(Date.UTC(2026, 1, day, 5));
      names.forEach((name, i) => {
        const on = readTimes(name, { ...at, now }).date?.on ?? '';
        const ahead = (Date.parse(on) - Date.UTC(2026, 1, day)) / 86_400_000;
        expect((new Date(on).getUTCDay() + 6) % 7).toBe(i);
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThanOrEqual(7);
      });
    }
  });
});

describe('any text', () => {
  const scrap = fc.constantFrom(
    ...[
      'kal',
      'tomorrow',
      'at',
      '11',
      'baje',
      'शाम',
      'साढ़े',
      '5',
      'pm',
      'sunday',
      '15',
      'ko',
      'se',
      '4',
      'next',
      'ke',
      'baad',
    ],
    ...[
      'between',
      'and',
      '17:30',
      '25',
      'dec',
      'in',
      'two',
      'hours',
      'nahi',
      '-',
      ',',
      'rs',
      '560001',
      'fans',
      'half',
      'past',
      'the',
      '\u200b',
      '२',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(scrap, { maxLength: 9 }).map((words) => words.join(' ')),
  );

  it('gives real days, real minutes and the very words they were read from', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(undefined, 'time' as const, 'date' as const), (raw, expecting) => {
        const reading = readTimes(raw, { ...at, expecting });
        const { date, time, window, instant, dateRange } = reading;
        for (const part of [date, time, window, instant, dateRange]) {
          if (part !== undefined) expect(raw.slice(...part.span)).toBe(part.text);
        }
        if (date) expect(new Date(date.on).toISOString().slice(0, 10)).toBe(date.on);
        for (const minute of [time?.minuteOfDay, instant?.minuteOfDay, window?.fromMinute]) {
          if (minute !== undefined)
            expect(minute >= 0 && minute < 1440 && Number.isInteger(minute)).toBe(true);
        }
        if (window) expect(window.fromMinute).toBeLessThan(window.toMinute);
        if (dateRange) expect(dateRange.fromOn < dateRange.beforeOn).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps its tokens apart and inside the text', () => {
    fc.assert(
      fc.property(text, (raw) => {
        let end = 0;
        for (const token of tokenise(raw)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(raw.length);
      }),
    );
  });

  it('does not depend on case or spacing', () => {
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 8 }), (words) => {
        const plain = readTimes(words.join(' '), at);
        const loud = readTimes(`  ${words.join('   ').toUpperCase()} `, at);
        expect(brief(loud)).toEqual(brief(plain));
      }),
    );
  });
});

describe('any clock time', () => {
  it('is read back in every form it can be written in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        const face = hour % 12 === 0 ? 12 : hour % 12;
        const mm = String(minute).padStart(2, '0');
        const half = hour < 12 ? 'am' : 'pm';
        for (const form of [
          `${face}:${mm} ${half}`,
          `${face}.${mm}${half}`,
          `at ${face}:${mm}${half.toUpperCase()}`,
        ]) {
          expect(readTimes(form, at).time).toMatchObject({
            minuteOfDay: hour * 60 + minute,
            explicitMeridiem: true,
          });
        }
        if (hour > 12) expect(readTimes(`${hour}:${mm}`, at).time?.minuteOfDay).toBe(hour * 60 + minute);
      }),
    );
  });

  it('keeps to the half of the day it is said in', () => {
    for (let hour = 1; hour <= 11; hour += 1) {
      expect(minuteOfDay({ hour, minute: 0 }, 'morning')).toBe(hour * 60);
      expect(minuteOfDay({ hour, minute: 0 }, 'evening')).toBe((hour + 12) * 60);
      expect(minuteOfDay({ hour, minute: 0, half: 'am' }, 'evening')).toBe(hour * 60);
    }
  });
});

describe('timeSpans', () => {
  it('marks days and times even where they are denied', () => {
    const said = 'kal nahi parso 4 baje';
    expect(timeSpans(said).map(([start, end]) => said.slice(start, end))).toEqual(['kal', 'parso', '4 baje']);
  });
});
