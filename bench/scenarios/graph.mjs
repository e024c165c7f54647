import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ratio, spread } from '../measure.mjs';

const engines = fileURLToPath(new URL('../subjects/graphs.mjs', import.meta.url));
/** A pair that fits together; the newest of each need not. */
const packages = ['@langchain/langgraph@1.2.9', '@langchain/core@1.2.13'];

export const graph = {
  name: 'graph',
  title: 'A graph of three empty nodes, one run',
  async run(bench) {
    const folder = join(bench.folder, 'langgraph');
    const hasPeer = install(folder);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [engines, String(bench.rounds), ...(hasPeer ? [folder] : [])],
      { encoding: 'utf8', env: { PATH: process.env.PATH } },
    );
    if (status !== 0) throw new Error(`The graphs did not run:\n${stderr}`);
    const { house, peer, version } = JSON.parse(stdout);
    const us = (rounds) => spread(rounds.map(({ perSecond }) => 1_000_000 / perSecond));
    const calls = [{ name: 'Nexora, agents/graph', us: us(house) }];
    if (!peer)
      return {
        calls,
        said: ['LangGraph.js could not be installed from the registry, so nothing stands beside it.'],
      };
    const name = `LangGraph.js ${version}`;
    return {
      calls: [...calls, { name, us: us(peer) }],
      ratios: [{ of: 'Nexora, agents/graph', to: name, aim: 1, ...ratio(house, peer) }],
    };
  },
};

/** LangGraph.js is no dependency of the house: it is had for this run only, into a folder that goes with it. */
function install(folder) {
  const { status } = spawnSync(
    'npm',
    ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', ...packages],
    { encoding: 'utf8', timeout: 180_000 },
  );
  return status === 0;
}
