import { applyPatch, initialState } from './channels.js';
import type { Channels, Patch } from './channels.js';
import {
  CheckpointMissing,
  CheckpointOutdated,
  CheckpointUnreadable,
  decodeCheckpoint,
  encodeCheckpoint,
} from './checkpoint-store.js';
import type { Checkpoint, CheckpointStore, OpenInterrupt } from './checkpoint-store.js';
import { NodeFailed, RunNotInterrupted, StepLimitReached } from './graph.errors.js';
import type { GraphRoutes } from './graph-routes.js';
import { START } from './graph-shape.js';
import type { GraphShape } from './graph-shape.js';
import { callNode, stepEvent } from './node-call.js';
import type { NodeFunction, NodeOutcome, StepEvent } from './node-call.js';

export interface RunOptions<C> {
  /** Handed to every node as it is; never stored. */
  readonly context: C;
  /** The key of the checkpoint. */
  readonly threadKey: string;
  /** Without a store nothing is kept between steps, and an interrupted run goes on from `result.checkpoint`. */
  readonly checkpoints?: CheckpointStore;
  /** Looked at before each superstep only: a step that has begun is finished and kept. */
  readonly signal?: AbortSignal;
  /** Told of every call of a node, in declaration order, when the superstep is over. */
  readonly onStep?: (event: StepEvent) => void;
  /** A monotonic clock in milliseconds, for `durationMs` alone. */
  readonly nowMs?: () => number;
}

export type KeptRunOptions<C> = RunOptions<C> & { readonly checkpoints: CheckpointStore };

export type RunResult<S extends object> =
  | { readonly status: 'done'; readonly state: Readonly<S> }
  /** The signal was aborted; `recover` goes on where the run stopped. */
  | { readonly status: 'stopped'; readonly state: Readonly<S> }
  /** `resume` answers the first of `interrupts`; `state` shows what the nodes beside it have done. */
  | {
      readonly status: 'interrupted';
      readonly state: Readonly<S>;
      readonly interrupts: readonly OpenInterrupt[];
      readonly checkpoint: Checkpoint;
    };

export interface GraphNode<S extends object, C> {
  readonly name: string;
  readonly run: NodeFunction<S, C>;
}

export interface GraphParts<S extends object, C> {
  readonly channels: Channels<S>;
  readonly nodes: readonly GraphNode<S, C>[];
  readonly routes: GraphRoutes<S>;
  readonly shape: GraphShape;
  readonly fingerprint: string;
  readonly stepLimit: number;
}

interface Settled<S> {
  readonly node: string;
  readonly patch: Patch<S>;
}

/** Where a run stands between, or (with `open`) within, two supersteps. `pending` is in declaration order. */
interface Position<S extends object> {
  readonly state: Readonly<S>;
  readonly step: number;
  readonly pending: readonly string[];
  readonly open: {
    readonly settled: readonly Settled<S>[];
    readonly interrupts: readonly OpenInterrupt[];
  } | null;
  readonly version: number;
}

interface PlannedCall {
  readonly node: string;
  readonly answers: readonly unknown[];
}

/**
 * A validated graph, made by `StateGraph.compile`; safe to share between runs. A run goes in supersteps: every
 * node that waits for nobody runs at once on the same frozen state, the patches are reduced in declaration
 * order, and the arrows out of those nodes call the next. A checkpoint is kept before the first superstep and
 * after each one, and is deleted when the run is done. A crash repeats at most the superstep it fell into.
 */
export class CompiledGraph<S extends object, C> {
  readonly shape: GraphShape;
  readonly fingerprint: string;
  private readonly routes: GraphRoutes<S>;
  private readonly nodes: ReadonlyMap<string, NodeFunction<S, C>>;

  constructor(private readonly parts: GraphParts<S, C>) {
    this.shape = parts.shape;
    this.fingerprint = parts.fingerprint;
    this.routes = parts.routes;
    this.nodes = new Map(parts.nodes.map(({ name, run }) => [name, run]));
  }

