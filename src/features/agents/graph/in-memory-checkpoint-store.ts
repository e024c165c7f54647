import {
  CheckpointConflict,
  CheckpointStore,
  decodeCheckpoint,
  encodeCheckpoint,
} from './checkpoint-store.js';
import type { Checkpoint } from './checkpoint-store.js';

/** Keeps the encoded texts of this process; they are gone with it. */
export class InMemoryCheckpointStore extends CheckpointStore {
  private readonly kept = new Map<string, { readonly version: number; readonly text: string }>();

  async load(key: string): Promise<Checkpoint | null> {
    const found = this.kept.get(key);
    return found ? decodeCheckpoint(found.text) : null;
  }

  // Nothing is awaited between the comparison and the write, so of two simultaneous saves one sees the other.
  async save(key: string, checkpoint: Checkpoint, expectedVersion: number): Promise<void> {
    const text = encodeCheckpoint(checkpoint);
    this.requireVersion(key, expectedVersion);
    if (checkpoint.version !== expectedVersion + 1) throw new CheckpointConflict(key, expectedVersion);
    this.kept.set(key, { version: checkpoint.version, text });
  }

  async delete(key: string, expectedVersion?: number): Promise<void> {
    if (expectedVersion !== undefined) this.requireVersion(key, expectedVersion);
    this.kept.delete(key);
  }

  private requireVersion(key: string, expectedVersion: number): void {
    const version = this.kept.get(key)?.version ?? 0;
    if (version !== expectedVersion) throw new CheckpointConflict(key, expectedVersion);
  }
}
