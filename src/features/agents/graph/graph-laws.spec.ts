import fc from 'fast-check';
import { appended } from './channels.js';
import { CheckpointStore } from './checkpoint-store.js';
import type { Checkpoint } from './checkpoint-store.js';
import type { CompiledGraph, KeptRunOptions, RunResult } from './compiled-graph.js';
import { END, START } from './graph-shape.js';
import { InMemoryCheckpointStore } from './in-memory-checkpoint-store.js';
import { interrupt } from './node-call.js';
import type { NodeFunction, StepEvent } from './node-call.js';
import { defineGraph } from './state-graph.js';
import type { StateGraph } from './state-graph.js';

interface State {
  readonly log: readonly string[];
  readonly sum: number;
  readonly rounds: number;
}

type AnyNames = StateGraph<State, null, string>;

/** A random graph without cycles. `ways[i]` lists later places of node i; `declared` is another order of them. */
interface Dag {
  readonly ways: readonly (readonly number[])[];
  readonly declared: readonly number[];
  readonly ticks: readonly number[];
  readonly questions: readonly number[];
}

const dags: fc.Arbitrary<Dag> = fc.integer({ min: 1, max: 9 }).chain((size) => {
  const places = [...Array(size).keys()];
  const later = places.map((i) => fc.subarray(places.slice(i + 1)));
  return fc.record({
    ways: fc.tuple(...later),
    declared: fc.shuffledSubarray(places, { minLength: size, maxLength: size }),
    ticks: fc.array(fc.nat(4), { minLength: size, maxLength: size }),
    questions: fc.array(fc.nat(2), { minLength: size, maxLength: size }),
  });
});

const empty: AnyNames = defineGraph<State, null>({
  channels: {
    log: appended<string>(),
    sum: { reducer: (sum, update) => (sum * 31 + update) % 1_000_003, initial: () => 1 },
    rounds: { reducer: (rounds, more) => rounds + more, initial: () => 0 },
  },
});

const nameOf = (place: number): string => `n${place}`;
const rootsOf = ({ ways }: Dag): number[] =>
  [...ways.keys()].filter((i) => !ways.some((to) => to.includes(i)));

function nodesOf(dag: Dag, node: (place: number) => NodeFunction<State, null>): AnyNames {
  return dag.declared.reduce((graph, place) => graph.node(nameOf(place), node(place)), empty);
}

/** Wires the dag from START to END by plain edges, or within `from` and `to`. */
function wired(graph: AnyNames, dag: Dag, from: string = START, to: string = END): AnyNames {
  const begun = rootsOf(dag).reduce((built, root) => built.edge(from, nameOf(root)), graph);
  return [...dag.ways.entries()].reduce((built, [place, next]) => {
    const targets = next.length === 0 ? [to] : next.map(nameOf);
    return targets.reduce((more, target) => more.edge(nameOf(place), target), built);
  }, begun);
}

const logging =
  (place: number): NodeFunction<State, null> =>
  ({ sum }) => ({ log: [nameOf(place)], sum: sum + place });

/** As `logging`, but done only after some turns of the microtask queue. */
const late =
  ({ ticks }: Dag) =>
  (place: number): NodeFunction<State, null> =>
  async (state, context, call) => {
    for (let tick = 0; tick < (ticks[place] ?? 0); tick += 1) await Promise.resolve();
    return logging(place)(state, context, call);
  };

const answerTo = (question: unknown): string => `yes to ${String(question)}`;

/** Needs `questions[place]` answers; `ask` false: has them by itself. */
const asking =
  ({ questions }: Dag, ask: boolean, settled: string[] = []) =>
  (place: number): NodeFunction<State, null> =>
  ({ sum }, _context, { answers }) => {
    const needed = Array.from({ length: questions[place] ?? 0 }, (_, index) => `${nameOf(place)}:${index}`);
    const given = ask ? answers : needed.map(answerTo);
    if (given.length < needed.length) return interrupt(needed[given.length]);
    settled.push(nameOf(place));
    return { log: [nameOf(place), ...given.map(String)], sum: sum + given.length };
  };

const options = { context: null, threadKey: 'thread-1' };
const compile = (graph: AnyNames): CompiledGraph<State, null> => graph.compile({ stepLimit: 200 });

async function answered(
  graph: CompiledGraph<State, null>,
  first: RunResult<State>,
  kept: KeptRunOptions<null>,
): Promise<RunResult<State>> {
  let result = first;
  for (let left = 50; result.status === 'interrupted'; left -= 1) {
    if (left === 0) throw new Error('The run asks for ever.');
    result = await graph.resume(answerTo(result.interrupts[0]?.value), kept);
  }
  return result;
}

/** Loses its connection at the given write, before or after the write has happened. */
class CrashingStore extends CheckpointStore {
  private writes = 0;

  constructor(
    private readonly store: CheckpointStore,
    private readonly crashAt: number,
    private readonly written: boolean,
  ) {
    super();
  }

  load(key: string): Promise<Checkpoint | null> {
    return this.store.load(key);
  }

  save(key: string, checkpoint: Checkpoint, expectedVersion: number): Promise<void> {
    return this.crashing(this.written, () => this.store.save(key, checkpoint, expectedVersion));
  }

  // The end of a run leaves nothing to recover, so its crash is always one before the write.
  delete(key: string, expectedVersion?: number): Promise<void> {
    return this.crashing(false, () => this.store.delete(key, expectedVersion));
  }

  private async crashing(written: boolean, write: () => Promise<void>): Promise<void> {
    const crashes = this.writes++ === this.crashAt;
    if (!crashes || written) await write();
    if (crashes) throw new Error('connection lost');
  }
}

