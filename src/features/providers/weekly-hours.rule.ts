import { minutesPerDay } from '../../kernel/calendar.js';
import type { FieldFault } from '../../kernel/errors.js';

export interface WeeklyStretch {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/**
 * What is wrong with a week of working hours (AV-5): wall-clock minutes of the day, half-open, several stretches a
 * weekday in any order, none over another; work past midnight is two stretches. Pointers begin with `/hours`.
 */
export function weeklyHoursFaults(week: readonly WeeklyStretch[]): FieldFault[] {
  return week.flatMap((stretch, at): FieldFault[] => {
    const { weekday, fromMinute, toMinute } = stretch;
    if (fromMinute < 0 || toMinute > minutesPerDay || fromMinute >= toMinute)
      return [{ pointer: `/hours/${at}`, detail: 'must start before it ends, within the day' }];
    const clashes = week
      .slice(0, at)
      .some(
        (other) => other.weekday === weekday && other.fromMinute < toMinute && fromMinute < other.toMinute,
      );
    return clashes ? [{ pointer: `/hours/${at}`, detail: 'must not lie over another of the day' }] : [];
  });
}
