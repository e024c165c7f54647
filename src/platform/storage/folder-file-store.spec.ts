import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderFileStore } from './folder-file-store.js';

describe('files in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nexora-files-'));
  const store = new FolderFileStore(join(folder, 'files'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are kept byte for byte, and beside them nothing', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 0]);
    await store.put('avatars/a/1.png', bytes);
    expect(await store.get('avatars/a/1.png')).toEqual(bytes);
    expect(readdirSync(join(folder, 'files/avatars/a'))).toEqual(['1.png']);
  });

  it('are gone once deleted, and may be deleted again', async () => {
    await store.put('b.png', Buffer.from('b'));
    await store.delete('b.png');
    await store.delete('b.png');
    expect(await store.get('b.png')).toBeNull();
  });

  it.each(['../x', '/etc/passwd', 'a/../../x', 'a//b', '', '.hidden', 'a/.b', 'a\\b', 'A', 'a'.repeat(121)])(
    'are not found under %j, which is no key',
    async (key) => {
      await expect(store.get(key)).rejects.toThrow('no key');
      await expect(store.put(key, Buffer.from('x'))).rejects.toThrow('no key');
      await expect(store.delete(key)).rejects.toThrow('no key');
    },
  );
});
