import fc from 'fast-check';
import { workingDayFaults } from './working-day.rule.js';

const minute = fc.integer({ min: -10, max: 1_450 });

describe('a working day (AV-5)', () => {
  it('is sound exactly when its stretches lie in the day, in order and apart', () => {
    const stretch = fc.record({ startMinute: minute, endMinute: minute });
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 3 }), (intervals) => {
        const flat = intervals.flatMap(({ startMinute, endMinute }) => [startMinute, endMinute]);
        const inOrder = flat.every((each, at) => at === 0 || (flat[at - 1] ?? 0) <= each);
        const isSound =
          inOrder &&
          intervals.every(({ startMinute, endMinute }) => startMinute !== endMinute) &&
          flat.every((each) => each >= 0 && each <= 1_440);
        expect(workingDayFaults(intervals).length === 0).toBe(isSound);
      }),
    );
  });

  it('may be a day off', () => {
    expect(workingDayFaults([])).toEqual([]);
  });
});
