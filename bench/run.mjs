// The bench: node bench/run.mjs [NAME...] [--rounds=N] [--round-ms=N] [--write]
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { Bench } from './bench.mjs';
import { reportOf, writeInto } from './report.mjs';
import { booking } from './scenarios/booking.mjs';
import { chat } from './scenarios/chat.mjs';
import { graph } from './scenarios/graph.mjs';
import { memory } from './scenarios/memory.mjs';
import { categories, search, slots } from './scenarios/reads.mjs';

const scenarios = [categories, search, slots, booking, chat, graph, memory];
const document = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const results = fileURLToPath(new URL('.data/', import.meta.url));

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '21' },
    'round-ms': { type: 'string', default: '600' },
    write: { type: 'boolean', default: false },
  },
});

const unknown = names.filter((each) => !scenarios.some(({ name }) => name === each));
if (unknown.length > 0) {
  console.error(
    `No scenario is called ${unknown.join(' or ')}: ${scenarios.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(1);
}

build();
const bench = new Bench({ rounds: Number(options.rounds), roundMs: Number(options['round-ms']) });
const [processor] = cpus();
const report = {
  machine: {
    processor: processor?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
  results: [],
};
try {
  for (const { name, title, run } of scenarios) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${title}`);
    const [loadBefore] = loadavg();
    const found = await run(bench);
    await bench.stopSubjects();
    const { rounds, roundMs } = bench;
    // Programs that wanted a processor at once, in the minute before and in the last one.
    const taken = { rounds, roundMs, loads: [loadBefore, loadavg()[0]] };
    const result = { name, title, taken, ...found };
    report.results.push(result);
    console.log(reportOf(result));
  }
} finally {
  await bench.close();
}
mkdirSync(results, { recursive: true });
writeFileSync(`${results}latest.json`, `${JSON.stringify(report, null, 2)}\n`);
if (options.write) await writeInto(document, report);
