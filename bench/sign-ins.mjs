// A thread of its own, so that the sign-ins share no event loop with what is measured beside them.
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';

const { base, identifier, password, atOnce, rounds } = workerData;

async function signIn() {
  const startedMs = performance.now();
  const response = await fetch(`${base}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ identifier, password }),
  });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`A sign-in was answered ${response.status}.`);
  return performance.now() - startedMs;
}

const taken = [];
for (let left = rounds; left > 0; left -= 1)
  taken.push(...(await Promise.all(Array.from({ length: atOnce }, signIn))));
parentPort.postMessage(taken);
