import { END, START, successorsOf } from './graph-shape.js';
import type { GraphShape } from './graph-shape.js';

/**
 * The graph as a Mermaid flowchart; a dotted arrow is a branch's choice. The same graph gives the same text,
 * in whatever order its edges were declared.
 */
export function toMermaid({ shape }: { readonly shape: GraphShape }): string {
  // Numbered, because Mermaid gives some words (end, class, graph) a meaning of their own.
  const ids = new Map([
    [START, 'start'],
    ...shape.nodes.map((name, index): [string, string] => [name, `n${index}`]),
    [END, 'stop'],
  ]);
  const id = (name: string): string => ids.get(name) ?? name;
  const plain = successorsOf(shape, { branches: false });
  const arrows = [...successorsOf(shape, { branches: true })].flatMap(([from, targets]) =>
    targets.map((to) => `  ${id(from)} ${plain.get(from)?.includes(to) ? '-->' : '-.->'} ${id(to)}`),
  );
  return [
    'flowchart TD',
    '  start(["START"])',
    ...shape.nodes.map((name) => `  ${id(name)}["${name}"]`),
    '  stop(["END"])',
    ...arrows,
    '',
  ].join('\n');
}
