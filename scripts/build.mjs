// Compiles src, migrations and seeds into dist, unless dist is already made from exactly these files.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = ['src', 'migrations', 'seeds'];
const dist = join(root, 'dist');
const longestBuildMs = 300_000;

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

/** The stamp lies in dist before dist has its name, so a dist with the right stamp is complete. */
function isCurrent() {
  const file = join(dist, '.stamp');
  return existsSync(file) && readFileSync(file, 'utf8') === stampOfSources();
}

/** Leaves a complete dist, or the old one with an error. Of several processes one builds; the others wait for it. */
export function build() {
  if (!isCurrent())
    alone(() => {
      if (!isCurrent()) compile();
    });
}

/** The lock is a transaction of SQLite: it ends with its process however that ends, so none is left behind. */
function alone(work) {
  const folder = join(root, 'node_modules', '.cache');
  mkdirSync(folder, { recursive: true });
  const lock = new Database(join(folder, 'nexora-build.lock'), { timeout: longestBuildMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    work();
  } finally {
    lock.close();
  }
}

/** What builds that were killed have left. Their compiler may still be writing; then a later build removes it. */
function sweep() {
  for (const name of readdirSync(root).filter((each) => each.startsWith('dist.')))
    try {
      rmSync(join(root, name), { recursive: true, force: true });
    } catch {
      continue;
    }
}

function compile() {
  sweep();
  const fresh = `${dist}.${process.pid}`;
  const former = `${fresh}.former`;
  const stamp = stampOfSources();
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
  if (existsSync(dist)) renameSync(dist, former);
  renameSync(fresh, dist);
  rmSync(former, { recursive: true, force: true });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) build();
