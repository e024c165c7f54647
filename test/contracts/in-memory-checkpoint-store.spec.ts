import {
  CheckpointConflict,
  CheckpointStore,
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../src/features/agents/graph/checkpoint-store.js';
import type { Checkpoint } from '../../src/features/agents/graph/checkpoint-store.js';
import { InMemoryCheckpointStore } from '../../src/features/agents/graph/in-memory-checkpoint-store.js';
import { checkpointStoreContract, checkpointStoreLaws } from './checkpoint-store.contract.js';

checkpointStoreContract('InMemoryCheckpointStore', () => new InMemoryCheckpointStore());

/** A store to be broken in one place: keeps objects or texts, and checks versions, as its options say. */
interface Defects {
  readonly ignoresVersion?: boolean;
  readonly ignoresNextVersion?: boolean;
  readonly checksBeforeWaiting?: boolean;
  readonly keepsReferenceIn?: boolean;
  readonly keepsReferenceOut?: boolean;
  readonly unbounded?: boolean;
  readonly forgetsDelete?: boolean;
  readonly deletesAnyVersion?: boolean;
  readonly oneKeyForAll?: boolean;
}

class BreakableStore extends CheckpointStore {
  private readonly kept = new Map<string, Checkpoint>();

  constructor(private readonly defects: Defects) {
    super();
  }

  async load(key: string): Promise<Checkpoint | null> {
    const found = this.kept.get(this.keyOf(key)) ?? null;
    return found && !this.defects.keepsReferenceOut ? this.copy(found) : found;
  }

  async save(key: string, checkpoint: Checkpoint, expectedVersion: number): Promise<void> {
    const copy = this.defects.keepsReferenceIn ? checkpoint : this.copy(checkpoint);
    if (!this.defects.ignoresVersion) this.requireVersion(key, expectedVersion);
    if (!this.defects.ignoresNextVersion && checkpoint.version !== expectedVersion + 1)
      throw new CheckpointConflict(key, expectedVersion);
    if (this.defects.checksBeforeWaiting) await Promise.resolve();
    this.kept.set(this.keyOf(key), copy);
  }

  async delete(key: string, expectedVersion?: number): Promise<void> {
    if (expectedVersion !== undefined && !this.defects.deletesAnyVersion)
      this.requireVersion(key, expectedVersion);
    if (!this.defects.forgetsDelete) this.kept.delete(this.keyOf(key));
  }

  private keyOf(key: string): string {
    return this.defects.oneKeyForAll ? 'all' : key;
  }

  private copy(checkpoint: Checkpoint): Checkpoint {
    if (this.defects.unbounded) return JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;
    return decodeCheckpoint(encodeCheckpoint(checkpoint));
  }

  private requireVersion(key: string, expectedVersion: number): void {
    const version = this.kept.get(this.keyOf(key))?.version ?? 0;
    if (version !== expectedVersion) throw new CheckpointConflict(key, expectedVersion);
  }
}

async function brokenFacts(defects: Defects): Promise<string[]> {
  const broken: string[] = [];
  for (const { fact, check } of checkpointStoreLaws) {
    await check(new BreakableStore(defects)).catch(() => broken.push(fact));
  }
  return broken;
}

describe('the checkpoint store contract', () => {
  it('passes the breakable store while nothing is broken', async () => {
    expect(await brokenFacts({})).toEqual([]);
  });

  const cases: [string, Defects, string][] = [
    [
      'overwrites any version',
      { ignoresVersion: true },
      'refuses a save on a version that is no longer stored',
    ],
    [
      'accepts a version that skips',
      { ignoresNextVersion: true },
      'refuses a version that is not the next one',
    ],
    [
      'waits between check and write',
      { checksBeforeWaiting: true },
      'lets exactly one of ten simultaneous first saves',
    ],
    [
      'waits between check and write',
      { checksBeforeWaiting: true },
      'lets exactly one of ten simultaneous next saves',
    ],
    [
      'keeps the object it was given',
      { keepsReferenceIn: true },
      'shares no reference with the one who saved',
    ],
    [
      'hands out the object it keeps',
      { keepsReferenceOut: true },
      'shares no reference with the one who loaded',
    ],
    ['has no size limit', { unbounded: true }, 'keeps a checkpoint of 64 KiB and refuses one byte more'],
    ['writes whatever JSON makes of it', { unbounded: true }, 'refuses what would not come back from JSON'],
    ['does not delete', { forgetsDelete: true }, 'deletes whatever is there'],
    ['deletes a version it did not check', { deletesAnyVersion: true }, 'deletes a given version only while'],
    ['mixes the keys up', { oneKeyForAll: true }, 'keeps each key apart'],
  ];

  it.each(cases)('fails a store that %s', async (_name, defects, fact) => {
    expect(await brokenFacts(defects)).toContainEqual(expect.stringContaining(fact));
  });
});
