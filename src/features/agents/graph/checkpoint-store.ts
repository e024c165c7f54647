/** A place where a run can go on: the open dialog's last state, not its history. */
export interface Checkpoint {
  /** 1 for the first save under a key, then one more with each save. */
  readonly version: number;
  /** The fingerprint of the graph that wrote it. */
  readonly schema: string;
  /** The number of the superstep to run next, or open, counted from 1 over the whole run. */
  readonly step: number;
  /** The nodes that have been called and have not run, in declaration order. */
  readonly cursors: readonly string[];
  readonly state: Readonly<Record<string, unknown>>;
  /** The superstep that waits for answers, or null between supersteps. */
  readonly open: OpenStep | null;
}

export interface OpenStep {
  /** What the nodes of the step that did finish have returned; they are not run again. */
  readonly settled: readonly { readonly node: string; readonly patch: Readonly<Record<string, unknown>> }[];
  readonly interrupts: readonly OpenInterrupt[];
}

/** A question a node asks, and the answers the same node has had in this step, oldest first. */
export interface OpenInterrupt {
  readonly node: string;
  readonly value: unknown;
  readonly answers: readonly unknown[];
}

/** The checkpoint was saved or deleted by somebody else meanwhile. */
export class CheckpointConflict extends Error {
  readonly code = 'checkpoint.conflict';
  constructor(
    readonly key: string,
    readonly expectedVersion: number,
  ) {
    super(`The checkpoint '${key}' is no longer at version ${expectedVersion}.`);
  }
}

export class CheckpointTooLarge extends Error {
  readonly code = 'checkpoint.too_large';
  constructor(
    readonly sizeBytes: number,
    readonly limitBytes: number,
  ) {
    super(`A checkpoint of ${sizeBytes} bytes is over the limit of ${limitBytes}.`);
  }
}

/** The checkpoint holds something that would not come back from JSON as it went in; `path` says where. */
export class CheckpointNotJson extends Error {
  readonly code = 'checkpoint.not_json';
  constructor(readonly path: string) {
    super(`The checkpoint is not plain JSON at ${path}.`);
  }
}

/** The stored text is no checkpoint. Delete it and start anew. */
export class CheckpointUnreadable extends Error {
  readonly code = 'checkpoint.unreadable';
  constructor(options?: ErrorOptions) {
    super('The stored text is not a checkpoint.', options);
  }
}

/** The checkpoint was written by another graph than this one. Start anew. */
export class CheckpointOutdated extends Error {
  readonly code = 'checkpoint.outdated';
  constructor(
    readonly key: string,
    readonly schema: string,
  ) {
    super(`The checkpoint '${key}' belongs to another graph (${schema}).`);
  }
}

export class CheckpointMissing extends Error {
  readonly code = 'checkpoint.missing';
  constructor(readonly key: string) {
    super(`There is no checkpoint '${key}'.`);
  }
}

/**
 * Keeps one checkpoint per key. What was saved is what is loaded: no reference is shared with the caller in
 * either direction. Adapters write with `encodeCheckpoint` and read with `decodeCheckpoint`, and pass
 * test/contracts/checkpoint-store.contract.ts.
 */
export abstract class CheckpointStore {
  abstract load(key: string): Promise<Checkpoint | null>;

  /**
   * Replaces the checkpoint if the stored version is still `expectedVersion` (0: there is none) and the new
   * version is one more; otherwise throws CheckpointConflict and changes nothing. Of several saves with one
   * expected version exactly one wins. Throws CheckpointTooLarge and CheckpointNotJson, changing nothing.
   */
  abstract save(key: string, checkpoint: Checkpoint, expectedVersion: number): Promise<void>;

  /**
   * Removes the checkpoint. With `expectedVersion`, only if that version is stored, else CheckpointConflict;
   * without it, whatever is there, and nothing being there is no fault.
   */
  abstract delete(key: string, expectedVersion?: number): Promise<void>;
}

export const CHECKPOINT_LIMIT_BYTES = 64 * 1024;

/** The text to store, at most 64 KiB of UTF-8; throws CheckpointNotJson, CheckpointTooLarge. */
export function encodeCheckpoint(checkpoint: Checkpoint): string {
  requireJson(checkpoint, 'checkpoint', new Set());
  const text = JSON.stringify(checkpoint);
  const sizeBytes = Buffer.byteLength(text, 'utf8');
  if (sizeBytes > CHECKPOINT_LIMIT_BYTES) throw new CheckpointTooLarge(sizeBytes, CHECKPOINT_LIMIT_BYTES);
  return text;
}

/** Throws CheckpointUnreadable. */
export function decodeCheckpoint(text: string): Checkpoint {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CheckpointUnreadable({ cause });
  }
  if (!isCheckpoint(value)) throw new CheckpointUnreadable();
  return value;
}

/** An undefined property is allowed: it means the same as an absent one, which is how it comes back. */
function requireJson(value: unknown, path: string, parents: Set<object>): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (typeof value !== 'object' || parents.has(value)) throw new CheckpointNotJson(path);
  parents.add(value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) requireJson(item, `${path}[${index}]`, parents);
  } else {
    if (!isPlain(value)) throw new CheckpointNotJson(path);
    for (const [name, item] of Object.entries(value))
      if (item !== undefined) requireJson(item, `${path}.${name}`, parents);
  }
  parents.delete(value);
}

/** Asks for the prototype's prototype, so that a plain object of another realm (a worker, a test) passes. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, accepts: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(accepts);
}

function isOpenStep(value: unknown): boolean {
  const named = (item: unknown): item is Record<string, unknown> =>
    isRecord(item) && typeof item['node'] === 'string';
  return (
    isRecord(value) &&
    isListOf(value['settled'], (item) => named(item) && isRecord(item['patch'])) &&
    isListOf(value['interrupts'], (item) => named(item) && Array.isArray(item['answers'])) &&
    !isListOf(value['interrupts'], () => false)
  );
}

function isCheckpoint(value: unknown): value is Checkpoint {
  return (
    isRecord(value) &&
    Number.isSafeInteger(value['version']) &&
    Number.isSafeInteger(value['step']) &&
    typeof value['schema'] === 'string' &&
    isListOf(value['cursors'], (item) => typeof item === 'string') &&
    isRecord(value['state']) &&
    (value['open'] === null || isOpenStep(value['open']))
  );
}