  /**
   * Starts anew with `input` reduced onto the initial state, in place of whatever run the thread had.
   * Rejects with NodeFailed, StepLimitReached, PatchFieldUnknown (of the input) or an error of the store; the
   * last checkpoint is then still there.
   */
  async run(input: Patch<S>, options: RunOptions<C>): Promise<RunResult<S>> {
    const { channels } = this.parts;
    const state = applyPatch(channels, initialState(channels), input);
    const replaced = await options.checkpoints?.load(options.threadKey);
    const version = (replaced?.version ?? 0) + 1;
    const pending = this.routes.inOrder(this.routes.following(START, state));
    const first = { state, step: 1, pending, open: null, version };
    await this.keep(first, options);
    return this.advance(first, options, 0);
  }

  /**
   * Answers the first open interrupt and goes on. `answer` is plain JSON. Until the step is over the stored
   * checkpoint stays as it is, so after a failure the same question can be answered again. Rejects as `run`
   * does and with CheckpointMissing, CheckpointOutdated, RunNotInterrupted.
   */
  async resume(answer: unknown, options: KeptRunOptions<C>): Promise<RunResult<S>> {
    const position = await this.restore(options);
    const [asked, ...waiting] = position.open?.interrupts ?? [];
    if (!position.open || !asked) throw new RunNotInterrupted(options.threadKey);
    if (options.signal?.aborted) return { status: 'stopped', state: this.visibleState(position) };
    const call = { node: asked.node, answers: [...asked.answers, answer] };
    const answered = { ...position, open: { ...position.open, interrupts: waiting } };
    return this.advance(await this.takeStep(answered, [call], options), options, 1);
  }

  /**
   * Goes on with a run that a crash, a failure, the step limit or a signal cut off. A run that waits for an
   * answer is given back as it is. Rejects as `run` does and with CheckpointMissing, CheckpointOutdated.
   */
  async recover(options: KeptRunOptions<C>): Promise<RunResult<S>> {
    return this.advance(await this.restore(options), options, 0);
  }

  private async advance(from: Position<S>, options: RunOptions<C>, taken: number): Promise<RunResult<S>> {
    const { stepLimit } = this.parts;
    let position = from;
    for (let steps = taken; position.pending.length > 0; steps += 1) {
      if (position.open) return this.interrupted(position);
      if (options.signal?.aborted) return { status: 'stopped', state: position.state };
      if (steps >= stepLimit) throw new StepLimitReached(stepLimit, position.pending);
      const calls = this.routes.ready(position.pending).map((node) => ({ node, answers: [] }));
      position = await this.takeStep(position, calls, options);
    }
    return { status: 'done', state: position.state };
  }

  private async takeStep(
    position: Position<S>,
    calls: readonly PlannedCall[],
    options: RunOptions<C>,
  ): Promise<Position<S>> {
    const outcomes = await Promise.all(calls.map((call) => this.call(position, call, options)));
    for (const { event } of outcomes) if (event) options.onStep?.(event);
    const settled = outcomes.map(({ outcome }) => outcome);
    const next = this.settle(position, settled);
    await this.keep(next, options);
    return next;
  }

  private async call(
    { state, step }: Position<S>,
    { node, answers }: PlannedCall,
    { context, onStep, nowMs = () => performance.now() }: RunOptions<C>,
  ): Promise<{ outcome: NodeOutcome<S>; event: StepEvent | null }> {
    const run = this.nodes.get(node);
    if (!run) throw new RangeError(`No node is called '${node}'.`);
    const startMs = onStep ? nowMs() : 0;
    const outcome = await callNode(run, state, context, { node, step, answers });
    return { outcome, event: onStep ? stepEvent(outcome, step, nowMs() - startMs) : null };
  }

