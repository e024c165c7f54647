/** A half-open stretch of time `[startAt, endAt)`, both in epoch milliseconds (UTC). */
export interface Interval {
  readonly startAt: number;
  readonly endAt: number;
}

/** @throws RangeError when a bound is not a whole millisecond, or the end lies before the start */
export function interval(startAt: number, endAt: number): Interval {
  if (!Number.isSafeInteger(startAt) || !Number.isSafeInteger(endAt) || endAt < startAt) {
    throw new RangeError(`[${startAt}, ${endAt}) is not an interval of epoch milliseconds.`);
  }
  return { startAt, endAt };
}

export function isEmpty(each: Interval): boolean {
  return each.startAt >= each.endAt;
}

/** Whether the two share at least one instant; touching ends share none, nor does an empty interval. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.startAt < b.endAt && b.startAt < a.endAt && a.startAt < a.endAt && b.startAt < b.endAt;
}

export function containsInstant(outer: Interval, at: number): boolean {
  return outer.startAt <= at && at < outer.endAt;
}

/** Whether every instant of `inner` lies in `outer`; an empty `inner` lies in everything. */
export function contains(outer: Interval, inner: Interval): boolean {
  return isEmpty(inner) || (outer.startAt <= inner.startAt && inner.endAt <= outer.endAt);
}

/** Whether a merged list covers every instant of `inner`. */
export function covers(merged: readonly Interval[], inner: Interval): boolean {
  if (isEmpty(inner)) return true;
  for (const outer of merged) if (contains(outer, inner)) return true;
  return false;
}

/** The same instants as few intervals as possible: sorted, apart from each other, none empty. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: { startAt: number; endAt: number }[] = [];
  const sorted = intervals.filter((each) => !isEmpty(each)).toSorted((a, b) => a.startAt - b.startAt);
  for (const each of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && each.startAt <= last.endAt) last.endAt = Math.max(last.endAt, each.endAt);
    else merged.push({ startAt: each.startAt, endAt: each.endAt });
  }
  return merged;
}

/** The instants in both lists, merged. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const left = merge(a);
  const right = merge(b);
  const shared: Interval[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const x = left[i];
    const y = right[j];
    if (x === undefined || y === undefined) return shared;
    const startAt = Math.max(x.startAt, y.startAt);
    const endAt = Math.min(x.endAt, y.endAt);
    if (startAt < endAt) shared.push({ startAt, endAt });
    if (x.endAt < y.endAt) i += 1;
    else j += 1;
  }
}

/** The instants of `from` that are in none of `holes`, merged. */
export function subtract(from: readonly Interval[], holes: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  const cuts = merge(holes);
  for (const each of merge(from)) {
    let startAt = each.startAt;
    for (const cut of cuts) {
      if (cut.endAt <= startAt) continue;
      if (cut.startAt >= each.endAt) break;
      if (cut.startAt > startAt) rest.push({ startAt, endAt: cut.startAt });
      startAt = cut.endAt;
    }
    if (startAt < each.endAt) rest.push({ startAt, endAt: each.endAt });
  }
  return rest;
}

/** How many milliseconds the intervals hold, counting shared instants once. */
export function lengthMs(intervals: readonly Interval[]): number {
  return merge(intervals).reduce((sum, each) => sum + each.endAt - each.startAt, 0);
}
