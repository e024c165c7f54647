import type { Interval } from '../../../kernel/intervals.js';

/** A quarter of an hour, counted from the epoch in UTC: cell 0 is 1970-01-01T00:00Z to 00:15Z. */
export type Cell = number;

export const cellMinutes = 15;
const minuteMs = 60_000;
const cellMs = cellMinutes * minuteMs;

/** Minutes kept free after a job for finishing up and leaving (AV-3). */
export const defaultBufferMinutes = 15;

/**
 * What a job takes of its provider (AV-3): [start, start + duration + buffer), rounded outward to whole cells.
 * Two jobs fit one provider as far as cells go exactly when these do not overlap.
 * @param startAt epoch milliseconds or a `Date`
 */
export function occupiedInterval(
  startAt: Date | number,
  durationMinutes: number,
  bufferMinutes = defaultBufferMinutes,
): Interval {
  const from = Number(startAt);
  if (!Number.isSafeInteger(from) || !(durationMinutes > 0) || !(bufferMinutes >= 0)) {
    throw new RangeError('A job has a start, a duration above zero and a buffer of zero or more.');
  }
  return {
    startAt: Math.floor(from / cellMs) * cellMs,
    endAt: Math.ceil((from + (durationMinutes + bufferMinutes) * minuteMs) / cellMs) * cellMs,
  };
}

/** The cells of the occupied interval, ascending: the rows under UNIQUE (provider, cell) (HB-2). */
export function cellsOf(
  startAt: Date | number,
  durationMinutes: number,
  bufferMinutes = defaultBufferMinutes,
): Cell[] {
  const occupied = occupiedInterval(startAt, durationMinutes, bufferMinutes);
  const first = occupied.startAt / cellMs;
  return Array.from({ length: (occupied.endAt - occupied.startAt) / cellMs }, (_, at) => first + at);
}

export function cellInterval(cell: Cell): Interval {
  return { startAt: cell * cellMs, endAt: (cell + 1) * cellMs };
}
