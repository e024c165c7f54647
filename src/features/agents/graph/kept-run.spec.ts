import { appended } from './channels.js';
import {
  CheckpointConflict,
  CheckpointMissing,
  CheckpointOutdated,
  CheckpointTooLarge,
  CheckpointUnreadable,
} from './checkpoint-store.js';
import type { RunResult } from './compiled-graph.js';
import { NodeFailed, RunNotInterrupted } from './graph.errors.js';
import { END, START } from './graph-shape.js';
import { InMemoryCheckpointStore } from './in-memory-checkpoint-store.js';
import { interrupt } from './node-call.js';
import type { NodeFunction } from './node-call.js';
import { defineGraph } from './state-graph.js';

interface State {
  readonly log: readonly string[];
}

/** What a test's nodes may use: a list of what has really been done, and a fault to throw. */
interface Context {
  readonly effects: string[];
  readonly fault?: Error;
}

const empty = defineGraph<State, Context>({ channels: { log: appended<string>() } });

const does =
  (name: string): NodeFunction<State, Context> =>
  (_state, { effects }, { step }) => {
    effects.push(`${name}@${step}`);
    return { log: [name] };
  };

const asks =
  (name: string, questions: number): NodeFunction<State, Context> =>
  async (_state, { effects, fault }, { answers, step }) => {
    effects.push(`${name}@${step}/${answers.length}`);
    await Promise.resolve();
    if (answers.length < questions) throw interrupt({ node: name, question: answers.length + 1 });
    if (fault) throw fault;
    return { log: [`${name}(${answers.join(',')})`] };
  };

function world(): {
  store: InMemoryCheckpointStore;
  effects: string[];
  kept: { context: Context; threadKey: string; checkpoints: InMemoryCheckpointStore };
} {
  const store = new InMemoryCheckpointStore();
  const effects: string[] = [];
  return { store, effects, kept: { context: { effects }, threadKey: 'thread-1', checkpoints: store } };
}

function logOf(result: RunResult<State>): string {
  return `${result.status}: ${result.state.log.join(' ')}`;
}

const dialog = empty
  .node('look', does('look'))
  .node('confirm', asks('confirm', 1))
  .node('book', does('book'))
  .edge(START, 'look')
  .edge('look', 'confirm')
  .edge('confirm', 'book')
  .edge('book', END);
const booking = dialog.compile({ stepLimit: 5 });

