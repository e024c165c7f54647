// npm run prove:bookings: the proof of the exclusion space in its long form. Interleavings on the embedded database,
// storms and statements on a private MariaDB; prints what was tried and what came of it. Ends with 1 when a law is
// broken, or when a kernel that is broken on purpose is not caught.
//
//   --build-only       compiles what the short form in the tests starts as processes of its own
//   --programs=200     how many programs are walked besides the chosen ones
//   --operations=20000 how many operations the storm has
//   --only=walks|storms
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { missingServices, startMariadb } from './services.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = 'dist-proofs';

const given = new Map(
  process.argv.slice(2).map((each) => {
    const [name, value = ''] = each.replace(/^--/, '').split('=');
    return [name, value];
  }),
);

/** @returns whether the part held; without a server it runs on the embedded database */
function run(part, args, server) {
  const env = { ...process.env, TZ: 'UTC' };
  delete env.TEST_DATABASE_URL;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, folder, 'test', 'proofs', `${part}.js`), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...env, ...(server && { TEST_DATABASE_URL: server }) },
    });
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function storms() {
  const missing = missingServices().filter((name) => name.startsWith('mariadb'));
  if (missing.length > 0) {
    console.error(`The storms need ${missing.join(' and ')}.`);
    return false;
  }
  const home = mkdtempSync(join(tmpdir(), 'nexora-proofs-'));
  const mariadb = await startMariadb(home);
  try {
    return await run('prove-storms', [given.get('operations') ?? '20000'], mariadb.url);
  } finally {
    await mariadb.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

build({ sources: ['src', 'migrations', 'seeds', 'test'], folder });
if (!given.has('build-only')) {
  const only = given.get('only');
  const walks = only === 'storms' || (await run('prove-walks', [given.get('programs') ?? '200']));
  const stormed = only === 'walks' || (await storms());
  process.exitCode = walks && stormed ? 0 : 1;
}
