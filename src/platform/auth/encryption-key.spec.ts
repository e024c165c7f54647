import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { encryptionKey } from './encryption-key.js';

describe('the encryption key', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nexora-key-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is the configured one, and then no file is made', () => {
    const key = Buffer.alloc(32, 9);
    expect(encryptionKey(key.toString('base64'), folder)).toEqual(key);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is else made once, for the owner alone, in a folder that need not be there yet', () => {
    const below = join(folder, 'new', 'data');
    const key = encryptionKey(undefined, below);
    expect(key).toHaveLength(32);
    expect(encryptionKey(undefined, below)).toEqual(key);
    expect(readdirSync(below)).toEqual(['encryption.key']);
    expect(statSync(join(below, 'encryption.key')).mode & 0o777).toBe(0o600);
  });

  it('is the same for processes that start together', async () => {
    const source = readFileSync(new URL('./encryption-key.ts', import.meta.url), 'utf8');
    const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } });
    const script = join(folder, 'key.mjs');
    const data = join(folder, 'data');
    writeFileSync(
      script,
      `${code}\nconsole.log(encryptionKey(undefined, ${JSON.stringify(data)}).toString('hex'));`,
    );
    const keys = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn('node', [script], { stdio: ['ignore', 'pipe', 'inherit'] });
        let printed = '';
        child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
        await once(child, 'close');
        return printed.trim();
      }),
    );
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(keys).size).toBe(1);
    expect(readdirSync(data)).toEqual(['encryption.key']);
  });

  it('is refused when the file holds anything else', () => {
    writeFileSync(join(folder, 'encryption.key'), 'too short');
    expect(() => encryptionKey(undefined, folder)).toThrow(/32 bytes/);
  });
});
