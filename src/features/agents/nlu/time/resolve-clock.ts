import type { Clock, DayPart, Finding } from './time-grammar.js';

/** Stretches of the day in minutes, half-open. The working day is the slot grid of AV-1: starts from 08:00 to 19:30. */
export const WORKING_DAY = { fromMinute: 8 * 60, toMinute: 20 * 60 } as const;
export const DAY_PARTS: Readonly<
  Record<DayPart, { readonly fromMinute: number; readonly toMinute: number }>
> = {
  morning: { fromMinute: 8 * 60, toMinute: 12 * 60 },
  afternoon: { fromMinute: 12 * 60, toMinute: 17 * 60 },
  evening: { fromMinute: 17 * 60, toMinute: 20 * 60 },
  night: { fromMinute: 19 * 60, toMinute: 22 * 60 },
};

const NOON = 12 * 60;
const MIDNIGHT = 24 * 60;

/**
 * The minute of the day a clock time means. Without am, pm or a part of the day it is taken into the working day:
 * 1 to 7 are afternoon and evening, 8 to 11 morning, 12 noon.
 */
export function minuteOfDay({ hour, minute, half }: Clock, part?: DayPart): number {
  const fixed = hour * 60 + minute;
  if (half === 'fixed') return fixed;
  const onFace = (hour % 12) * 60 + minute;
  if (half !== undefined) return half === 'am' ? onFace : onFace + NOON;
  switch (part) {
    case 'morning':
      return fixed;
    case 'afternoon':
      return hour >= 10 ? fixed : onFace + NOON;
    case 'evening':
      return onFace + NOON;
    case 'night':
      return hour === 12 || hour < 6 ? onFace : onFace + NOON;
    case undefined:
      return hour < 8 ? onFace + NOON : fixed;
  }
}

/** The stretch between two clock times, one of which may lend the other its half of the day, or on one side of one. */
export function windowOf(
  { from, to }: Extract<Finding, { kind: 'window' }>,
  part?: DayPart,
): { fromMinute: number; toMinute: number } | null {
  if (from !== undefined && to !== undefined) return closedWindow(from, to, part);
  const outer = part === undefined ? WORKING_DAY : DAY_PARTS[part];
  if (from !== undefined) {
    const fromMinute = minuteOfDay(from, part);
    return { fromMinute, toMinute: fromMinute < outer.toMinute ? outer.toMinute : MIDNIGHT };
  }
  if (to === undefined) return null;
  const toMinute = minuteOfDay(to, part);
  return { fromMinute: toMinute > outer.fromMinute ? outer.fromMinute : 0, toMinute };
}

function closedWindow(
  from: Clock,
  to: Clock,
  part?: DayPart,
): { fromMinute: number; toMinute: number } | null {
  const shared: Clock = { ...from, half: from.half ?? (to.half === 'fixed' ? undefined : to.half) };
  const ends = [minuteOfDay(to, part), minuteOfDay({ ...to, half: to.half ?? 'pm' })];
  for (const fromMinute of [minuteOfDay(shared, part), minuteOfDay(from, part)]) {
    const toMinute = ends.find((end) => end > fromMinute);
    if (toMinute !== undefined) return { fromMinute, toMinute };
  }
  return null;
}
