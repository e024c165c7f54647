// Whether the time of an answer tells who has an account (ID-1).
//
//   npm run build && node bench/even-answers.mjs [NAME...] [--people=80] [--servers]
//
// Starts the built server on a folder of its own, registers people, and asks for them and for as many nobodies in an
// order drawn by lot, each identifier as often as the other kind's. Prints for each question the medians and quarters
// of both, and how often an answer about somebody took longer than one about nobody (0.5 when the time tells nothing).
// Ends with 1 when statuses or bodies differ, or when that share lies further from 0.5 than four standard errors of
// two samples of one distribution and than 0.1: such a difference is told by a handful of questions.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { OwnServer, percentile } from './own-server.mjs';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '80' },
    servers: { type: 'boolean', default: false },
  },
});
const people = Number(options.people);
const server = await OwnServer.start({
  port: Number(process.env.BENCH_PORT ?? 3988),
  onServers: options.servers,
});

const password = 'Str0ng!Passw0rd';
const wrong = 'Wr0ng!Passw0rd';
const number = (first, at) => `+91${first}${String(at).padStart(5, '0')}`;
const somebody = (at) => ({ at, email: `asha${at}@example.com`, mobile: number('98765', at) });
const nobody = (at) => ({ at, email: `ravi${at}@example.com`, mobile: number('98764', at) });
/** Each by one of the two: failures of an account count together, and those of nobody cannot. */
const byTurns = ({ at, email, mobile }) => (at % 2 ? mobile : email);

/** What may not tell; `rounds` is how often each identifier is asked about. */
const questions = [
  {
    name: 'sign-in, wrong password',
    rounds: 4,
    ask: (who) => server.post('/auth/login', { identifier: byTurns(who), password: wrong }),
  },
  {
    name: 'sign-in, locked',
    rounds: 4,
    prepare: (who) => server.post('/auth/login', { identifier: byTurns(who), password: wrong }),
    ask: (who) => server.post('/auth/login', { identifier: byTurns(who), password: wrong }),
  },
  {
    name: 'code asked for',
    rounds: 1,
    ask: ({ mobile }) => server.post('/auth/otp/request', { mobile }),
  },
  {
    name: 'code asked for too soon',
    rounds: 2,
    ask: ({ mobile }) => server.post('/auth/otp/request', { mobile }),
  },
  {
    name: 'wrong code tried',
    rounds: 3,
    ask: ({ mobile }) => server.post('/auth/otp/verify', { mobile, code: '000000' }),
  },
  {
    name: 'reset asked for',
    rounds: 2,
    ask: ({ email }) => server.post('/auth/forgot-password', { email }),
  },
  {
    name: 'letter to prove an email asked for',
    rounds: 2,
    ask: ({ email }) => server.post('/auth/resend-verification', { email }),
  },
  {
    name: 'registration with a fault',
    rounds: 2,
    ask: ({ email, mobile }) =>
      server.post('/auth/register', { email, mobile, password: 'password1', firstName: 'Asha' }),
  },
];

function shuffled(list) {
  const left = [...list];
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [left[at], left[other]] = [left[other], left[at]];
  }
  return left;
}

/** How often a value of the one list is the greater, ties by half: the area under the ROC curve. */
function shareGreater(ones, others) {
  const sum = ones.reduce(
    (all, one) => all + others.reduce((won, other) => won + (one > other ? 1 : one === other ? 0.5 : 0), 0),
    0,
  );
  return sum / (ones.length * others.length);
}

const shapeOf = ({ status, text }) => {
  const body = JSON.parse(text);
  // The request's own, and the seconds that are left.
  for (const own of ['instance', 'retryAfterSeconds']) delete body[own];
  return JSON.stringify([status, body]);
};

async function compare({ rounds, prepare, ask }) {
  const lot = Array.from({ length: people }, (_, at) => [
    { isKnown: true, who: somebody(at) },
    { isKnown: false, who: nobody(at) },
  ]).flat();
  if (prepare) for (const { who } of shuffled(lot)) await prepare(who);
  const times = { true: [], false: [] };
  const shapes = { true: new Set(), false: new Set() };
  for (let round = 0; round < rounds; round += 1)
    for (const { isKnown, who } of shuffled(lot)) {
      const answer = await ask(who);
      times[isKnown].push(answer.ms);
      shapes[isKnown].add(shapeOf(answer));
      // What a question sets going is over before the next one.
      await wait(5);
    }
  const [known, unknown] = [times.true, times.false];
  const share = shareGreater(known, unknown);
  const error = Math.sqrt((known.length + unknown.length + 1) / (12 * known.length * unknown.length));
  const isAlike = [...shapes.true].toSorted().join() === [...shapes.false].toSorted().join();
  if (!isAlike) console.error('Not alike:', shapes);
  return { known, unknown, share, error, isAlike };
}

const spreadOf = (values) =>
  `${percentile(values, 0.5).toFixed(1)} (${percentile(values, 0.25).toFixed(1)} to ${percentile(values, 0.75).toFixed(1)})`;

try {
  for (let at = 0; at < people; at += 1) {
    const { email, mobile } = somebody(at);
    const { status } = await server.post('/auth/register', { email, mobile, password, firstName: 'Asha' });
    if (status !== 201) throw new Error(`Registering was answered ${status}.`);
  }
  console.log(`${options.servers ? 'MariaDB and Redis' : 'SQLite'}, ${people} people and as many nobodies\n`);
  console.log('| question | each | somebody ms | nobody ms | somebody takes longer | alike |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  let isEven = true;
  for (const { name, ...question } of questions) {
    if (names.length > 0 && !names.includes(name)) continue;
    const { known, unknown, share, error, isAlike } = await compare(question);
    const isTold = Math.abs(share - 0.5) > Math.max(0.1, 4 * error);
    isEven &&= isAlike && !isTold;
    console.log(
      `| ${name} | ${known.length} | ${spreadOf(known)} | ${spreadOf(unknown)} | ${share.toFixed(2)} ± ${error.toFixed(2)} | ${isAlike ? 'yes' : 'no'}${isTold ? ', told by its time' : ''} |`,
    );
  }
  process.exitCode = isEven ? 0 : 1;
} finally {
  await server.stop();
}
