import process from 'node:process';
import type { Breakage } from './broken-kernels.js';
import { outcomeRows, say, seconds, table } from './report.js';
import { storm } from './storm.js';
import type { StormPlan } from './storm.js';
import { Street, encounters } from './street.js';
import { told } from './program.js';

const hot = { seed: 41, perRound: 48, atOnce: 6, providers: 1, customers: 12, isHot: true } as const;

/** Storms from two processes, and encounters statement by statement, on the server of TEST_DATABASE_URL. */
async function main(operations: number): Promise<boolean> {
  const met = await meetEverybody();
  const plan: StormPlan = { operations, seed: 43, perRound: 1_000, atOnce: 8, providers: 6, customers: 24 };
  const wide = await stormed('everything everywhere', plan);
  const narrow = await stormed('two starts of one plumber', {
    ...hot,
    operations: Math.ceil(operations / 5),
  });
  let areCaught = await caughtAtAStatement('locks no day', 0);
  areCaught = (await caughtAtAStatement('checks, then inserts', 1)) && areCaught;
  for (const breakage of ['locks no day', 'checks, then inserts'] as const)
    areCaught = (await caughtByStorm(breakage)) && areCaught;
  await secondGuard();
  return met && wide && narrow && areCaught;
}

async function meetEverybody(): Promise<boolean> {
  const sinceMs = performance.now();
  const street = await Street.open();
  let isGood = true;
  const rows: (string | number)[][] = [];
  try {
    for (const encounter of encounters) {
      const { schedules, statements, waits, outcomes, fault } = await street.meet(encounter);
      const name = encounter.both.map(told).join(' | ');
      rows.push([
        name,
        schedules,
        statements,
        waits,
        [...outcomes].map(([each, count]) => `${each} ${count}`).join(', '),
      ]);
      if (fault) say(`BROKEN  ${fault.path.join('\n  ')}\n  -> ${fault.sentences.join('\n  -> ')}\n`);
      isGood &&= fault === null;
    }
  } finally {
    await street.close();
  }
  say(`Two transactions, let in upon each other at every statement; MariaDB; ${seconds(sinceMs)}`);
  table(['both at once', 'schedules', 'statements', 'waits for a row', 'outcomes'], rows);
  return isGood;
}

async function stormed(name: string, plan: StormPlan): Promise<boolean> {
  const { operations, durationMs, outcomes, retries, broken, refusesSecondOwner, filled, cancelled } =
    await storm(plan);
  const busy = [...outcomes].filter(([each]) => each.endsWith('database.busy'));
  say(`Storm: ${name}; 2 processes with ${plan.atOnce} connections each; MariaDB`);
  table(['act', 'outcome', 'times'], outcomeRows(outcomes));
  table(
    [
      'operations',
      'begun again after a deadlock',
      'given up',
      'filled at the end',
      'then cancelled',
      'broken laws',
      'time',
    ],
    [
      [
        operations,
        retries,
        busy.length,
        filled,
        cancelled,
        broken.length,
        `${(durationMs / 1_000).toFixed(1)} s`,
      ],
    ],
  );
  for (const each of broken.slice(0, 20)) say(`BROKEN  ${each}`);
  if (!refusesSecondOwner) say('BROKEN  the database takes a second owner of a cell');
  return broken.length === 0 && busy.length === 0 && refusesSecondOwner;
}

/** @param nth the encounter at which it goes wrong */
async function caughtAtAStatement(breakage: Breakage, nth: number): Promise<boolean> {
  const street = await Street.open(breakage);
  try {
    const encounter = encounters[nth];
    if (!encounter) throw new Error('There is no such encounter.');
    const { fault, schedules } = await street.meet(encounter);
    say(
      fault
        ? `A kernel that ${breakage} is caught at schedule ${schedules}: ${fault.path.join(' ')}.`
        : `A kernel that ${breakage} is NOT CAUGHT between statements.`,
    );
    return fault !== null;
  } finally {
    await street.close();
  }
}

async function caughtByStorm(breakage: Breakage): Promise<boolean> {
  const { broken, operations } = await storm({ ...hot, operations: 3_000, breakage });
  const [first] = broken;
  say(
    first === undefined
      ? `A kernel that ${breakage} is NOT CAUGHT in ${operations} operations.`
      : `A kernel that ${breakage} is caught after ${operations} operations: ${first}.`,
  );
  return first !== undefined;
}

/** Without the key the day's lock still lets one claim at a time decide; the missing key itself is seen. */
async function secondGuard(): Promise<void> {
  const { broken, operations, refusesSecondOwner } = await storm({
    ...{ ...hot, operations: 500 },
    breakage: 'checks, then inserts, under the lock',
  });
  say(
    `Without the key but under the day's lock: ${broken.length} broken laws in ${operations} operations; a second owner of a cell is ${refusesSecondOwner ? 'refused' : 'taken by the database, which the proof reports'}.`,
  );
}

const [operations = '20000'] = process.argv.slice(2);
process.exitCode = (await main(Number(operations))) ? 0 : 1;
