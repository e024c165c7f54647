import { randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * The key of the secrets at rest: 32 bytes. Taken from the configuration or, without one, from a file that only
 * the owner may read, made on first need.
 *
 * The file appears whole or not at all, by a link to a finished one: of two processes that start together one
 * makes it and both read the same key, and a crash in between leaves no half of a key.
 */
export function encryptionKey(configured: string | undefined, folder: string): Buffer {
  if (configured !== undefined) return Buffer.from(configured, 'base64');
  const path = join(folder, 'encryption.key');
  const key = readKey(path) ?? makeKey(folder, path);
  if (key.length !== 32) throw new Error(`${path} does not hold a key of 32 bytes in base64.`);
  return key;
}

function readKey(path: string): Buffer | null {
  try {
    return Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function makeKey(folder: string, path: string): Buffer {
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${randomBytes(32).toString('base64')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  const key = readKey(path);
  if (!key) throw new Error(`${path} was made and is not to be found.`);
  return key;
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
