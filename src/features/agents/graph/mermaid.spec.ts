import { latest } from './channels.js';
import { END, START } from './graph-shape.js';
import { toMermaid } from './mermaid.js';
import { defineGraph } from './state-graph.js';

const nodes = defineGraph<{ said: string }, null>({ channels: { said: latest(() => '') } })
  .node('route', () => ({}))
  .node('end', () => ({}))
  .node('answer', () => ({}));

describe('the drawing of a graph', () => {
  it('shows every node and way, with dotted arrows for a choice', () => {
    const graph = nodes
      .edge(START, 'route')
      .branch('route', () => 'end', ['end', 'answer', END])
      .edge('end', 'answer')
      .branch('answer', () => END, ['route', END])
      .compile({ stepLimit: 5 });
    expect(toMermaid(graph)).toBe(
      [
        'flowchart TD',
        '  start(["START"])',
        '  n0["route"]',
        '  n1["end"]',
        '  n2["answer"]',
        '  stop(["END"])',
        '  start --> n0',
        '  n0 -.-> n1',
        '  n0 -.-> n2',
        '  n0 -.-> stop',
        '  n1 --> n2',
        '  n2 -.-> n0',
        '  n2 -.-> stop',
        '',
      ].join('\n'),
    );
  });

  it('is the same in whatever order the ways were declared', () => {
    const one = nodes
      .edge(START, 'route')
      .edge('route', 'end')
      .edge('route', 'answer')
      .edge('end', END)
      .edge('answer', END);
    const two = nodes
      .edge('answer', END)
      .edge('route', 'answer')
      .edge('end', END)
      .edge('route', 'end')
      .edge(START, 'route');
    expect(toMermaid(two.compile({ stepLimit: 5 }))).toBe(toMermaid(one.compile({ stepLimit: 5 })));
  });
});
