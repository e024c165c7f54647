import {
  CHECKPOINT_LIMIT_BYTES,
  CheckpointConflict,
  CheckpointNotJson,
  CheckpointTooLarge,
  encodeCheckpoint,
} from '../../src/features/agents/graph/checkpoint-store.js';
import type { Checkpoint, CheckpointStore } from '../../src/features/agents/graph/checkpoint-store.js';

/** One thing every store must do, given an empty one. */
export interface CheckpointStoreLaw {
  readonly fact: string;
  readonly check: (store: CheckpointStore) => Promise<void>;
}

function checkpoint(version: number, state: Checkpoint['state'] = { said: ['नमस्ते', 'hi'] }): Checkpoint {
  return { version, schema: 'f00d', step: 3, cursors: ['confirm'], state, open: null };
}

function interrupted(version: number): Checkpoint {
  return {
    ...checkpoint(version, { slots: { city: null, quantity: 0, urgent: false }, nested: [[1], [{ a: '' }]] }),
    open: {
      settled: [{ node: 'look', patch: { found: ['a'] } }],
      interrupts: [{ node: 'confirm', value: { ask: 'Really?' }, answers: ['maybe', 7] }],
    },
  };
}

/** A checkpoint whose encoded form has exactly the given size, filled with characters of three bytes. */
function sized(sizeBytes: number): Checkpoint {
  const room = sizeBytes - Buffer.byteLength(encodeCheckpoint(checkpoint(1, { text: '' })));
  return checkpoint(1, { text: '₹'.repeat(Math.floor(room / 3)) + 'x'.repeat(room % 3) });
}

