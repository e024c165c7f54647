// How much signing in holds up everybody else (ID-1: hashing never blocks the event loop).
//
//   npm run build && node bench/login-load.mjs [--at-once=20] [--rounds=15] [--servers]
//
// Starts the built server on a folder of its own and asks two things that have nothing to do with it, in turns: whether
// the server lives, and a signed-in customer's profile, which reads the database twice. First nobody signs in
// meanwhile, then so many people at once, round after round, then nobody again: what else the machine is at falls on
// all three. Prints the 50th and 95th percentile in milliseconds. Ends with 1 when a 95th percentile beside the
// sign-ins is 50 ms or more.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { OwnServer, percentile } from './own-server.mjs';

const { values: options } = parseArgs({
  options: {
    'at-once': { type: 'string', default: '20' },
    rounds: { type: 'string', default: '15' },
    servers: { type: 'boolean', default: false },
  },
});
const atOnce = Number(options['at-once']);
const password = 'Str0ng!Passw0rd';
const email = 'bench@example.com';
const server = await OwnServer.start({
  port: Number(process.env.BENCH_PORT ?? 3987),
  onServers: options.servers,
});

/** Asks until `isDone`, one question after the other. */
async function ask(token, isDone) {
  const taken = { '/health/live': [], '/api/v1/users/me': [] };
  while (!isDone() || taken['/health/live'].length < 150)
    for (const [path, times] of Object.entries(taken)) {
      const { ms, status } = await server.timed('GET', path, { token });
      if (status !== 200) throw new Error(`${path} was answered ${status}.`);
      times.push(ms);
      await wait(2);
    }
  return taken;
}

async function underLoad(token) {
  let signInMs = null;
  const worker = new Worker(new URL('sign-ins.mjs', import.meta.url), {
    workerData: { base: server.base, identifier: email, password, atOnce, rounds: Number(options.rounds) },
  });
  const signedIn = once(worker, 'message').then(([each]) => (signInMs = each));
  const [taken] = await Promise.all([ask(token, () => signInMs !== null), signedIn]);
  return { taken, signInMs };
}

try {
  const who = { email, mobile: '+919876512345', password, firstName: 'Bench' };
  const token = JSON.parse((await server.post('/auth/register', who)).text).tokens.accessToken;
  const before = await ask(token, () => true);
  const { taken: loaded, signInMs } = await underLoad(token);
  const after = await ask(token, () => true);
  const p = (values, share) => percentile(values, share).toFixed(1);
  const row = (what, values) =>
    console.log(`| ${what} | ${values.length} | ${p(values, 0.5)} | ${p(values, 0.95)} |`);
  console.log('| asked | times | p50 ms | p95 ms |\n| --- | --- | --- | --- |');
  for (const path of Object.keys(loaded)) {
    row(`GET ${path}, before`, before[path]);
    row(`GET ${path}, beside ${atOnce} sign-ins`, loaded[path]);
    row(`GET ${path}, after`, after[path]);
  }
  row(`POST /auth/login, ${atOnce} at once`, signInMs);
  const worst = Math.max(...Object.values(loaded).map((values) => percentile(values, 0.95)));
  process.exitCode = worst < 50 ? 0 : 1;
} finally {
  await server.stop();
}