  /** The position after a superstep: failed, still open because somebody asks, or merged and moved on. */
  private settle(position: Position<S>, outcomes: readonly NodeOutcome<S>[]): Position<S> {
    const [failure, ...others] = outcomes.filter((outcome) => outcome.kind === 'failed');
    if (failure) throw new NodeFailed(failure, others);
    const patched = outcomes.flatMap((o) => (o.kind === 'patched' ? [{ node: o.node, patch: o.patch }] : []));
    const asking = outcomes.flatMap((o) =>
      o.kind === 'interrupted' ? [{ node: o.node, value: o.value, answers: o.answers }] : [],
    );
    const settled = this.routes.sorted([...(position.open?.settled ?? []), ...patched]);
    const interrupts = this.routes.sorted([...(position.open?.interrupts ?? []), ...asking]);
    const version = position.version + 1;
    // Merged even when somebody asks: a patch that cannot be reduced must not get into a checkpoint.
    const state = this.merged(position.state, settled);
    if (interrupts.length > 0) return { ...position, open: { settled, interrupts }, version };
    const ran = new Set(settled.map(({ node }) => node));
    const left = position.pending.filter((name) => !ran.has(name));
    const called = settled.flatMap(({ node }) => this.routes.following(node, state));
    const pending = this.routes.inOrder([...left, ...called]);
    return { state, step: position.step + 1, pending, open: null, version };
  }

  private merged(state: Readonly<S>, settled: readonly Settled<S>[]): Readonly<S> {
    return settled.reduce((current, { node, patch }) => {
      try {
        return applyPatch(this.parts.channels, current, patch);
      } catch (cause) {
        throw new NodeFailed({ node, cause });
      }
    }, state);
  }

  private interrupted(position: Position<S>): RunResult<S> {
    const checkpoint = decodeCheckpoint(encodeCheckpoint(this.checkpointOf(position)));
    const interrupts = checkpoint.open?.interrupts ?? [];
    return { status: 'interrupted', state: this.visibleState(position), interrupts, checkpoint };
  }

  private visibleState({ state, open }: Position<S>): Readonly<S> {
    return this.merged(state, open?.settled ?? []);
  }

  private async keep(position: Position<S>, { checkpoints, threadKey }: RunOptions<C>): Promise<void> {
    const kept = position.version - 1;
    if (position.pending.length > 0) await checkpoints?.save(threadKey, this.checkpointOf(position), kept);
    else if (kept > 0) await checkpoints?.delete(threadKey, kept);
  }

  private checkpointOf({ state, step, pending, open, version }: Position<S>): Checkpoint {
    return {
      version,
      schema: this.fingerprint,
      step,
      cursors: pending,
      state: { ...state },
      open,
    };
  }

  private async restore({ checkpoints, threadKey }: KeptRunOptions<C>): Promise<Position<S>> {
    const found = await checkpoints.load(threadKey);
    if (!found) throw new CheckpointMissing(threadKey);
    if (found.schema !== this.fingerprint) throw new CheckpointOutdated(threadKey, found.schema);
    const { step, version, cursors, open } = found;
    const inStep = [...(open?.settled ?? []), ...(open?.interrupts ?? [])].map(({ node }) => node);
    if (![...cursors, ...inStep].every((name) => this.routes.has(name))) throw new CheckpointUnreadable();
    const settled =
      open?.settled.map(({ node, patch }) => ({ node, patch: this.restoredPatch(patch) })) ?? [];
    const restored = open && { settled, interrupts: open.interrupts };
    return { state: this.restoredState(found.state), step, pending: cursors, open: restored, version };
  }

  // The fingerprint vouches for the fields, and whoever changes what a field holds raises the revision.
  private restoredState(state: Checkpoint['state']): Readonly<S> {
    return Object.freeze({ ...state }) as Readonly<S>;
  }

  private restoredPatch(patch: Checkpoint['state']): Patch<S> {
    return patch as Patch<S>;
  }
}
