import type { Patch } from './channels.js';

/** Which call of a node this is. */
export interface NodeCall {
  readonly node: string;
  /**
   * The superstep's number, counted from 1 over the whole run. It is the same when the node is called again by
   * `resume` or `recover`, so an idempotency key made of it finds the effect of the earlier call.
   */
  readonly step: number;
  /** What this node's questions in this step have been answered so far, oldest first; untrusted. */
  readonly answers: readonly unknown[];
}

/** A node's question to the outside. Made by `interrupt`. */
export class Interrupt extends Error {
  readonly code = 'graph.interrupt';
  constructor(readonly value: unknown) {
    super('The run waits for an answer.');
  }
}

/**
 * Ends the run with a question when a node returns it, or throws it from deeper down. `value` is plain JSON.
 * On `resume` the node runs again from its top, with the answer in `call.answers`.
 */
export function interrupt(value: unknown): Interrupt {
  return new Interrupt(value);
}

export type NodeReturn<S extends object> = Patch<S> | Interrupt;

/** A step of the graph: reads the state, never changes it, and says what is to change. */
export type NodeFunction<S extends object, C> = (
  state: Readonly<S>,
  context: C,
  call: NodeCall,
) => NodeReturn<S> | Promise<NodeReturn<S>>;

export type NodeOutcome<S extends object> =
  | { readonly kind: 'patched'; readonly node: string; readonly patch: Patch<S> }
  | {
      readonly kind: 'interrupted';
      readonly node: string;
      readonly value: unknown;
      readonly answers: readonly unknown[];
    }
  | { readonly kind: 'failed'; readonly node: string; readonly cause: unknown };

/** One call of one node, for provenance. */
export interface StepEvent {
  readonly step: number;
  readonly node: string;
  readonly outcome: NodeOutcome<object>['kind'];
  readonly durationMs: number;
  /** The fields the node's patch changes, in the order of the patch. */
  readonly patchKeys: readonly string[];
}

/** Calls a node; whatever it does is an outcome, so the nodes beside it are always waited for. */
export async function callNode<S extends object, C>(
  run: NodeFunction<S, C>,
  state: Readonly<S>,
  context: C,
  call: NodeCall,
): Promise<NodeOutcome<S>> {
  const { node, answers } = call;
  try {
    const returned = await run(state, context, call);
    if (returned instanceof Interrupt) return { kind: 'interrupted', node, value: returned.value, answers };
    return { kind: 'patched', node, patch: returned };
  } catch (cause) {
    if (cause instanceof Interrupt) return { kind: 'interrupted', node, value: cause.value, answers };
    return { kind: 'failed', node, cause };
  }
}

export function stepEvent<S extends object>(
  outcome: NodeOutcome<S>,
  step: number,
  durationMs: number,
): StepEvent {
  const patch = outcome.kind === 'patched' ? outcome.patch : {};
  const patchKeys = Object.entries(patch).flatMap(([field, update]) => (update === undefined ? [] : [field]));
  return { step, node: outcome.node, outcome: outcome.kind, durationMs, patchKeys };
}
