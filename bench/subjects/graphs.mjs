// Runs both graphs in turn and prints how often each ran in a second: node graphs.mjs ROUNDS [FOLDER OF LANGGRAPH]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { END, START } from '../../dist/src/features/agents/graph/graph-shape.js';
import { defineGraph } from '../../dist/src/features/agents/graph/state-graph.js';
import { latest } from '../../dist/src/features/agents/graph/channels.js';

const [rounds, folder] = process.argv.slice(2);
const roundMs = 500;
const idle = async () => ({});

function houseGraph() {
  const graph = defineGraph({ channels: { text: latest(() => '') } })
    .node('a', idle)
    .node('b', idle)
    .node('c', idle)
    .edge(START, 'a')
    .edge('a', 'b')
    .edge('b', 'c')
    .edge('c', END)
    .compile({ stepLimit: 10 });
  return () => graph.run({ text: 'hello' }, { context: null });
}

async function peerGraph(within) {
  const resolve = createRequire(join(within, 'index.js')).resolve;
  const {
    Annotation,
    StateGraph,
    START: first,
    END: last,
  } = await import(pathToFileURL(resolve('@langchain/langgraph')).href);
  const graph = new StateGraph(Annotation.Root({ text: Annotation() }))
    .addNode('a', idle)
    .addNode('b', idle)
    .addNode('c', idle)
    .addEdge(first, 'a')
    .addEdge('a', 'b')
    .addEdge('b', 'c')
    .addEdge('c', last)
    .compile();
  return () => graph.invoke({ text: 'hello' });
}

async function runFor(durationMs, run) {
  const beganAt = performance.now();
  let count = 0;
  for (; performance.now() - beganAt < durationMs; count += 1) await run();
  return { perSecond: (count * 1_000) / (performance.now() - beganAt) };
}

const subjects = [houseGraph(), ...(folder ? [await peerGraph(folder)] : [])];
const figures = subjects.map(() => []);
for (const run of subjects) await runFor(2 * roundMs, run);
for (let round = 0; round < Number(rounds); round += 1)
  for (const [at, run] of subjects.entries()) figures[at].push(await runFor(roundMs, run));
const manifest = folder && join(folder, 'node_modules', '@langchain', 'langgraph', 'package.json');
const version = manifest && JSON.parse(readFileSync(manifest, 'utf8')).version;
console.log(JSON.stringify({ house: figures[0], peer: figures[1] ?? null, version: version ?? null }));
