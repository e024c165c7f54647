import type { MinuteInterval } from '../../kernel/calendar.js';
import { minutesPerDay } from '../../kernel/calendar.js';
import type { FieldFault } from '../../kernel/errors.js';

/** What is wrong with the stretches of one working day; pointers begin with `/intervals` (AV-5). */
export function workingDayFaults(intervals: readonly MinuteInterval[]): FieldFault[] {
  return intervals.flatMap(({ startMinute, endMinute }, at): FieldFault[] => {
    const before = intervals[at - 1];
    if (startMinute < 0 || endMinute > minutesPerDay || startMinute >= endMinute)
      return [{ pointer: `/intervals/${at}`, detail: 'must start before it ends, within the day' }];
    if (before && startMinute < before.endMinute)
      return [{ pointer: `/intervals/${at}`, detail: 'must begin at or after the end of the one before' }];
    return [];
  });
}
