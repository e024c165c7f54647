import fc from 'fast-check';
import { overlaps } from '../../../kernel/intervals.js';
import { cellInterval, cellsOf, occupiedInterval } from './cells.js';

const nineOClock = new Date('2026-03-10T03:30:00Z');
const job = fc.record({
  startAt: fc.integer({ min: 1_770_000_000_000, max: 1_770_000_000_000 + 12 * 3_600_000 }),
  durationMinutes: fc.integer({ min: 1, max: 240 }),
});

describe('cells', () => {
  it('of an hour from nine are its four quarters and one after', () => {
    const cells = cellsOf(nineOClock, 60);
    expect(cells).toHaveLength(5);
    expect(cellInterval(cells[0] ?? 0).startAt).toBe(nineOClock.getTime());
    expect(cellInterval(cells[4] ?? 0).endAt).toBe(new Date('2026-03-10T04:45:00Z').getTime());
  });

  it('are rounded outward where a job is off the quarter', () => {
    const occupied = occupiedInterval(new Date('2026-03-10T03:37:00Z'), 50);
    expect(new Date(occupied.startAt).toISOString()).toBe('2026-03-10T03:30:00.000Z');
    expect(new Date(occupied.endAt).toISOString()).toBe('2026-03-10T04:45:00.000Z');
  });

  it('are the minutes since the epoch by fifteen', () => {
    expect(cellsOf(0, 15)).toEqual([0, 1]);
    expect(cellsOf(15 * 60_000, 30, 0)).toEqual([1, 2]);
  });

  it('of two jobs are disjoint exactly when the occupied intervals do not overlap', () => {
    fc.assert(
      fc.property(job, job, (a, b) => {
        const inA = new Set(cellsOf(a.startAt, a.durationMinutes));
        const meet = cellsOf(b.startAt, b.durationMinutes).some((cell) => inA.has(cell));
        expect(meet).toBe(
          overlaps(
            occupiedInterval(a.startAt, a.durationMinutes),
            occupiedInterval(b.startAt, b.durationMinutes),
          ),
        );
      }),
    );
  });

  it('cover the job and its buffer, and waste less than a cell at either end', () => {
    fc.assert(
      fc.property(job, ({ startAt, durationMinutes }) => {
        const occupied = occupiedInterval(startAt, durationMinutes);
        const endAt = startAt + (durationMinutes + 15) * 60_000;
        expect(startAt - occupied.startAt).toBeGreaterThanOrEqual(0);
        expect(startAt - occupied.startAt).toBeLessThan(900_000);
        expect(occupied.endAt - endAt).toBeGreaterThanOrEqual(0);
        expect(occupied.endAt - endAt).toBeLessThan(900_000);
      }),
    );
  });

  it('are not defined for a job without a duration', () => {
    expect(() => cellsOf(nineOClock, 0)).toThrow(RangeError);
    expect(() => cellsOf(Number.NaN, 60)).toThrow(RangeError);
    expect(() => cellsOf(nineOClock, 60, -1)).toThrow(RangeError);
  });
});
