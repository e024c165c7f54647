import { latest } from './channels.js';
import { GraphInvalid } from './graph.errors.js';
import { END, START } from './graph-shape.js';
import { defineGraph } from './state-graph.js';
import type { StateGraph } from './state-graph.js';

interface State {
  readonly said: string;
}

type AnyNames = StateGraph<State, null, string>;

function graph(...names: string[]): AnyNames {
  const empty: AnyNames = defineGraph<State, null>({ channels: { said: latest(() => '') } });
  return names.reduce((built, name) => built.node(name, () => ({})), empty);
}

function faults(built: AnyNames, stepLimit = 5): { kind: string; nodes: readonly string[] }[] {
  try {
    built.compile({ stepLimit });
    return [];
  } catch (error) {
    if (!(error instanceof GraphInvalid)) throw error;
    return error.faults.map(({ kind, nodes }) => ({ kind, nodes }));
  }
}

const line = graph('a', 'b').edge(START, 'a').edge('a', 'b').edge('b', END);

describe('compiling a graph', () => {
  it('finds nothing wrong with a line, a fan-out with a join, or a loop a branch leads out of', () => {
    const fan = graph('a', 'b', 'c')
      .edge(START, 'a')
      .edge(START, 'b')
      .edge('a', 'c')
      .edge('b', 'c')
      .edge('c', END);
    const loop = graph('a', 'b')
      .edge(START, 'a')
      .edge('a', 'b')
      .branch('b', () => 'a', ['a', END]);
    expect([line, fan, loop].map((built) => faults(built))).toEqual([[], [], []]);
  });

  it('refuses an edge or a branch to or from a node nobody declared', () => {
    const built = line.edge('ghost', 'b').branch('a', () => END, ['phantom', END]);
    expect(faults(built)).toEqual([
      { kind: 'unknown-node', nodes: ['ghost'] },
      { kind: 'unknown-node', nodes: ['phantom'] },
    ]);
  });

  it('refuses a node that START does not lead to', () => {
    expect(faults(line.node('c', () => ({})).edge('c', END))).toEqual([
      { kind: 'unreachable', nodes: ['c'] },
    ]);
  });

  it('refuses a node that does not lead to END', () => {
    expect(faults(line.node('c', () => ({})).edge('a', 'c'))).toEqual([
      { kind: 'no-path-to-end', nodes: ['c'] },
    ]);
  });

  it('refuses a loop whose branch leads only round it', () => {
    const built = graph('a', 'b')
      .edge(START, 'a')
      .edge('a', 'b')
      .branch('b', () => 'a', ['a']);
    expect(faults(built).map(({ kind }) => kind)).toEqual(['no-path-to-end', 'no-path-to-end']);
  });

  it('refuses a cycle of plain edges, even with a way to END beside it', () => {
    const built = line
      .edge('b', 'a')
      .node('c', () => ({}))
      .edge('b', 'c')
      .edge('c', 'c')
      .edge('c', END);
    expect(faults(built)).toEqual([
      { kind: 'endless-cycle', nodes: ['a', 'b'] },
      { kind: 'endless-cycle', nodes: ['c'] },
    ]);
  });

  it('refuses what is declared twice: a node, a way, a branch', () => {
    const built = line
      .node('a', () => ({}))
      .edge('a', 'b')
      .branch('b', () => END, [END])
      .branch('a', () => END, [END])
      .branch('a', () => 'a', ['a']);
    expect(faults(built)).toEqual([
      { kind: 'duplicate', nodes: ['a'] },
      { kind: 'duplicate', nodes: ['a', 'b'] },
      { kind: 'duplicate', nodes: ['b', END] },
      { kind: 'duplicate', nodes: ['a'] },
    ]);
  });

  it('refuses names that START and END have, or that a drawing could not hold', () => {
    const built = ['', '__start__', 'two words', 'a"b', '1st'].reduce(
      (all, name) => all.node(name, () => ({})),
      line,
    );
    expect(faults(built).filter(({ kind }) => kind === 'bad-name')).toHaveLength(5);
  });

  it('refuses ways out of END, into START, and a branch without targets', () => {
    const built = line
      .edge(END, 'b')
      .edge('b', START)
      .branch<string>('a', () => END, []);
    expect(faults(built)).toEqual([
      { kind: 'bad-arrow', nodes: [END] },
      { kind: 'bad-arrow', nodes: [START] },
      { kind: 'bad-arrow', nodes: ['a'] },
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity])('refuses a step limit of %d', (stepLimit) => {
    expect(faults(line, stepLimit)).toEqual([{ kind: 'bad-step-limit', nodes: [] }]);
  });

  it('names every fault at once, in the message too', () => {
    const built = graph('a', 'lost', 'a').edge(START, 'a').edge('a', 'ghost');
    const kinds = faults(built, 0).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(
      new Set(['duplicate', 'unknown-node', 'unreachable', 'no-path-to-end', 'bad-step-limit']),
    );
    expect(() => built.compile({ stepLimit: 0 })).toThrow(
      /'a' is declared twice.*'ghost'.*'lost' cannot be reached/,
    );
  });

  it('refuses a graph of nothing', () => {
    expect(faults(graph())).toEqual([{ kind: 'bad-arrow', nodes: [START] }]);
  });

  it('leaves the graph it was built from as it was', () => {
    line.edge('b', 'a');
    expect(faults(line)).toEqual([]);
  });
});

describe('the fingerprint of a graph', () => {
  const print = (built: AnyNames, revision?: number): string =>
    built.compile({ stepLimit: 5, revision }).fingerprint;
  const ways = graph('a', 'b')
    .edge(START, 'a')
    .branch('a', () => 'b', ['b', END])
    .edge('b', END);

  it('is the same in whatever order the edges were written, and whatever the step limit', () => {
    const reordered = graph('a', 'b')
      .edge('b', END)
      .branch('a', () => END, [END, 'b'])
      .edge(START, 'a');
    expect(print(reordered)).toBe(print(ways));
    expect(ways.compile({ stepLimit: 99 }).fingerprint).toBe(print(ways));
  });

  it('changes with a node, a way, the kind of a way, the order of nodes, a field or the revision', () => {
    const other = defineGraph<State & { more: number }, null>({
      channels: { said: latest(() => ''), more: latest(() => 0) },
    });
    const twoFields = other.node('a', () => ({})).node('b', () => ({}));
    const prints = [
      print(ways),
      print(ways, 1),
      print(
        ways
          .node('c', () => ({}))
          .edge('b', 'c')
          .edge('c', END),
      ),
      print(ways.edge(START, 'b')),
      print(graph('a', 'b').edge(START, 'a').edge('a', 'b').edge('a', END).edge('b', END)),
      print(
        graph('b', 'a')
          .edge(START, 'a')
          .branch('a', () => 'b', ['b', END])
          .edge('b', END),
      ),
      twoFields
        .edge(START, 'a')
        .branch('a', () => 'b', ['b', END])
        .edge('b', END)
        .compile({ stepLimit: 5 }).fingerprint,
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });
});