describe('an interrupted run', () => {
  it('asks, keeps its place, and goes on with the answer without repeating what was done', async () => {
    const { store, effects, kept } = world();
    const asked = await booking.run({ log: ['hi'] }, kept);
    expect(asked).toMatchObject({
      status: 'interrupted',
      state: { log: ['hi', 'look'] },
      interrupts: [{ node: 'confirm', value: { node: 'confirm', question: 1 }, answers: [] }],
    });
    expect(asked).toHaveProperty('checkpoint', await store.load('thread-1'));
    expect(logOf(await booking.resume('yes', kept))).toBe('done: hi look confirm(yes) book');
    expect(effects).toEqual(['look@1', 'confirm@2/0', 'confirm@2/1', 'book@3']);
    expect(await store.load('thread-1')).toBeNull();
  });

  it('may be returned as well as thrown, and asks several times in one node', async () => {
    const { effects, kept } = world();
    const graph = empty
      .node('ask', (_state, _context, { answers }) =>
        answers.length < 3 ? interrupt(answers.length) : { log: answers.map(String) },
      )
      .edge(START, 'ask')
      .edge('ask', END)
      .compile({ stepLimit: 1 });
    const values: unknown[] = [];
    let result = await graph.run({}, kept);
    for (const answer of ['a', 'b', 'c']) {
      if (result.status === 'interrupted') values.push(result.interrupts[0]?.value);
      result = await graph.resume(answer, kept);
    }
    expect(values).toEqual([0, 1, 2]);
    expect(logOf(result)).toBe('done: a b c');
    expect(effects).toEqual([]);
  });

  it('keeps what the nodes beside it have done, shows it, and puts it in declaration order at the end', async () => {
    const { effects, kept } = world();
    const graph = empty
      .node('first', asks('first', 1))
      .node('work', does('work'))
      .node('second', asks('second', 1))
      .node('join', does('join'))
      .edge(START, 'first')
      .edge(START, 'work')
      .edge(START, 'second')
      .edge('first', 'join')
      .edge('work', 'join')
      .edge('second', 'join')
      .edge('join', END)
      .compile({ stepLimit: 5 });
    const asked = await graph.run({}, kept);
    expect(logOf(asked)).toBe('interrupted: work');
    expect(asked).toMatchObject({ interrupts: [{ node: 'first' }, { node: 'second' }] });
    const half = await graph.resume('one', kept);
    expect(logOf(half)).toBe('interrupted: first(one) work');
    expect(half).toMatchObject({ interrupts: [{ node: 'second' }] });
    expect(logOf(await graph.resume('two', kept))).toBe('done: first(one) work second(two) join');
    expect(effects.filter((effect) => effect.startsWith('work'))).toEqual(['work@1']);
  });

  it('goes on, without a store, from the checkpoint it gave', async () => {
    const { store, kept } = world();
    const asked = await booking.run({}, { ...kept, checkpoints: undefined });
    if (asked.status !== 'interrupted') throw new Error('The run did not ask.');
    await store.save('thread-1', { ...asked.checkpoint, version: 1 }, 0);
    expect(logOf(await booking.resume('ok', kept))).toBe('done: look confirm(ok) book');
  });

  it('keeps no patch beside a question that could not be reduced', async () => {
    const { store, kept } = world();
    const stray = { log: ['work'], price: 2 };
    const graph = empty
      .node('work', () => stray)
      .node('ask', asks('ask', 1))
      .edge(START, 'work')
      .edge(START, 'ask')
      .edge('work', END)
      .edge('ask', END)
      .compile({ stepLimit: 1 });
    await expect(graph.run({}, kept)).rejects.toMatchObject({ node: 'work', cause: { field: 'price' } });
    expect(await store.load('thread-1')).toMatchObject({ step: 1, cursors: ['work', 'ask'], open: null });
  });

  it('can be answered again after the answer led to a failure', async () => {
    const { effects, kept } = world();
    await booking.run({}, kept);
    const failing = { ...kept, context: { effects, fault: new Error('database away') } };
    await expect(booking.resume('yes', failing)).rejects.toMatchObject({
      code: 'graph.node_failed',
      node: 'confirm',
    });
    expect(logOf(await booking.resume('yes!', kept))).toBe('done: look confirm(yes!) book');
  });

  it('is left as it is by a signal, and by recovering it', async () => {
    const { effects, kept } = world();
    await booking.run({}, kept);
    expect(logOf(await booking.resume('yes', { ...kept, signal: AbortSignal.abort() }))).toBe(
      'stopped: look',
    );
    expect(logOf(await booking.recover(kept))).toBe('interrupted: look');
    expect(effects).toEqual(['look@1', 'confirm@2/0']);
  });

  it('takes one of two simultaneous answers', async () => {
    const { kept } = world();
    await booking.run({}, kept);
    const outcomes = await Promise.allSettled([booking.resume('yes', kept), booking.resume('no', kept)]);
    const lost = outcomes
      .filter((outcome) => outcome.status === 'rejected')
      .map(({ reason }) => reason as unknown);
    expect(lost).toEqual([expect.any(CheckpointConflict)]);
  });

  it('is refused an answer when it is not there, asks nothing, or was kept by another graph', async () => {
    const { effects, kept } = world();
    await expect(booking.resume('yes', kept)).rejects.toBeInstanceOf(CheckpointMissing);
    await expect(booking.recover(kept)).rejects.toBeInstanceOf(CheckpointMissing);
    await booking.run({}, { ...kept, signal: AbortSignal.abort() });
    await expect(booking.resume('yes', kept)).rejects.toBeInstanceOf(RunNotInterrupted);
    await booking.run({}, kept);
    const newer = dialog.compile({ stepLimit: 5, revision: 1 });
    await expect(newer.resume('yes', kept)).rejects.toBeInstanceOf(CheckpointOutdated);
    await expect(newer.recover(kept)).rejects.toBeInstanceOf(CheckpointOutdated);
    expect(effects.filter((effect) => effect.startsWith('confirm'))).toEqual(['confirm@2/0']);
    expect(logOf(await newer.run({ log: ['anew'] }, kept))).toBe('interrupted: anew look');
  });
});