describe('any graph without cycles', () => {
  it('runs every node exactly once, and after all that lead to it', async () => {
    await fc.assert(
      fc.asyncProperty(dags, async (dag) => {
        const { state } = await compile(wired(nodesOf(dag, logging), dag)).run({}, options);
        expect([...state.log].sort()).toEqual(dag.declared.map(nameOf).sort());
        for (const [place, next] of dag.ways.entries())
          for (const later of next)
            expect(state.log.indexOf(nameOf(place))).toBeLessThan(state.log.indexOf(nameOf(later)));
      }),
    );
  });

  it('runs, where every node chooses, exactly those that were chosen, once, and after all that chose them', async () => {
    const chosen = dags.chain((dag) =>
      fc.record({ dag: fc.constant(dag), choices: fc.tuple(...dag.ways.map((to) => fc.subarray([...to]))) }),
    );
    await fc.assert(
      fc.asyncProperty(chosen, async ({ dag, choices }) => {
        const begun = rootsOf(dag).reduce(
          (built, root) => built.edge(START, nameOf(root)),
          nodesOf(dag, logging),
        );
        const graph = [...dag.ways.entries()].reduce((built, [place, next]) => {
          const choice = (choices[place] ?? []).map(nameOf);
          return built.branch(nameOf(place), () => (choice.length > 0 ? choice : END), [
            ...next.map(nameOf),
            END,
          ]);
        }, begun);
        const { state } = await compile(graph).run({}, options);
        const expected = new Set(rootsOf(dag));
        for (const place of dag.ways.keys())
          if (expected.has(place)) choices[place]?.forEach((to) => expected.add(to));
        expect([...state.log].sort()).toEqual([...expected].map(nameOf).sort());
        for (const place of expected)
          for (const later of choices[place] ?? [])
            expect(state.log.indexOf(nameOf(place))).toBeLessThan(state.log.indexOf(nameOf(later)));
      }),
    );
  });

  it('runs every node once a round when a branch leads round it', async () => {
    await fc.assert(
      fc.asyncProperty(dags, fc.integer({ min: 1, max: 4 }), async (dag, rounds) => {
        const graph = wired(nodesOf(dag, logging), dag, START, 'tail')
          .node('tail', () => ({ rounds: 1 }))
          .node('head', () => ({}))
          .branch('tail', (state) => (state.rounds < rounds ? 'head' : END), ['head', END]);
        const looped = rootsOf(dag).reduce((built, root) => built.edge('head', nameOf(root)), graph);
        const { state } = await compile(looped).run({}, options);
        expect(state.rounds).toBe(rounds);
        const perRound = Array.from({ length: rounds }, (_, round) =>
          state.log.slice(round * dag.ways.length, (round + 1) * dag.ways.length),
        );
        for (const log of perRound) expect([...log].sort()).toEqual(dag.declared.map(nameOf).sort());
        expect(state.log).toHaveLength(rounds * dag.ways.length);
      }),
    );
  });

  it('reduces the patches of a step in declaration order, whichever node was done first', async () => {
    await fc.assert(
      fc.asyncProperty(dags, async (dag) => {
        const steps = new Map<number, string[]>();
        const onStep = ({ step, node }: StepEvent): void =>
          void steps.set(step, [...(steps.get(step) ?? []), node]);
        const prompt = await compile(wired(nodesOf(dag, logging), dag)).run({}, { ...options, onStep });
        const delayed = await compile(wired(nodesOf(dag, late(dag)), dag)).run({}, options);
        expect(delayed).toEqual(prompt);
        const rank = (name: string): number => dag.declared.map(nameOf).indexOf(name);
        const inOrder = [...steps.values()].flatMap((names) => [...names].sort((a, b) => rank(a) - rank(b)));
        expect(prompt.state.log).toEqual(inOrder);
      }),
    );
  });

  it('ends, interrupted and resumed, as it ends uninterrupted, with every node settled once', async () => {
    await fc.assert(
      fc.asyncProperty(dags, async (dag) => {
        const settled: string[] = [];
        const straight = await compile(wired(nodesOf(dag, asking(dag, false)), dag)).run({}, options);
        const graph = compile(wired(nodesOf(dag, asking(dag, true, settled)), dag));
        const kept = { ...options, checkpoints: new InMemoryCheckpointStore() };
        expect(await answered(graph, await graph.run({}, kept), kept)).toEqual(straight);
        expect([...settled].sort()).toEqual(dag.declared.map(nameOf).sort());
        expect(await kept.checkpoints.load('thread-1')).toBeNull();
      }),
    );
  });

  it('ends, crashed at any write and recovered, as it ends undisturbed', async () => {
    await fc.assert(
      fc.asyncProperty(dags, fc.nat(12), fc.boolean(), async (dag, crashAt, written) => {
        const straight = await compile(wired(nodesOf(dag, asking(dag, false)), dag)).run({}, options);
        const graph = compile(wired(nodesOf(dag, asking(dag, true)), dag));
        const checkpoints = new InMemoryCheckpointStore();
        const kept = { ...options, checkpoints };
        const crashing = { ...options, checkpoints: new CrashingStore(checkpoints, crashAt, written) };
        let result = await graph
          .run({}, crashing)
          .then((first) => answered(graph, first, crashing))
          .catch(() => null);
        const kept1 = await checkpoints.load('thread-1');
        result ??= await answered(graph, kept1 ? await graph.recover(kept) : await graph.run({}, kept), kept);
        expect(result).toEqual(straight);
      }),
    );
  });
});
