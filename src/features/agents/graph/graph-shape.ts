import { createHash } from 'node:crypto';

export const START = '__start__';
export const END = '__end__';
export type Start = typeof START;
export type End = typeof END;

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

export interface GraphBranch {
  readonly from: string;
  readonly targets: readonly string[];
}

/** What a graph looks like, without what its nodes do. `nodes` is in declaration order. */
export interface GraphShape {
  readonly nodes: readonly string[];
  readonly edges: readonly GraphEdge[];
  readonly branches: readonly GraphBranch[];
  readonly fields: readonly string[];
}

export type Successors = ReadonlyMap<string, readonly string[]>;

/** Every place each node may lead to, by plain edges and, unless left out, by branches. */
export function successorsOf(shape: GraphShape, { branches }: { branches: boolean }): Successors {
  const rank = new Map([START, ...shape.nodes, END].map((name, index) => [name, index]));
  const found = new Map<string, Set<string>>([...rank.keys()].map((name) => [name, new Set()]));
  const choices = branches ? shape.branches : [];
  const arrows = [
    ...shape.edges,
    ...choices.flatMap(({ from, targets }) => targets.map((to) => ({ from, to }))),
  ];
  for (const { from, to } of arrows)
    if (from !== END && to !== START && rank.has(to)) found.get(from)?.add(to);
  // Sorted, so that the order in which edges were written down never changes a run.
  const byRank = (a: string, b: string): number => (rank.get(a) ?? 0) - (rank.get(b) ?? 0);
  return new Map([...found].map(([from, targets]) => [from, [...targets].sort(byRank)]));
}

/** The places one or more arrows away from `from`; holds `from` itself only if a cycle leads back to it. */
export function reachableFrom(from: string, successors: Successors): Set<string> {
  const seen = new Set<string>();
  const open = [...(successors.get(from) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(successors.get(next) ?? []));
  }
  return seen;
}

const FINGERPRINT_FORMAT = 1;

/**
 * Identifies the graph a checkpoint was written by. `revision` is raised by hand when the meaning of a node or
 * of a field changes and the shape does not show it.
 */
export function fingerprintOf(shape: GraphShape, revision: number): string {
  const arrows = [
    ...shape.edges,
    ...shape.branches.flatMap((b) => b.targets.map((to) => ({ from: b.from, to, may: 1 }))),
  ];
  const lines = arrows.map((arrow) => JSON.stringify(arrow)).sort();
  const text = JSON.stringify([FINGERPRINT_FORMAT, revision, shape.nodes, lines, [...shape.fields].sort()]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
