import type { GraphFault } from './graph-faults.js';

/** The graph cannot be run; `faults` names everything that is wrong with it. */
export class GraphInvalid extends Error {
  readonly code = 'graph.invalid';
  constructor(readonly faults: readonly GraphFault[]) {
    super(`The graph is invalid: ${faults.map(({ message }) => message).join('; ')}.`);
  }
}

export interface NodeFailure {
  readonly node: string;
  readonly cause: unknown;
}

/**
 * A node, its patch or the branch after it threw. `node` and `cause` are those of the first failure in
 * declaration order; `others` the further failures of the same step.
 */
export class NodeFailed extends Error {
  readonly code = 'graph.node_failed';
  readonly node: string;
  constructor(
    first: NodeFailure,
    readonly others: readonly NodeFailure[] = [],
  ) {
    const reason = first.cause instanceof Error ? first.cause.message : String(first.cause);
    super(`Node '${first.node}' failed: ${reason}`, { cause: first.cause });
    this.node = first.node;
  }
}

/** A node gave a patch for a field the state does not have. */
export class PatchFieldUnknown extends Error {
  readonly code = 'graph.patch_field_unknown';
  constructor(readonly field: string) {
    super(`The state has no field '${field}'.`);
  }
}

/** A branch named no place, or a place that is not among its targets. */
export class BranchTargetUnknown extends Error {
  readonly code = 'graph.branch_target_unknown';
  constructor(
    readonly node: string,
    readonly target: string | null,
  ) {
    super(
      target === null
        ? `The branch of '${node}' chose nothing.`
        : `The branch of '${node}' has no target '${target}'.`,
    );
  }
}

/** One call took `stepLimit` supersteps and `pending` had still to run. */
export class StepLimitReached extends Error {
  readonly code = 'graph.step_limit_reached';
  constructor(
    readonly stepLimit: number,
    readonly pending: readonly string[],
  ) {
    super(`The run did not end within ${stepLimit} steps; still to run: ${pending.join(', ')}.`);
  }
}

/** An answer was given to a run that asks nothing; `recover` goes on with it. */
export class RunNotInterrupted extends Error {
  readonly code = 'graph.run_not_interrupted';
  constructor(readonly threadKey: string) {
    super(`The run of '${threadKey}' asks nothing.`);
  }
}
