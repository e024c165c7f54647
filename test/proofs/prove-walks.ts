import process from 'node:process';
import { SeededRandom } from '../../seeds/seeded-random.js';
import { breakages } from './broken-kernels.js';
import { add, sample, walk } from './interleavings.js';
import type { Fault, Walk } from './interleavings.js';
import type { Program } from './program.js';
import { chosenPrograms, drawnPrograms, systematicPrograms, widePrograms } from './programs.js';
import { outcomeRows, say, seconds, table } from './report.js';
import { Stage } from './stage.js';

/** Every interleaving of many programs, over the real services on the embedded database. */
async function main(more: number): Promise<boolean> {
  const startedMs = performance.now();
  const systematic = systematicPrograms().slice(0, Math.ceil(more / 2));
  const drawn = drawnPrograms(more - systematic.length, { seed: 29, threads: 3, steps: 3 });
  const wide = [...widePrograms, ...drawnPrograms(8, { seed: 31, threads: 4, steps: 4 })];
  const faults: Fault[] = [];
  const outcomes = new Map<string, number>();
  const rows: (string | number)[][] = [];
  say('Interleavings over the real services, embedded database');
  const stage = await Stage.open();
  try {
    rows.push(await group('chosen, 3 x 3', chosenPrograms, (each) => walk(stage, each, { finalsBooked: 3 })));
    rows.push(await group('systematic, 3 x 3', systematic, (each) => walk(stage, each)));
    rows.push(await group('drawn, 3 x 3', drawn, (each) => walk(stage, each)));
    const random = new SeededRandom(37);
    const pick = (choices: number) => random.int(0, choices - 1);
    rows.push(await group('4 x 4, sampled', wide, (each) => sample(stage, each, { count: 50, pick })));
    const [first] = chosenPrograms;
    if (first) {
      const [pruned, whole] = [await walk(stage, first), await walk(stage, first, { prunes: false })];
      const isSame =
        JSON.stringify([...pruned.finals].toSorted()) === JSON.stringify([...whole.finals].toSorted());
      say(
        `Walked again without pruning: ${whole.steps} steps in place of ${pruned.steps}; the ends are ${isSame ? 'the same' : 'NOT THE SAME'}.\n`,
      );
      if (!isSame) faults.push({ program: 'pruning', path: [], sentences: ['the ends differ'] });
    }
  } finally {
    await stage.close();
  }

  async function group(
    name: string,
    programs: readonly Program[],
    walked: (program: Program) => Promise<Walk>,
  ): Promise<(string | number)[]> {
    const sinceMs = performance.now();
    const sums = { interleavings: 0, steps: 0, pruned: 0, finals: 0, booked: 0 };
    for (const program of programs) {
      const found = await walked(program);
      sums.interleavings += found.interleavings;
      sums.steps += found.steps;
      sums.pruned += found.pruned;
      sums.finals += found.finals.size;
      sums.booked += found.booked;
      add(outcomes, found.outcomes);
      if (found.fault) faults.push(found.fault);
    }
    say(
      `  ${name}: ${sums.interleavings.toLocaleString('en-IN')} covered, ${faults.length} broken laws so far, ${seconds(sinceMs)}`,
    );
    const { interleavings, steps, pruned, finals, booked } = sums;
    return [
      name,
      programs.length,
      interleavings,
      steps,
      pruned,
      finals,
      booked,
      faults.length,
      seconds(sinceMs),
    ];
  }

  table(
    [
      'programs',
      'count',
      'interleavings',
      'steps taken',
      'pruned',
      'ends',
      'starts booked',
      'faults so far',
      'time',
    ],
    rows,
  );
  table(['step', 'outcome', 'times'], outcomeRows(outcomes));
  const isCaught = await catchTrusting();
  for (const { program, path, sentences } of faults)
    say(`BROKEN  ${program}\n  ${path.join('\n  ')}\n  -> ${sentences.join('\n  -> ')}\n`);
  say(`${faults.length} broken laws; ${seconds(startedMs)}.\n`);
  return faults.length === 0 && isCaught;
}

/** The kernel that does not look again at what has run out must be caught, with a hold and with a late payment. */
async function catchTrusting(): Promise<boolean> {
  const stage = await Stage.open(breakages['trusts holds']);
  try {
    let isCaught = true;
    for (const [name, program] of [
      ['a hold', chosenPrograms[0]],
      ['a late payment', chosenPrograms[3]],
    ] as const) {
      if (!program) throw new Error('There is no such program.');
      const { fault, steps } = await walk(stage, program);
      say(
        `A kernel that trusts ${name} that ran out is ${fault ? `caught after ${steps} steps` : 'NOT CAUGHT'}.`,
      );
      isCaught &&= fault !== null;
    }
    say();
    return isCaught;
  } finally {
    await stage.close();
  }
}

const [programs = '200'] = process.argv.slice(2);
process.exitCode = (await main(Number(programs))) ? 0 : 1;
