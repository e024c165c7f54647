// npm test: every suite on the embedded parts, then those that speak to a database or a queue once more on private
// instances of MariaDB and Redis, which it starts on free ports in a temporary folder and ends again.
//
//   npm test -- <arguments>   passes arguments to jest and runs on the embedded parts only
//   ON_SERVERS=1              with arguments: runs on MariaDB and Redis instead
//   UNIT_TESTS=ran            leaves the unit tests out: `npm run check` has just run them
//   REQUIRE_SERVICES=1        makes it a failure when one of the servers is not installed
//   TEST_RESULTS=<folder>     keeps jest's results there, one file a run
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { missingServices, startMariadb, startRedis } from './services.mjs';

/** Suites that say something about the servers only. */
const ofServers = [
  'integration/mysql-units',
  'integration/mysql-claim',
  'integration/booking-storms',
  'integration/explain',
  'integration/database-away',
  'integration/two-servers',
  'contracts/redis-cache',
  'contracts/bull-jobs',
  'contracts/broken-bull-runners',
  'contracts/job-lost-tickets',
  'e2e/worker',
  'e2e/many-processes',
].map((path) => `<rootDir>/test/${path}`);

/** Several times what the servers write in a whole run. */
const leastMemoryBytes = 8 * 2 ** 30;

const jest = join(dirname(fileURLToPath(import.meta.url)), 'jest.mjs');
const results = process.env.TEST_RESULTS;

/** @returns whether all passed */
function run(name, args, env = {}) {
  const kept = results ? ['--json', `--outputFile=${join(results, `${name}.json`)}`] : [];
  console.error(`\n--- ${name}`);
  const { status } = spawnSync(process.execPath, [jest, ...args, ...kept], {
    stdio: ['ignore', results ? 'ignore' : 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/**
 * The folder that holds the servers' files: in memory where there is plenty of it, since a database that is made and
 * dropped for every suite waits longer for the disk than for anything else.
 */
function quickestFolder() {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    return Math.min(bavail * bsize, freemem()) > leastMemoryBytes ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

async function onServers(args = ['--selectProjects', 'contracts', 'integration', 'e2e']) {
  const folder = mkdtempSync(join(quickestFolder(), 'nexora-services-'));
  const started = [];
  // Who interrupts ends jest; the servers and their files go afterwards.
  process.once('SIGINT', () => undefined);
  try {
    const mariadb = await startMariadb(join(folder, 'mariadb'));
    started.push(mariadb);
    const redis = await startRedis(join(folder, 'redis'));
    started.push(redis);
    const urls = { TEST_DATABASE_URL: mariadb.url, TEST_REDIS_URL: redis.url };
    return run('on MariaDB and Redis', args, urls);
  } finally {
    for (const service of started) await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const chosen = process.argv.slice(2);
if (chosen.length > 0) {
  const isGood = process.env.ON_SERVERS === '1' ? await onServers(chosen) : run('chosen', chosen);
  process.exit(isGood ? 0 : 1);
}

const projects =
  process.env.UNIT_TESTS === 'ran'
    ? ['--selectProjects', 'architecture', 'contracts', 'integration', 'e2e']
    : [];
let good = run('embedded', [...projects, ...ofServers.flatMap((path) => ['--testPathIgnorePatterns', path])]);
const missing = missingServices();
if (missing.length === 0) {
  good = (await onServers()) && good;
} else {
  console.error(
    `\nSkipped: every suite on MariaDB and Redis, since ${missing.join(' and ')} cannot be found.`,
  );
  if (process.env.REQUIRE_SERVICES === '1') good = false;
}
process.exit(good ? 0 : 1);
