// Compiles src, migrations and seeds into dist, unless dist is already made from exactly these files.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = ['src', 'migrations', 'seeds'];
const stampFile = join(root, 'dist', '.stamp');

function stampOfSources() {
  const hash = createHash('sha256');
  const add = (path) => {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path}:${mtimeMs}:${size}\n`);
  };
  for (const file of ['package-lock.json', '.swcrc']) add(join(root, file));
  for (const folder of sources)
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) add(join(entry.parentPath, entry.name));
  return hash.digest('hex');
}

/** Leaves a complete dist, or the old one with an error. */
export function build() {
  const stamp = stampOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const fresh = join(root, `dist.${process.pid}`);
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const { status, stderr } = spawnSync(
    process.execPath,
    [swc, ...sources, '-d', fresh, '--copy-files', '--ignore', '**/*.spec.ts', '--quiet'],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`The build failed:\n${stderr}`);
  }
  writeFileSync(join(fresh, '.stamp'), stamp);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(fresh, join(root, 'dist'));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) build();
