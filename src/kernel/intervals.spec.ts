import fc from 'fast-check';
import type { Interval } from './intervals.js';
import {
  contains,
  containsInstant,
  covers,
  intersect,
  interval,
  lengthMs,
  merge,
  overlaps,
  subtract,
} from './intervals.js';

const horizon = 40;
const someInterval = fc
  .tuple(fc.integer({ min: 0, max: horizon }), fc.integer({ min: 0, max: 8 }))
  .map(([startAt, size]) => interval(startAt, Math.min(startAt + size, horizon)));
const someIntervals = fc.array(someInterval, { maxLength: 7 });

/** The plain meaning of a list of intervals: the set of its instants. */
function instants(intervals: readonly Interval[]): Set<number> {
  const set = new Set<number>();
  for (const each of intervals) for (let at = each.startAt; at < each.endAt; at += 1) set.add(at);
  return set;
}

const sorted = (set: Set<number>): number[] => [...set].sort((a, b) => a - b);

function expectTidy(list: readonly Interval[]): void {
  list.forEach((each, at) => {
    expect(each.endAt).toBeGreaterThan(each.startAt);
    const next = list[at + 1];
    if (next !== undefined) expect(next.startAt).toBeGreaterThan(each.endAt);
  });
}

describe('intervals', () => {
  it('are half-open: the start belongs, the end does not', () => {
    const morning = interval(10, 20);
    expect(containsInstant(morning, 10)).toBe(true);
    expect(containsInstant(morning, 20)).toBe(false);
    expect(overlaps(morning, interval(20, 30))).toBe(false);
    expect(overlaps(morning, interval(19, 30))).toBe(true);
    expect(overlaps(morning, interval(15, 15))).toBe(false);
    expect(contains(morning, interval(10, 20))).toBe(true);
    expect(contains(morning, interval(10, 21))).toBe(false);
  });

  it('do not run backwards and do not hold fractions', () => {
    expect(() => interval(2, 1)).toThrow(RangeError);
    expect(() => interval(0.5, 1)).toThrow(RangeError);
  });

  it('overlap exactly when they share an instant', () => {
    fc.assert(
      fc.property(someInterval, someInterval, (a, b) => {
        expect(overlaps(a, b)).toBe([...instants([a])].some((at) => instants([b]).has(at)));
      }),
    );
  });

  it('merge to the same instants, tidily, and merging twice changes nothing', () => {
    fc.assert(
      fc.property(someIntervals, (list) => {
        const merged = merge(list);
        expect(sorted(instants(merged))).toEqual(sorted(instants(list)));
        expectTidy(merged);
        expect(merge(merged)).toEqual(merged);
        expect(lengthMs(list)).toBe(instants(list).size);
      }),
    );
  });

  it('intersect to the instants in both', () => {
    fc.assert(
      fc.property(someIntervals, someIntervals, (a, b) => {
        const inB = instants(b);
        const both = intersect(a, b);
        expect(sorted(instants(both))).toEqual(sorted(instants(a)).filter((at) => inB.has(at)));
        both.forEach((each) => expect(each.endAt).toBeGreaterThan(each.startAt));
        expect(both).toEqual(intersect(b, a));
      }),
    );
  });

  it('subtract to the instants in the first and not the second', () => {
    fc.assert(
      fc.property(someIntervals, someIntervals, (a, b) => {
        const inB = instants(b);
        const rest = subtract(a, b);
        expect(sorted(instants(rest))).toEqual(sorted(instants(a)).filter((at) => !inB.has(at)));
        expect(lengthMs(rest) + lengthMs(intersect(a, b))).toBe(lengthMs(a));
      }),
    );
  });

  it('cover what lies wholly inside their union', () => {
    fc.assert(
      fc.property(someIntervals, someInterval, (list, inner) => {
        const union = instants(list);
        expect(covers(merge(list), inner)).toBe([...instants([inner])].every((at) => union.has(at)));
      }),
    );
  });
});
