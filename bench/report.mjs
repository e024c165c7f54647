import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const rate = (value) => Math.round(value).toLocaleString('en-IN');
const ms = (value) => value.toFixed(value < 10 ? 1 : 0);
const times = (value) => value.toFixed(2);
const between = ({ median, low, high }, show) => `${show(median)} (${show(low)} to ${show(high)})`;
const verdict = (isMet) => (isMet ? 'met' : 'missed');

/** The tables of one scenario, in Markdown, which reads well on a terminal too. */
export function reportOf({ subjects, ratios, latencies, calls, memory, said = [] }) {
  return [
    ...(subjects
      ? [table(['', 'a second', 'p50 ms', 'p95 ms', 'CPU µs each'], subjects.map(subjectRow))]
      : []),
    ...(ratios ? [table(['ratio', 'to', 'times', 'by CPU', 'aim', ''], ratios.map(ratioRow))] : []),
    ...(latencies
      ? [table(['', 'a second', 'p50 ms', 'p95 ms', 'CPU µs each', 'aim', ''], latencies.map(latencyRow))]
      : []),
    ...(calls
      ? [
          table(
            ['', 'µs a run'],
            calls.map(({ name, us }) => [name, between(us, ms)]),
          ),
        ]
      : []),
    ...(memory ? [table(['requests', 'heap MiB', 'resident MiB'], memory.map(memoryRow))] : []),
    ...said,
  ].join('\n\n');
}

function subjectRow({ name, perSecond, p50Ms, p95Ms, cpuUs }) {
  return [name, rate(perSecond), ms(p50Ms), ms(p95Ms), rate(cpuUs)];
}

function ratioRow(each) {
  const { of, to, cpu, aim } = each;
  const wanted = aim === undefined ? ['none', ''] : [`at least ${times(aim)}`, verdict(each.median >= aim)];
  return [of, to, between(each, times), cpu ? between(cpu, times) : '', ...wanted];
}

function latencyRow({ name, perSecond, p50Ms, p95Ms, cpuUs, aimMs }) {
  const isMet = p95Ms.median < aimMs;
  return [
    name,
    rate(perSecond),
    between(p50Ms, ms),
    between(p95Ms, ms),
    rate(cpuUs),
    `p95 below ${aimMs} ms`,
    verdict(isMet),
  ];
}

function memoryRow({ requests, heapMib, rssMib }) {
  return [rate(requests), heapMib.toFixed(1), rssMib.toFixed(1)];
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const begin = '<!-- figures: written by node bench/run.mjs --write -->';
const end = '<!-- end of figures -->';

/** Puts the figures of a run where the document has them; what no longer was run is gone. */
export async function writeInto(path, { machine, results }) {
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no place for figures.`);
  const { processor, cores, memoryGib, node } = machine;
  const sections = results.map((each) => `### ${each.title}\n\n${conditions(each)}\n\n${reportOf(each)}`);
  const body = [`${processor}, ${cores} cores, ${memoryGib} GiB, Node ${node}.`, ...sections].join('\n\n');
  const style = { ...(await resolveConfig(path)), parser: 'markdown' };
  const fresh = `${text.slice(0, from)}${begin}\n\n${body}\n\n${text.slice(to)}`;
  writeFileSync(path, await format(fresh, style));
}

function conditions({ taken: { rounds, roundMs, loads } }) {
  return `${rounds} rounds of ${roundMs / 1_000} s; load average ${loads.map(ms).join(' before, ')} after.`;
}