describe('a checkpoint that names a node the graph does not have', () => {
  it.each([
    { cursors: ['ghost'] },
    {
      open: {
        settled: [{ node: 'ghost', patch: {} }],
        interrupts: [{ node: 'confirm', value: 1, answers: [] }],
      },
    },
    { open: { settled: [], interrupts: [{ node: 'ghost', value: 1, answers: [] }] } },
  ])('is unreadable: %j', async (change) => {
    const { store, kept } = world();
    await booking.run({}, { ...kept, signal: AbortSignal.abort() });
    const found = await store.load('thread-1');
    if (!found) throw new Error('Nothing was kept.');
    await store.save('thread-1', { ...found, version: 2, ...change }, 1);
    await expect(booking.recover(kept)).rejects.toBeInstanceOf(CheckpointUnreadable);
  });
});

describe('a run that is cut off', () => {
  const line = empty
    .node('a', does('a'))
    .node('b', (state, context, call) => {
      if (context.fault) throw context.fault;
      return does('b')(state, context, call);
    })
    .edge(START, 'a')
    .edge('a', 'b')
    .edge('b', END);
  const graph = line.compile({ stepLimit: 2 });

  it('goes on after a failure from the last whole step, under the same step number', async () => {
    const { store, effects, kept } = world();
    const fault = new Error('once');
    await expect(graph.run({}, { ...kept, context: { effects, fault } })).rejects.toBeInstanceOf(NodeFailed);
    expect(await store.load('thread-1')).toMatchObject({
      step: 2,
      cursors: ['b'],
      state: { log: ['a'] },
      open: null,
    });
    expect(logOf(await graph.recover(kept))).toBe('done: a b');
    expect(effects).toEqual(['a@1', 'b@2']);
  });

  it('has kept its input before the first step', async () => {
    const { kept } = world();
    await graph.run({ log: ['older'] }, { ...kept, signal: AbortSignal.abort() });
    expect(logOf(await graph.run({ log: ['hi'] }, { ...kept, signal: AbortSignal.abort() }))).toBe(
      'stopped: hi',
    );
    expect(logOf(await graph.recover(kept))).toBe('done: hi a b');
  });

  it('may go on after the step limit with as many steps again', async () => {
    const { kept } = world();
    const short = line.compile({ stepLimit: 1 });
    await expect(short.run({}, kept)).rejects.toMatchObject({
      code: 'graph.step_limit_reached',
      pending: ['b'],
    });
    expect(logOf(await short.recover(kept))).toBe('done: a b');
  });

  it('keeps the last checkpoint that fitted when a state has grown too large', async () => {
    const { store, kept } = world();
    const growing = empty
      .node('small', does('small'))
      .node('large', () => ({ log: ['x'.repeat(70_000)] }))
      .node('last', does('last'))
      .edge(START, 'small')
      .edge('small', 'large')
      .edge('large', 'last')
      .edge('last', END)
      .compile({ stepLimit: 5 });
    await expect(growing.run({}, kept)).rejects.toBeInstanceOf(CheckpointTooLarge);
    expect(await store.load('thread-1')).toMatchObject({ step: 2, state: { log: ['small'] } });
  });

  it('cannot overwrite or delete the checkpoint of the run that replaced it', async () => {
    const { store, effects, kept } = world();
    const replacing = empty
      .node('a', async (_state, context) => {
        if (context.fault) await booking.run({ log: ['newer'] }, { ...kept, context: { effects } });
        return { log: ['a'] };
      })
      .edge(START, 'a')
      .edge('a', END)
      .compile({ stepLimit: 1 });
    const stale = replacing.run({}, { ...kept, context: { effects, fault: new Error('unused') } });
    await expect(stale).rejects.toBeInstanceOf(CheckpointConflict);
    expect(await store.load('thread-1')).toMatchObject({ state: { log: ['newer', 'look'] } });
  });
});
