import type { PriorityParts } from '../src/features/complaints/index.js';

/** What each part of a score is at most (SL-7). */
export const greatestParts: Readonly<PriorityParts> = {
  severity: 40,
  sentiment: 10,
  money: 10,
  repeat: 10,
  value: 5,
  clock: 25,
};

const safetyFloor = 90;

/** The score of parts, 0 to 100; a matter of safety has at least 90 (SL-7). */
export function scoreOf(parts: PriorityParts, isSafety: boolean): number {
  const { severity, sentiment, money, repeat, value, clock } = parts;
  const sum = severity + sentiment + money + repeat + value + clock;
  return isSafety ? Math.max(safetyFloor, sum) : sum;
}
