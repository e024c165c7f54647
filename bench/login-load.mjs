// How much signing in holds up everybody else, and whether the time of a refusal tells who has an account.
//
//   npm run build && node bench/login-load.mjs [requests at once, default 20] [rounds, default 10]
//
// Starts the built server on a folder of its own, asks GET /health/live without and with that many sign-ins under way,
// and prints the 50th and 95th percentile of both in milliseconds; then the median of a refusal for known and unknown
// identifiers, taken in turns. Ends with 1 when the 95th percentile under load is 50 ms or more (issue 5, line 10), or
// when the medians differ by more than a quarter and 5 ms.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';

const atOnce = Number(process.argv[2] ?? 20);
const rounds = Number(process.argv[3] ?? 10);
const port = Number(process.env.BENCH_PORT ?? 3987);
const base = `http://127.0.0.1:${port}`;
const password = 'Str0ng!Passw0rd';
const email = 'bench@example.com';

const post = (path, body) =>
  fetch(`${base}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

async function timed(act) {
  const startedMs = performance.now();
  const response = await act();
  await response.arrayBuffer();
  return { ms: performance.now() - startedMs, status: response.status };
}

const percentile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** Asks until `done`, one question after the other. */
async function ask(done) {
  const taken = [];
  while (!done() || taken.length < 50) {
    taken.push((await timed(() => fetch(`${base}/health/live`))).ms);
    await wait(2);
  }
  return taken;
}

async function underLoad() {
  let left = rounds;
  const load = (async () => {
    for (; left > 0; left -= 1) {
      const answers = await Promise.all(
        Array.from({ length: atOnce }, () =>
          timed(() => post('/auth/login', { identifier: email, password })),
        ),
      );
      const refused = answers.filter(({ status }) => status !== 200);
      if (refused.length > 0) throw new Error(`A sign-in was answered ${refused[0].status}.`);
    }
  })();
  const taken = await ask(() => left === 0);
  await load;
  return taken;
}

/** Identifiers are used once each, so that no lock shortens an answer. */
async function refusals() {
  const known = [];
  const unknown = [];
  for (let at = 0; at < 30; at += 1) {
    const person = `known${at}@example.com`;
    const mobile = `+9198765${String(at).padStart(5, '0')}`;
    await post('/auth/register', { email: person, mobile, password, firstName: 'Asha' });
    const guess = (identifier) =>
      timed(() => post('/auth/login', { identifier, password: 'Wr0ng!Passw0rd' }));
    const pair = [
      [known, person],
      [unknown, `nobody${at}@example.com`],
    ];
    for (const [into, identifier] of at % 2 ? pair : pair.toReversed())
      into.push((await guess(identifier)).ms);
  }
  return { known: percentile(known, 0.5), unknown: percentile(unknown, 0.5) };
}

const folder = mkdtempSync(join(tmpdir(), 'nexora-bench-'));
const server = spawn(process.execPath, [process.env.BENCH_MAIN ?? 'dist/src/main.js'], {
  env: {
    ...process.env,
    PORT: String(port),
    DATA_DIR: folder,
    SEED_ON_START: 'false',
    RATE_LIMIT_ENABLED: 'false',
    LOG_LEVEL: 'error',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  for (let tries = 0; tries < 300; tries += 1) {
    if (
      await fetch(`${base}/health/live`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break;
    await wait(100);
  }
  await post('/auth/register', { email, mobile: '+919876512345', password, firstName: 'Bench' });
  const calm = await ask(() => true);
  const loaded = await underLoad();
  const line = (name, values) =>
    `${name}: ${values.length} requests, p50 ${percentile(values, 0.5).toFixed(1)} ms, p95 ${percentile(values, 0.95).toFixed(1)} ms`;
  console.log(line('alone', calm));
  console.log(line(`beside ${atOnce} sign-ins`, loaded));
  const { known, unknown } = await refusals();
  console.log(`refusal, median: known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms`);
  const isEven = Math.abs(known - unknown) <= Math.max(5, Math.max(known, unknown) / 4);
  process.exitCode = percentile(loaded, 0.95) < 50 && isEven ? 0 : 1;
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}
