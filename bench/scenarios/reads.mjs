import { Client } from '../client.mjs';
import { insist } from '../load/load.mjs';
import { wireRequest } from '../load/request.mjs';
import { cpuRatio, ratio, summaries, takeTurns } from '../measure.mjs';

const connections = 16;
const off = { CACHE_MAX_BYTES: '0' };

/** What is held against what: each on the same database as its opposite. */
const opposites = [
  { database: 'MariaDB', bare: 'Express + mysql2', env: (bench) => bench.market.mariadb() },
  { database: 'SQLite', bare: 'Express + better-sqlite3', env: (bench) => bench.market.sqlite() },
];

export const categories = {
  name: 'categories',
  title: 'GET /services/categories',
  run: (bench) =>
    compareReads(bench, {
      paths: ['/services/categories'],
      variants: [
        { label: 'kept answers', settings: {}, aim: 1 },
        { label: 'CACHE_MAX_BYTES=0', settings: off, aim: 0.8 },
      ],
    }),
};

export const search = {
  name: 'search',
  title: 'GET /services/search?q=',
  run: (bench) =>
    compareReads(bench, {
      // Words for which a LIKE finds the same services as the index does, so that both send the same bytes.
      paths: ['bathroom', 'haircut', 'plumb', 'massage'].map((q) => `/services/search?q=${q}&sort=name`),
      variants: [{ label: 'never kept', settings: {}, aim: 0.8 }],
    }),
};

export const slots = {
  name: 'slots',
  title: 'GET /services/{id}/slots, two days',
  run: (bench) =>
    compareReads(bench, {
      paths: ['560001', '110001', '400001'].map(
        (pincode) => `/services/ac-repair/slots?pincode=${pincode}&from=2027-02-04&to=2027-02-05`,
      ),
      variants: [{ label: 'never kept', settings: {}, aim: 0.8 }],
    }),
};

async function compareReads(bench, { paths, variants }) {
  const pairs = [];
  const subjects = [];
  for (const { database, bare, env } of opposites) {
    const opponent = await bench.start(bare, { program: 'bare', env: await env(bench) });
    subjects.push(opponent);
    for (const { label, settings, aim } of variants) {
      const name = `Nexora, ${database}, ${label}`;
      const house = await bench.start(name, { env: { ...(await env(bench)), ...settings } });
      await insistOnSameAnswers(house, opponent, paths);
      subjects.push(house);
      // The aims are held against a database that is asked over the network, as in production.
      pairs.push({ of: house.name, to: opponent.name, ...(database === 'MariaDB' && { aim }) });
    }
  }
  const script = paths.map((path) => wireRequest('GET', path));
  const order = (durationMs) => ({ scripts: [script], connections, durationMs });
  const runs = await takeTurns({
    subjects,
    rounds: bench.rounds,
    load: bench.load,
    orderFor: () => order(bench.roundMs),
    // By requests, since that is what the engine compiles after; by time too, for what is slow.
    warmUp: () => ({ ...order(12_000), count: 10_000 }),
    check: (figures, { name }) => insist(figures, name, 200),
  });
  return {
    subjects: summaries(runs),
    ratios: pairs.map((pair) => ({
      ...pair,
      ...ratio(runs.get(pair.of), runs.get(pair.to)),
      cpu: cpuRatio(runs.get(pair.of), runs.get(pair.to)),
    })),
  };
}

/** Two that do not say the same are not doing the same work. */
async function insistOnSameAnswers(house, opponent, paths) {
  for (const path of paths) {
    const [ours, theirs] = [
      await new Client(house).text('GET', path),
      await new Client(opponent).text('GET', path),
    ];
    if (ours !== theirs)
      throw new Error(`${house.name} and ${opponent.name} differ at ${path}:\n${ours}\n${theirs}`);
  }
}
