import type { Channels } from './channels.js';
import { CompiledGraph } from './compiled-graph.js';
import type { GraphNode } from './compiled-graph.js';
import { GraphInvalid } from './graph.errors.js';
import { faultsOf } from './graph-faults.js';
import { runOrderOf } from './graph-order.js';
import { GraphRoutes } from './graph-routes.js';
import type { ConditionalBranch } from './graph-routes.js';
import { fingerprintOf } from './graph-shape.js';
import type { End, GraphEdge, GraphShape, Start } from './graph-shape.js';
import type { NodeFunction } from './node-call.js';

export interface CompileOptions {
  /** How many supersteps one `run`, `resume` or `recover` may take. */
  readonly stepLimit: number;
  /** Raised when a node or field changes its meaning in a way the shape does not show; see `fingerprintOf`. */
  readonly revision?: number;
}

/**
 * A graph being written down; every method gives a new one. `S` is the state, `C` the context the caller hands
 * to each run, `N` the names declared so far: nodes first, then the ways between them.
 */
export class StateGraph<S extends object, C, N extends string = never> {
  constructor(
    private readonly channels: Channels<S>,
    private readonly nodes: readonly GraphNode<S, C>[] = [],
    private readonly edges: readonly GraphEdge[] = [],
    private readonly branches: readonly ConditionalBranch<S>[] = [],
  ) {}

  /** The order of declaration is the order in which concurrent patches are reduced. */
  node<Name extends string>(name: Name, run: NodeFunction<S, C>): StateGraph<S, C, N | Name> {
    return new StateGraph(this.channels, [...this.nodes, { name, run }], this.edges, this.branches);
  }

  /** `to` is called whenever `from` has run. */
  edge(from: N | Start, to: N | End): StateGraph<S, C, N> {
    return new StateGraph(this.channels, this.nodes, [...this.edges, { from, to }], this.branches);
  }

  /** After `from` has run, the places `choose` names are called: at least one of `targets`, by pure choice. */
  branch<T extends N | End>(
    from: N | Start,
    choose: (state: Readonly<S>) => NoInfer<T> | readonly NoInfer<T>[],
    targets: readonly T[],
  ): StateGraph<S, C, N> {
    return new StateGraph(this.channels, this.nodes, this.edges, [
      ...this.branches,
      { from, choose, targets },
    ]);
  }

  /** Throws GraphInvalid with every fault at once. */
  compile({ stepLimit, revision = 0 }: CompileOptions): CompiledGraph<S, C> {
    const shape = this.shape();
    const faults = faultsOf(shape);
    if (!Number.isSafeInteger(stepLimit) || stepLimit < 1) {
      const message = `a step limit of ${stepLimit} lets nothing run`;
      faults.push({ kind: 'bad-step-limit', nodes: [], message });
    }
    if (faults.length > 0) throw new GraphInvalid(faults);
    return new CompiledGraph({
      channels: this.channels,
      nodes: this.nodes,
      routes: new GraphRoutes(shape.nodes, shape.edges, this.branches, runOrderOf(shape)),
      shape,
      fingerprint: fingerprintOf(shape, revision),
      stepLimit,
    });
  }

  private shape(): GraphShape {
    return {
      nodes: this.nodes.map(({ name }) => name),
      edges: this.edges,
      branches: this.branches.map(({ from, targets }) => ({ from, targets: [...targets] })),
      fields: Object.keys(this.channels),
    };
  }
}

/** Begins a graph whose state has the given fields. */
export function defineGraph<S extends object, C>({ channels }: { channels: Channels<S> }): StateGraph<S, C> {
  return new StateGraph<S, C>(channels);
}
