/** Keeps files by key; injection token. A key is written once: what changes gets another one. */
export abstract class FileStore {
  /** Keeps the whole file or, when it fails, none of it. */
  abstract put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. */
  abstract get(key: string): Promise<Buffer | null>;
  /** Deleting what is not there is no fault. */
  abstract delete(key: string): Promise<void>;
}

/**
 * Keys are made by us: parts of lower-case letters, digits, dots and dashes, none of them beginning with a dot.
 * @throws when a key is none, and might lead elsewhere
 */
export function checkedKey(key: string): string {
  if (key.length > 120 || !/^[a-z0-9-][a-z0-9.-]*(\/[a-z0-9-][a-z0-9.-]*)*$/.test(key))
    throw new Error('This is no key of a file.');
  return key;
}
