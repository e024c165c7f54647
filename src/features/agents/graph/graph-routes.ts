import { BranchTargetUnknown, NodeFailed } from './graph.errors.js';
import type { RunOrder } from './graph-order.js';
import { END } from './graph-shape.js';
import type { GraphEdge } from './graph-shape.js';

/** Names at least one of `targets` for a state. */
export interface ConditionalBranch<S extends object> {
  readonly from: string;
  readonly choose: (state: Readonly<S>) => string | readonly string[];
  readonly targets: readonly string[];
}

/** Where a run goes next. Nodes are told by name outside and by rank, their place in declaration order, inside. */
export class GraphRoutes<S extends object> {
  private readonly ranks: ReadonlyMap<string, number>;
  private readonly edges = new Map<string, string[]>();
  private readonly branches: ReadonlyMap<string, ConditionalBranch<S>>;

  constructor(
    names: readonly string[],
    edges: readonly GraphEdge[],
    branches: readonly ConditionalBranch<S>[],
    private readonly order: RunOrder,
  ) {
    this.ranks = new Map(names.map((name, rank) => [name, rank]));
    for (const { from, to } of edges) this.edges.set(from, [...(this.edges.get(from) ?? []), to]);
    this.branches = new Map(branches.map((branch) => [branch.from, branch]));
  }

  has(name: string): boolean {
    return this.ranks.has(name);
  }

  /** The nodes called once `from` has run; throws BranchTargetUnknown, or NodeFailed if the branch throws. */
  following(from: string, state: Readonly<S>): string[] {
    return [...(this.edges.get(from) ?? []), ...this.chosen(from, state)].filter((name) => name !== END);
  }

  /** Those of the pending nodes that wait for no other of them. */
  ready(pending: readonly string[]): string[] {
    return pending.filter(
      (name) => !pending.some((other) => this.order[this.rankOf(other)]?.[this.rankOf(name)]),
    );
  }

  /** Each name once, in declaration order. */
  inOrder(names: readonly string[]): string[] {
    return [...new Set(names)].sort((a, b) => this.rankOf(a) - this.rankOf(b));
  }

  sorted<T extends { readonly node: string }>(items: readonly T[]): T[] {
    return [...items].sort((a, b) => this.rankOf(a.node) - this.rankOf(b.node));
  }

  private chosen(from: string, state: Readonly<S>): readonly string[] {
    const branch = this.branches.get(from);
    if (!branch) return [];
    const names = choiceOf(branch, state);
    if (names.length === 0) throw new BranchTargetUnknown(from, null);
    const stray = names.find((name) => !branch.targets.includes(name));
    if (stray !== undefined) throw new BranchTargetUnknown(from, stray);
    return names;
  }

  private rankOf(name: string): number {
    const rank = this.ranks.get(name);
    if (rank === undefined) throw new RangeError(`No node is called '${name}'.`);
    return rank;
  }
}

function choiceOf<S extends object>(
  { from, choose }: ConditionalBranch<S>,
  state: Readonly<S>,
): readonly string[] {
  try {
    const choice = choose(state);
    return typeof choice === 'string' ? [choice] : choice;
  } catch (cause) {
    throw new NodeFailed({ node: from, cause });
  }
}