async function written(promises: readonly Promise<void>[]): Promise<number> {
  const outcomes = await Promise.allSettled(promises);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(CheckpointConflict);
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

const ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export const checkpointStoreLaws: readonly CheckpointStoreLaw[] = [
  {
    fact: 'has nothing under a key nobody saved',
    check: async (store) => {
      expect(await store.load('thread-1')).toBeNull();
    },
  },
  {
    fact: 'gives back exactly what was saved',
    check: async (store) => {
      await store.save('thread-1', interrupted(1), 0);
      expect(await store.load('thread-1')).toEqual(interrupted(1));
      await store.save('thread-1', checkpoint(2), 1);
      expect(await store.load('thread-1')).toEqual(checkpoint(2));
    },
  },
  {
    fact: 'keeps each key apart',
    check: async (store) => {
      await store.save('thread-1', checkpoint(1, { mine: 1 }), 0);
      await store.save('thread-2', checkpoint(1, { mine: 2 }), 0);
      await store.delete('thread-1');
      expect(await store.load('thread-1')).toBeNull();
      expect((await store.load('thread-2'))?.state).toEqual({ mine: 2 });
    },
  },
  {
    fact: 'refuses a save on a version that is no longer stored, and keeps what it has',
    check: async (store) => {
      await store.save('thread-1', checkpoint(1), 0);
      await store.save('thread-1', checkpoint(2, { by: 'first' }), 1);
      await expect(store.save('thread-1', checkpoint(2, { by: 'second' }), 1)).rejects.toBeInstanceOf(
        CheckpointConflict,
      );
      await expect(store.save('thread-1', checkpoint(1, { by: 'new' }), 0)).rejects.toBeInstanceOf(
        CheckpointConflict,
      );
      await expect(store.save('thread-1', checkpoint(6, { by: 'ahead' }), 5)).rejects.toBeInstanceOf(
        CheckpointConflict,
      );
      expect((await store.load('thread-1'))?.state).toEqual({ by: 'first' });
    },
  },
  {
    fact: 'refuses a version that is not the next one',
    check: async (store) => {
      await expect(store.save('thread-1', checkpoint(2), 0)).rejects.toBeInstanceOf(CheckpointConflict);
      await expect(store.save('thread-1', checkpoint(2), 1)).rejects.toBeInstanceOf(CheckpointConflict);
      expect(await store.load('thread-1')).toBeNull();
    },
  },
  {
    fact: 'lets exactly one of ten simultaneous first saves win',
    check: async (store) => {
      expect(await written(ten.map((by) => store.save('thread-1', checkpoint(1, { by }), 0)))).toBe(1);
    },
  },
  {
    fact: 'lets exactly one of ten simultaneous next saves win, and keeps the winner',
    check: async (store) => {
      await store.save('thread-1', checkpoint(1), 0);
      const winners: number[] = [];
      const save = (by: number): Promise<void> =>
        store.save('thread-1', checkpoint(2, { by }), 1).then(() => void winners.push(by));
      expect(await written(ten.map(save))).toBe(1);
      expect((await store.load('thread-1'))?.state).toEqual({ by: winners[0] });
    },
  },
  {
    fact: 'shares no reference with the one who saved',
    check: async (store) => {
      const said = ['yes'];
      await store.save('thread-1', checkpoint(1, { said }), 0);
      said.push('no');
      expect((await store.load('thread-1'))?.state).toEqual({ said: ['yes'] });
    },
  },
  {
    fact: 'shares no reference with the one who loaded',
    check: async (store) => {
      await store.save('thread-1', checkpoint(1, { said: ['yes'] }), 0);
      const loaded = (await store.load('thread-1'))?.state['said'];
      if (Array.isArray(loaded)) loaded.push('no');
      expect(loaded).toEqual(['yes', 'no']);
      expect((await store.load('thread-1'))?.state).toEqual({ said: ['yes'] });
    },
  },
  {
    fact: 'keeps a checkpoint of 64 KiB and refuses one byte more, keeping what it has',
    check: async (store) => {
      await store.save('thread-1', sized(CHECKPOINT_LIMIT_BYTES), 0);
      const large = { ...sized(CHECKPOINT_LIMIT_BYTES + 1), version: 2 };
      await expect(store.save('thread-1', large, 1)).rejects.toBeInstanceOf(CheckpointTooLarge);
      expect(await store.load('thread-1')).toEqual(sized(CHECKPOINT_LIMIT_BYTES));
    },
  },
  {
    fact: 'refuses what would not come back from JSON as it went in',
    check: async (store) => {
      const odd: unknown[] = [new Date(0), new Map([[1, 2]]), Number.NaN, 5n, [undefined], () => 1];
      for (const value of odd)
        await expect(store.save('thread-1', checkpoint(1, { value }), 0)).rejects.toBeInstanceOf(
          CheckpointNotJson,
        );
      expect(await store.load('thread-1')).toBeNull();
    },
  },
  {
    fact: 'deletes whatever is there, or nothing, and starts over at version 1',
    check: async (store) => {
      await store.delete('thread-1');
      await store.save('thread-1', checkpoint(1), 0);
      await store.save('thread-1', checkpoint(2), 1);
      await store.delete('thread-1');
      expect(await store.load('thread-1')).toBeNull();
      await store.save('thread-1', checkpoint(1), 0);
      expect((await store.load('thread-1'))?.version).toBe(1);
    },
  },
  {
    fact: 'deletes a given version only while that is the one stored',
    check: async (store) => {
      await expect(store.delete('thread-1', 1)).rejects.toBeInstanceOf(CheckpointConflict);
      await store.save('thread-1', checkpoint(1), 0);
      await store.save('thread-1', checkpoint(2), 1);
      await expect(store.delete('thread-1', 1)).rejects.toBeInstanceOf(CheckpointConflict);
      expect(await store.load('thread-1')).toEqual(checkpoint(2));
      await store.delete('thread-1', 2);
      expect(await store.load('thread-1')).toBeNull();
    },
  },
];

/** The suite every CheckpointStore passes. `makeStore` gives an empty store for each fact. */
export function checkpointStoreContract(
  name: string,
  makeStore: () => CheckpointStore | Promise<CheckpointStore>,
): void {
  describe(`${name} as a checkpoint store`, () => {
    for (const { fact, check } of checkpointStoreLaws) {
      it(fact, async () => {
        await check(await makeStore());
      });
    }
  });
}
