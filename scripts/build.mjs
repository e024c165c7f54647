// Compiles src, migrations and seeds into dist, unless dist is already made from exactly these files. What else runs
// compiled (the proofs of the tests) has a folder of its own beside it.
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
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const programs = ['src', 'migrations', 'seeds'];
const longestBuildMs = 300_000;

function stampOf(sources) {
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

/** The stamp lies in the folder before it has its name, so one with the right stamp is complete. */
function isCurrent(folder, sources) {
  const file = join(folder, '.stamp');
  return existsSync(file) && readFileSync(file, 'utf8') === stampOf(sources);
}

/** Leaves a complete folder, or the old one with an error. Of several processes one builds; the others wait for it. */
export function build({ sources = programs, folder = 'dist' } = {}) {
  const built = join(root, folder);
  if (!isCurrent(built, sources))
    alone(folder, () => {
      if (!isCurrent(built, sources)) compile(built, sources);
    });
}

/** The lock is a transaction of SQLite: it ends with its process however that ends, so none is left behind. */
function alone(name, work) {
  const folder = join(root, 'node_modules', '.cache');
  mkdirSync(folder, { recursive: true });
  const lock = new Database(join(folder, `nexora-build-${name}.lock`), { timeout: longestBuildMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    work();
  } finally {
    lock.close();
  }
}

/** What builds that were killed have left. Their compiler may still be writing; then a later build removes it. */
function sweep(built) {
  const left = `${basename(built)}.`;
  for (const name of readdirSync(root).filter((each) => each.startsWith(left)))
    try {
      rmSync(join(root, name), { recursive: true, force: true });
    } catch {
      continue;
    }
}

function compile(built, sources) {
  sweep(built);
  const fresh = `${built}.${process.pid}`;
  const former = `${fresh}.former`;
  const stamp = stampOf(sources);
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
  if (existsSync(built)) renameSync(built, former);
  renameSync(fresh, built);
  rmSync(former, { recursive: true, force: true });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) build();
