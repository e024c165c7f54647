import { appended, latest } from './channels.js';
import type { RunOptions, RunResult } from './compiled-graph.js';
import { BranchTargetUnknown, NodeFailed, PatchFieldUnknown, StepLimitReached } from './graph.errors.js';
import { END, START } from './graph-shape.js';
import type { NodeFunction, StepEvent } from './node-call.js';
import { defineGraph } from './state-graph.js';

interface State {
  readonly log: readonly string[];
  readonly count: number;
}

interface Context {
  readonly actor: string;
}

const empty = defineGraph<State, Context>({
  channels: { log: appended<string>(), count: { reducer: (sum, more) => sum + more, initial: () => 10 } },
});
const logs =
  (name: string): NodeFunction<State, Context> =>
  () => ({ log: [name] });
const options: RunOptions<Context> = { context: { actor: 'asha' }, threadKey: 'thread-1' };

function logOf(result: RunResult<State>): string {
  return `${result.status}: ${result.state.log.join(' ')}`;
}

describe('a run', () => {
  it('reduces the input onto the initial state and each patch onto that', async () => {
    const graph = empty
      .node('add', (state, { actor }) => ({ count: state.count, log: [actor] }))
      .edge(START, 'add')
      .edge('add', END)
      .compile({ stepLimit: 1 });
    expect(await graph.run({ count: 5, log: ['hi'] }, options)).toEqual({
      status: 'done',
      state: { count: 30, log: ['hi', 'asha'] },
    });
  });

  it('follows the branch, and only that', async () => {
    const graph = empty
      .node('small', logs('small'))
      .node('large', logs('large'))
      .branch(START, ({ count }) => (count > 10 ? 'large' : 'small'), ['small', 'large'])
      .edge('small', END)
      .edge('large', END)
      .compile({ stepLimit: 2 });
    expect(logOf(await graph.run({}, options))).toBe('done: small');
    expect(logOf(await graph.run({ count: 1 }, options))).toBe('done: large');
  });

  it('is done at once when START chooses END', async () => {
    const graph = empty
      .node('a', logs('a'))
      .branch(START, () => END, ['a', END])
      .edge('a', END)
      .compile({ stepLimit: 1 });
    expect(logOf(await graph.run({}, options))).toBe('done: ');
  });

  it('shows the nodes of one step the same state, which nobody can change', async () => {
    const seen: number[] = [];
    const meddle: NodeFunction<State, Context> = (state) => {
      seen.push(state.count);
      return Reflect.set(state, 'count', 99) ? { log: ['changed'] } : { count: 1 };
    };
    const graph = empty
      .node('a', meddle)
      .node('b', meddle)
      .edge(START, 'a')
      .edge(START, 'b')
      .edge('a', END)
      .edge('b', END)
      .compile({ stepLimit: 1 });
    expect((await graph.run({}, options)).state).toEqual({ log: [], count: 12 });
    expect(seen).toEqual([10, 10]);
  });

  it('leaves a field alone that a patch gives as undefined', async () => {
    const graph = empty
      .node('a', () => ({ count: undefined }))
      .edge(START, 'a')
      .edge('a', END)
      .compile({ stepLimit: 1 });
    expect((await graph.run({}, options)).state.count).toBe(10);
  });
});

