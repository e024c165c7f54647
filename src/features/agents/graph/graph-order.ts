import { reachableFrom, successorsOf } from './graph-shape.js';
import type { GraphShape, Successors } from './graph-shape.js';

/** `runsBefore[m][n]`: while node m (by declaration index) is still to run, node n waits for it. */
export type RunOrder = readonly (readonly boolean[])[];

/**
 * Decides who waits for whom at a join. A node waits while a node that can still lead to it has yet to run, so
 * paths of unequal length meet in one run of the join. Round a loop both lead to each other: there the arrows
 * that close the loop are left out. The relation is a strict partial order (first by loop, then by forward
 * path within it), so of any set of waiting nodes at least one may run.
 */
export function runOrderOf(shape: GraphShape): RunOrder {
  const all = successorsOf(shape, { branches: true });
  const forward = withoutClosingArrows(all);
  const reach = new Map(shape.nodes.map((name) => [name, reachableFrom(name, all)]));
  const ahead = new Map(shape.nodes.map((name) => [name, reachableFrom(name, forward)]));
  const before = (m: string, n: string): boolean =>
    m !== n && has(reach, m, n) && (!has(reach, n, m) || has(ahead, m, n));
  return shape.nodes.map((m) => shape.nodes.map((n) => before(m, n)));
}

function has(sets: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  return sets.get(from)?.has(to) ?? false;
}

/**
 * The arrows without those that lead back to where a loop is entered, loops within loops included. A place
 * where a loop can be entered counts as such unless an entry declared before it already accounts for every
 * cycle through it; so of two ways into a loop the one declared first is its head.
 */
function withoutClosingArrows(successors: Successors): Successors {
  const kept = new Map(successors);
  for (let loop = findLoop(kept); loop !== null; loop = findLoop(kept)) {
    for (const entry of entriesOf(loop, kept)) {
      if (!reachableFrom(entry, kept).has(entry)) continue;
      for (const name of loop)
        kept.set(
          name,
          (kept.get(name) ?? []).filter((next) => next !== entry),
        );
    }
  }
  return kept;
}

/** The names of one largest loop, in declaration order. */
function findLoop(successors: Successors): ReadonlySet<string> | null {
  for (const name of successors.keys()) {
    const ahead = reachableFrom(name, successors);
    if (!ahead.has(name)) continue;
    return new Set(
      [...successors.keys()].filter((n) => ahead.has(n) && reachableFrom(n, successors).has(name)),
    );
  }
  return null;
}

/** Never empty: every node is reached from START, and no loop holds START. */
function entriesOf(loop: ReadonlySet<string>, successors: Successors): string[] {
  const entered = new Set([...successors].flatMap(([from, targets]) => (loop.has(from) ? [] : targets)));
  return [...loop].filter((name) => entered.has(name));
}
