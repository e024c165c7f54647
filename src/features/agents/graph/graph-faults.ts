import { END, reachableFrom, START, successorsOf } from './graph-shape.js';
import type { GraphShape } from './graph-shape.js';

export type GraphFaultKind =
  | 'bad-name'
  | 'bad-arrow'
  | 'duplicate'
  | 'unknown-node'
  | 'unreachable'
  | 'no-path-to-end'
  | 'endless-cycle'
  | 'bad-step-limit';

/** One thing wrong with a graph; `nodes` are the names it concerns. */
export interface GraphFault {
  readonly kind: GraphFaultKind;
  readonly nodes: readonly string[];
  readonly message: string;
}

// Also keeps the names harmless inside a Mermaid label.
const NODE_NAME = /^[A-Za-z][\w.-]{0,63}$/;

/** Everything wrong with the shape, in one list; empty for a graph that can be run. */
export function faultsOf(shape: GraphShape): GraphFault[] {
  return [
    ...nameFaults(shape),
    ...duplicateFaults(shape),
    ...arrowFaults(shape),
    ...pathFaults(shape),
    ...cycleFaults(shape),
  ];
}

function fault(kind: GraphFaultKind, nodes: readonly string[], message: string): GraphFault {
  return { kind, nodes, message };
}

function nameFaults({ nodes }: GraphShape): GraphFault[] {
  return nodes
    .filter((name) => !NODE_NAME.test(name))
    .map((name) => fault('bad-name', [name], `'${name}' is not a name for a node`));
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function duplicateFaults({ nodes, edges, branches }: GraphShape): GraphFault[] {
  const arrow = (from: string, to: string): string => `${from} -> ${to}`;
  const arrows = [
    ...edges.map(({ from, to }) => arrow(from, to)),
    ...branches.flatMap(({ from, targets }) => targets.map((to) => arrow(from, to))),
  ];
  return [
    ...repeated(nodes).map((name) => fault('duplicate', [name], `node '${name}' is declared twice`)),
    ...repeated(arrows).map((text) =>
      fault('duplicate', text.split(' -> '), `the way ${text} is declared twice`),
    ),
    ...repeated(branches.map(({ from }) => from)).map((name) =>
      fault('duplicate', [name], `'${name}' has two branches; one branch may name several targets`),
    ),
  ];
}

function arrowFaults({ nodes, edges, branches }: GraphShape): GraphFault[] {
  const known = new Set<string>(nodes);
  const sources = [...edges, ...branches].map(({ from }) => from);
  const targets = [...edges.map(({ to }) => to), ...branches.flatMap((branch) => branch.targets)];
  const unknown = [...sources, ...targets].filter(
    (name) => name !== START && name !== END && !known.has(name),
  );
  return [
    ...[...new Set(unknown)].map((name) => fault('unknown-node', [name], `no node is called '${name}'`)),
    ...(sources.includes(END) ? [fault('bad-arrow', [END], 'nothing can come after END')] : []),
    ...(targets.includes(START) ? [fault('bad-arrow', [START], 'nothing can lead back to START')] : []),
    ...branches
      .filter((branch) => branch.targets.length === 0)
      .map(({ from }) => fault('bad-arrow', [from], `the branch of '${from}' has no targets`)),
  ];
}

function pathFaults(shape: GraphShape): GraphFault[] {
  const successors = successorsOf(shape, { branches: true });
  const fromStart = reachableFrom(START, successors);
  const names = [...new Set(shape.nodes)];
  return [
    ...(fromStart.size === 0 ? [fault('bad-arrow', [START], 'START leads nowhere')] : []),
    ...names
      .filter((name) => !fromStart.has(name))
      .map((name) => fault('unreachable', [name], `'${name}' cannot be reached from START`)),
    ...names
      .filter((name) => !reachableFrom(name, successors).has(END))
      .map((name) => fault('no-path-to-end', [name], `'${name}' has no path to END`)),
  ];
}

/** Plain edges are always followed, so a cycle made of them alone never stops, even with a way out beside it. */
function cycleFaults(shape: GraphShape): GraphFault[] {
  const plain = successorsOf(shape, { branches: false });
  const reach = new Map(shape.nodes.map((name) => [name, reachableFrom(name, plain)]));
  const looping = [...reach.keys()].filter((name) => reach.get(name)?.has(name));
  const cycles = looping.map((name) =>
    looping.filter((other) => reach.get(name)?.has(other) && reach.get(other)?.has(name)),
  );
  return cycles
    .filter((cycle, index) => cycle[0] === looping[index])
    .map((cycle) => fault('endless-cycle', cycle, `no branch leads out of the cycle ${cycle.join(', ')}`));
}