describe('a run that goes wrong', () => {
  const two = empty.node('first', logs('first'));
  const boom = new RangeError('no such slot');

  it('names the node that threw and keeps the cause', async () => {
    const graph = two
      .node('second', () => Promise.reject(boom))
      .edge(START, 'first')
      .edge('first', 'second')
      .edge('second', END)
      .compile({ stepLimit: 5 });
    const failure = await graph.run({}, options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NodeFailed);
    expect(failure).toMatchObject({ code: 'graph.node_failed', node: 'second', cause: boom, others: [] });
  });

  it('waits for the nodes beside the one that threw, and tells the first by declaration', async () => {
    let finished = false;
    const graph = two
      .node('slow', async () => {
        for (let tick = 0; tick < 5; tick += 1) await Promise.resolve();
        finished = true;
        throw boom;
      })
      .node('quick', () => {
        throw new TypeError('quick');
      })
      .edge(START, 'first')
      .edge(START, 'slow')
      .edge(START, 'quick')
      .edge('first', END)
      .edge('slow', END)
      .edge('quick', END)
      .compile({ stepLimit: 5 });
    const failure = await graph.run({}, options).catch((error: unknown) => error);
    expect(failure).toMatchObject({ node: 'slow', others: [{ node: 'quick' }] });
    expect(finished).toBe(true);
  });

  it('names the node whose patch has a stray field, whose reducer threw, or whose branch threw', async () => {
    const stray = { count: 1, price: 2 };
    const brokenChannel = {
      ...latest(() => 0),
      reducer: (): number => {
        throw boom;
      },
    };
    const reducing = defineGraph<{ count: number }, Context>({ channels: { count: brokenChannel } })
      .node('reduce', () => ({ count: 1 }))
      .edge(START, 'reduce')
      .edge('reduce', END);
    const straying = empty
      .node('stray', () => stray)
      .edge(START, 'stray')
      .edge('stray', END);
    const branching = two.edge(START, 'first').branch('first', failingChoice, [END]);
    const failures = await Promise.all([
      reducing
        .compile({ stepLimit: 1 })
        .run({}, options)
        .catch((error: unknown) => error),
      straying
        .compile({ stepLimit: 1 })
        .run({}, options)
        .catch((error: unknown) => error),
      branching
        .compile({ stepLimit: 1 })
        .run({}, options)
        .catch((error: unknown) => error),
    ]);
    expect(failures[0]).toMatchObject({ node: 'reduce', cause: boom });
    expect(failures[1]).toMatchObject({
      node: 'stray',
      cause: { code: 'graph.patch_field_unknown', field: 'price' },
    });
    expect(failures[2]).toMatchObject({ node: 'first', cause: boom });
  });

  it('refuses an input with a stray field', async () => {
    const input = { count: 1, price: 2 };
    const graph = two.edge(START, 'first').edge('first', END).compile({ stepLimit: 1 });
    await expect(graph.run(input, options)).rejects.toBeInstanceOf(PatchFieldUnknown);
  });

  it('refuses a choice that is no target, or nothing', async () => {
    const choosing = (choice: string[]): Promise<unknown> =>
      defineGraph<State, Context>({ channels: { log: appended<string>(), count: latest(() => 0) } })
        .node<string>('first', logs('first'))
        .edge(START, 'first')
        .branch<string>('first', () => choice, ['first', END])
        .compile({ stepLimit: 1 })
        .run({}, options)
        .catch((error: unknown) => error);
    expect(await choosing(['ghost'])).toBeInstanceOf(BranchTargetUnknown);
    expect(await choosing(['ghost'])).toMatchObject({ node: 'first', target: 'ghost' });
    expect(await choosing([])).toMatchObject({
      code: 'graph.branch_target_unknown',
      node: 'first',
      target: null,
    });
  });

  it('ends after stepLimit steps, and not one earlier', async () => {
    const looping = (rounds: number): Promise<unknown> =>
      empty
        .node('again', () => ({ count: 1 }))
        .edge(START, 'again')
        .branch('again', ({ count }) => (count < 10 + rounds ? 'again' : END), ['again', END])
        .compile({ stepLimit: 4 })
        .run({}, options)
        .catch((error: unknown) => error);
    expect(await looping(4)).toMatchObject({ status: 'done', state: { count: 14 } });
    expect(await looping(5)).toBeInstanceOf(StepLimitReached);
    expect(await looping(5)).toMatchObject({ stepLimit: 4, pending: ['again'] });
  });

  function failingChoice(): typeof END {
    throw boom;
  }
});

describe('the signal of a run', () => {
  it('is looked at between steps only: a step that has begun is finished', async () => {
    const stop = new AbortController();
    const graph = empty
      .node('a', async () => {
        stop.abort();
        await Promise.resolve();
        return { log: ['a'] };
      })
      .node('beside', logs('beside'))
      .node('b', logs('b'))
      .edge(START, 'a')
      .edge(START, 'beside')
      .edge('a', 'b')
      .edge('beside', 'b')
      .edge('b', END)
      .compile({ stepLimit: 5 });
    expect(logOf(await graph.run({}, { ...options, signal: stop.signal }))).toBe('stopped: a beside');
    expect(logOf(await graph.run({}, { ...options, signal: stop.signal }))).toBe('stopped: ');
  });

  it('no longer stops a run that has nothing left to do', async () => {
    const stop = new AbortController();
    const last: NodeFunction<State, Context> = () => {
      stop.abort();
      return { log: ['last'] };
    };
    const graph = empty.node('last', last).edge(START, 'last').edge('last', END).compile({ stepLimit: 1 });
    expect(logOf(await graph.run({}, { ...options, signal: stop.signal }))).toBe('done: last');
  });
});

describe('the events of a run', () => {
  it('tell each call of a node with its step, outcome, time and patched fields, in declaration order', async () => {
    let timeMs = 0;
    const events: StepEvent[] = [];
    const graph = empty
      .node('slow', async () => {
        timeMs += 7;
        await Promise.resolve();
        return { log: ['slow'], count: undefined };
      })
      .node('quick', () => ({ log: ['quick'], count: 1 }))
      .node('fails', () => Promise.reject(new Error('late')))
      .edge(START, 'quick')
      .edge(START, 'slow')
      .edge('slow', 'fails')
      .edge('quick', 'fails')
      .edge('fails', END)
      .compile({ stepLimit: 5 });
    const told = { ...options, nowMs: () => timeMs, onStep: (event: StepEvent) => void events.push(event) };
    await expect(graph.run({}, told)).rejects.toBeInstanceOf(NodeFailed);
    expect(events).toEqual([
      { step: 1, node: 'slow', outcome: 'patched', durationMs: 7, patchKeys: ['log'] },
      { step: 1, node: 'quick', outcome: 'patched', durationMs: 0, patchKeys: ['log', 'count'] },
      { step: 2, node: 'fails', outcome: 'failed', durationMs: 0, patchKeys: [] },
    ]);
  });
});
