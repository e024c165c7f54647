// The load, in a process of its own, so that it does not share the event loop of whom it measures.
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from './connection.mjs';

process.on('message', (order) => {
  apply(order).then(
    (figures) => process.send({ figures }),
    (error) => process.send({ fault: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));

/**
 * Every connection asks, waits for the answer, and asks again.
 * @param order the port; `scripts`, one list of requests for each connection, begun again at its end, or `once`, one
 *   list that all connections share and nobody sends twice; when to stop: after `durationMs`, or `count` requests;
 *   `thinkMs`, how long each rests between an answer and its next request
 */
async function apply({
  port,
  scripts,
  once,
  connections,
  durationMs = Infinity,
  count = Infinity,
  thinkMs = 0,
}) {
  const lines = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  const latencies = [];
  const statuses = {};
  const beganAt = performance.now();
  let sent = 0;
  let shared = 0;
  await Promise.all(
    lines.map(async (line, at) => {
      const script = once ?? scripts[at % scripts.length];
      if (thinkMs > 0) await pause((thinkMs * at) / connections);
      for (let step = 0; ; step += 1) {
        const isOver = performance.now() - beganAt >= durationMs || sent >= count;
        const request = once ? once[shared] : script[step % script.length];
        if (isOver || request === undefined) return;
        sent += 1;
        shared += 1;
        const askedAt = performance.now();
        const { status } = await line.ask(request);
        latencies.push(performance.now() - askedAt);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (thinkMs > 0) await pause(thinkMs);
      }
    }),
  );
  const elapsedMs = performance.now() - beganAt;
  for (const line of lines) line.close();
  latencies.sort((a, b) => a - b);
  const quantile = (share) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  const [p50Ms, p95Ms, p99Ms] = [quantile(0.5), quantile(0.95), quantile(0.99)];
  const perSecond = (latencies.length * 1_000) / elapsedMs;
  return { count: latencies.length, perSecond, p50Ms, p95Ms, p99Ms, statuses, elapsedMs };
}
