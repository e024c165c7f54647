import fc from 'fast-check';
import { weeklyHoursFaults } from './weekly-hours.rule.js';

describe('a week of working hours (AV-5)', () => {
  it('may have several stretches a day that touch, in any order', () => {
    expect(
      weeklyHoursFaults([
        { weekday: 1, fromMinute: 720, toMinute: 1_440 },
        { weekday: 1, fromMinute: 0, toMinute: 720 },
        { weekday: 2, fromMinute: 0, toMinute: 1_440 },
      ]),
    ).toEqual([]);
  });

  it('is refused exactly where a stretch is none or a minute would be worked twice', () => {
    const stretch = fc.record({
      weekday: fc.integer({ min: 1, max: 2 }),
      fromMinute: fc.integer({ min: 0, max: 40 }),
      toMinute: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 4 }), (week) => {
        const worked = week.flatMap(({ weekday, fromMinute, toMinute }) =>
          Array.from(
            { length: Math.max(0, toMinute - fromMinute) },
            (_, at) => `${weekday} ${fromMinute + at}`,
          ),
        );
        const isSound =
          week.every(({ fromMinute, toMinute }) => fromMinute < toMinute) &&
          new Set(worked).size === worked.length;
        expect(weeklyHoursFaults(week).length === 0).toBe(isSound);
      }),
    );
  });
});
