import { appended } from './channels.js';
import type { RunResult } from './compiled-graph.js';
import { END, START } from './graph-shape.js';
import { defineGraph } from './state-graph.js';

interface State {
  readonly log: readonly string[];
  readonly count: number;
}

const empty = defineGraph<State, null>({
  channels: { log: appended<string>(), count: { reducer: (sum, more) => sum + more, initial: () => 10 } },
});
const logs = (name: string) => (): Partial<State> => ({ log: [name] });
const options = { context: null, threadKey: 'thread-1' };

function logOf(result: RunResult<State>): string {
  return `${result.status}: ${result.state.log.join(' ')}`;
}

describe('the order of a run', () => {
  it('runs a join once, after paths of unequal length', async () => {
    const graph = empty
      .node('join', logs('join'))
      .node('short', logs('short'))
      .node('long1', logs('long1'))
      .node('long2', logs('long2'))
      .edge(START, 'short')
      .edge(START, 'long1')
      .edge('long1', 'long2')
      .edge('long2', 'join')
      .edge('short', 'join')
      .edge('join', END)
      .compile({ stepLimit: 3 });
    expect(logOf(await graph.run({}, options))).toBe('done: short long1 long2 join');
  });

  it('does not wait at a join for a path the branch did not take', async () => {
    const graph = empty
      .node('pick', logs('pick'))
      .node('left', logs('left'))
      .node('right', logs('right'))
      .node('join', logs('join'))
      .edge(START, 'pick')
      .branch('pick', () => ['right'], ['left', 'right'])
      .edge('left', 'join')
      .edge('right', 'join')
      .edge('join', END)
      .compile({ stepLimit: 3 });
    expect(logOf(await graph.run({}, options))).toBe('done: pick right join');
  });

  it('holds the way out of a loop back until the loop beside it has ended', async () => {
    const graph = empty
      .node('head', () => ({ count: 1, log: ['head'] }))
      .node('body', logs('body'))
      .node('after', logs('after'))
      .edge(START, 'head')
      .branch('head', ({ count }) => (count < 13 ? ['body', 'after'] : 'after'), ['body', 'after'])
      .edge('body', 'head')
      .edge('after', END)
      .compile({ stepLimit: 9 });
    expect(logOf(await graph.run({}, options))).toBe('done: head body head body head after');
  });

  it('joins the ways round a loop that is entered at several places', async () => {
    const graph = empty
      .node('tail', () => ({ count: 1, log: ['tail'] }))
      .node('short', logs('short'))
      .node('long1', logs('long1'))
      .node('long2', logs('long2'))
      .edge(START, 'short')
      .edge(START, 'long1')
      .edge('short', 'tail')
      .edge('long1', 'long2')
      .edge('long2', 'tail')
      .branch('tail', ({ count }) => (count < 12 ? ['short', 'long1'] : END), ['short', 'long1', END])
      .compile({ stepLimit: 9 });
    const round = 'short long1 long2 tail';
    expect(logOf(await graph.run({}, options))).toBe(`done: ${round} ${round}`);
  });

  it('waits at a join within a loop although START leads straight to the join too', async () => {
    const graph = empty
      .node('head', () => ({ count: 1, log: ['head'] }))
      .node('short', logs('short'))
      .node('long1', logs('long1'))
      .node('long2', logs('long2'))
      .node('join', logs('join'))
      .branch(START, () => 'join', ['head', 'join'])
      .edge('head', 'short')
      .edge('head', 'long1')
      .edge('short', 'join')
      .edge('long1', 'long2')
      .edge('long2', 'join')
      .branch('join', ({ count }) => (count < 11 ? 'head' : END), ['head', END])
      .compile({ stepLimit: 9 });
    expect(logOf(await graph.run({}, options))).toBe('done: join head short long1 long2 join');
  });
});
