import { Client } from '../client.mjs';
import { insist } from '../load/load.mjs';
import { wireRequest } from '../load/request.mjs';
import { talkers } from './chat.mjs';

const requests = 60_000;
const windows = 10;
const connections = 10;
const mib = 2 ** 20;
/** What may be added over the last third and still be called flat. */
const flat = 0.02;

/**
 * Memory under a long mixed load. What the process needs to get going, such as compiled code and filled caches, is
 * there after the first windows; what still grows in the last third would grow for ever.
 */
export const memory = {
  name: 'memory',
  title: `Memory over ${requests.toLocaleString('en-IN')} requests, SQLite, after a full collection`,
  async run(bench) {
    const subject = await bench.start('Nexora, SQLite', {
      env: { ...bench.market.sqlite(), BENCH_JOBS: 'on' },
      nodeFlags: ['--expose-gc'],
    });
    const scripts = await mixedScripts(subject);
    const samples = [];
    for (let window = 1; window <= windows; window += 1) {
      const figures = await bench.load.apply(subject, { scripts, connections, count: requests / windows });
      insist(figures, subject.name, 200, 404);
      const { heapUsed, rss } = await subject.settledMemory();
      samples.push({ requests: (window * requests) / windows, heapMib: heapUsed / mib, rssMib: rss / mib });
    }
    const [heap, resident] = [growth(samples, 'heapMib'), growth(samples, 'rssMib')];
    const percent = (share) => `${(100 * share).toFixed(1)} %`;
    return {
      memory: samples,
      said: [
        `Over the last third the heap grew by ${percent(heap)}, what is resident by ${percent(resident)}; ` +
          `flat is below ${percent(flat)}: ${heap < flat && resident < flat ? 'met' : 'missed'}.`,
      ],
    };
  },
};

/** One message of the assistant's for every three reads, a few refusals among them. */
async function mixedScripts(subject) {
  const { data } = await new Client(subject).call('GET', '/services/search?limit=100');
  const reads = data.flatMap(({ slug }, at) => [
    wireRequest('GET', `/services/search?q=${encodeURIComponent(slug.replaceAll('-', ' '))}`),
    wireRequest('GET', `/services/${slug}/slots?pincode=560001&from=2027-02-0${4 + (at % 5)}`),
    wireRequest('GET', at % 10 === 0 ? `/services/none-${at}` : `/services/${slug}`),
  ]);
  return (await talkers(subject, connections)).map((talk, number) =>
    talk.flatMap((message, at) => {
      const from = (number * talk.length + at) * 3;
      return [message, ...[0, 1, 2].map((step) => reads[(from + step) % reads.length])];
    }),
  );
}

/** By how much, for each unit there was, a figure grew over the last third: the slope of the line that fits it best. */
function growth(samples, key) {
  const last = samples.slice(-Math.ceil(samples.length / 3));
  const middle = (last.length - 1) / 2;
  const mean = last.reduce((sum, each) => sum + each[key], 0) / last.length;
  const along = last.reduce((sum, each, at) => sum + (at - middle) * (each[key] - mean), 0);
  const slope = along / last.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return (slope * (last.length - 1)) / mean;
}
