// The aims of the booking kernel, measured: node bench/kernel.mjs [--folder=FOLDER] [--only=PART] [--rounds=N]
// Databases of a thousand, a hundred thousand and a million bookings lie in the folder; the first run makes them.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { Bench } from './bench.mjs';
import { Client } from './client.mjs';
import {
  fullDays,
  kernelSettings,
  openKernelMarket,
  pincode,
  providersWanted,
  service,
} from './kernel-market.mjs';
import { Load, insist } from './load/load.mjs';
import { wireRequest } from './load/request.mjs';
import { spread, takeTurns } from './measure.mjs';
import { booking } from './scenarios/booking.mjs';
import { Subject } from './subjects/subject.mjs';

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', default: join(tmpdir(), 'nexora-kernel') },
    profile: { type: 'string' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '9' },
    'round-ms': { type: 'string', default: '1000' },
  },
});
const rounds = Number(options.rounds);
const roundMs = Number(options['round-ms']);
const parts = ['slots', 'growth', 'bare'];
const ordersARound = 40;
const slowestMs = 30;
const leastOfBare = 0.5;
const mostGrowth = 1.3;

const say = (line) => process.stdout.write(`${line}\n`);
const logs = mkdtempSync(join(tmpdir(), 'nexora-kernel-logs-'));
const verdicts = [];
build();
const subjects = [];
const [isSlots, isGrowth, isBare] = parts.map((part) => part.includes(options.only));
say(`load average ${loadavg()[0].toFixed(1)}; ${rounds} rounds of ${roundMs} ms\n`);
const load = new Load();
const market = isSlots || isGrowth ? await openKernelMarket(options.folder, say) : null;
try {
  if (isSlots) await slots();
  await stopAll();
  if (isGrowth) await growth();
} finally {
  await stopAll();
  load.close();
  await market?.stop();
  rmSync(logs, { recursive: true, force: true });
}
if (isBare) await besideBare();
say(`\nload average ${loadavg()[0].toFixed(1)}\n`);
for (const { aim, figure, isMet } of verdicts) say(`${isMet ? 'met   ' : 'MISSED'} ${aim}: ${figure}`);
if (verdicts.some(({ isMet }) => !isMet)) process.exitCode = 1;

async function start(name) {
  const nodeFlags = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const env = kernelSettings(market.urls[name], market.keys);
  const subject = await Subject.start(name, { program: 'nexora', env, folder: logs, nodeFlags });
  subjects.push(subject);
  return subject;
}

async function stopAll() {
  for (const subject of subjects.splice(0)) await subject.stop();
}

function slotsPath() {
  return `/services/${service}/slots?pincode=${pincode}&from=${fullDays.from}&to=${fullDays.to}`;
}

/** A week of full days, at a hundred thousand bookings. */
async function slots() {
  await start('middle');
  for (const connections of [1, 4]) await slotsIn(connections);
}

async function slotsIn(connections) {
  const order = () => ({
    connections,
    scripts: [[wireRequest('GET', slotsPath())]],
    durationMs: roundMs,
  });
  const check = (figures, { name }) => insist(figures, name, 200);
  const runs = await takeTurns({ subjects, rounds, load, orderFor: order, warmUp: order, check });
  const middleOf = (key) => spread(runs.get('middle').map((each) => each[key])).median;
  const [p50, p95] = [middleOf('p50Ms'), middleOf('p95Ms')];
  const said = `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${Math.round(middleOf('cpuUs'))} µs of CPU each`;
  verdicts.push({
    aim: `slots of 7 days, ${providersWanted} providers with 3 jobs a day, ${market.bookings.middle} bookings, ${connections} at once, p95 below ${slowestMs} ms`,
    figure: said,
    isMet: p95 < slowestMs,
  });
  say(`slots, ${connections} at once: ${said}`);
}

/** The same requests to a thousand and to a million bookings, round by round in turn. */
async function growth() {
  const sizes = new Map();
  for (const name of ['small', 'large']) {
    const subject = await start(name);
    sizes.set(subject, await actors(subject));
  }
  for (const { title, status, order } of scenarios()) {
    const orderFor = (subject) => ({ connections: 1, ...order(sizes.get(subject)) });
    const check = (figures, { name }) => insist(figures, name, status);
    const runs = await takeTurns({ subjects, rounds, load, orderFor, warmUp: orderFor, check });
    const times = (key) =>
      spread(runs.get('large').map((each, at) => each[key] / runs.get('small')[at][key])).median;
    const middle = (name) => spread(runs.get(name).map(({ p50Ms }) => p50Ms)).median.toFixed(1);
    const [clock, cpu] = [times('p50Ms'), times('cpuUs')];
    const figure = `${clock.toFixed(2)} times by the clock (p50 ${middle('small')} and ${middle('large')} ms), ${cpu.toFixed(2)} by CPU`;
    verdicts.push({
      aim: `${title}, from ${market.bookings.small} to ${market.bookings.large} bookings at most ${mostGrowth} times`,
      figure,
      isMet: clock <= mostGrowth && cpu <= mostGrowth,
    });
    say(`${title}: ${figure}`);
  }
}

function scenarios() {
  const read = (title, path, token) => ({
    title,
    status: 200,
    order: (size) => ({
      scripts: [[wireRequest('GET', path(size), { token: token(size) })]],
      durationMs: roundMs,
    }),
  });
  const customer = (size) => size.customer;
  const staff = (size) => size.staff;
  return [
    read('slots', slotsPath, () => undefined),
    read('own bookings', () => '/bookings', customer),
    read('one booking', ({ bookingId }) => `/bookings/${bookingId}`, customer),
    read('bookings of operations', () => '/ops/bookings', staff),
    read('bookings of operations, completed', () => '/ops/bookings?status=completed', staff),
    {
      title: 'booking',
      status: 201,
      order: ({ orders }) => ({ once: orders.splice(0, ordersARound) }),
    },
  ];
}

/** What share of the bookings a bare script makes of the very statements the house makes. */
async function besideBare() {
  const bench = new Bench({ rounds, roundMs });
  try {
    const { ratios, said } = await booking.run(bench);
    const [{ median, low, high, cpu }] = ratios;
    verdicts.push({
      aim: `bookings, beside a bare script with the same statements, at least ${leastOfBare}`,
      figure: `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}) by the clock, ${cpu.median.toFixed(2)} by CPU; ${said.join(' ')}`,
      isMet: median >= leastOfBare,
    });
  } finally {
    await bench.close();
  }
}

/** A customer with bookings of their own, somebody of the staff, and orders that can all be made. */
async function actors(subject) {
  const client = new Client(subject);
  const number = Date.now() % 1_000_000;
  const customer = await client.newCustomer(number);
  const { data: rates } = await client.call('GET', `/services/${service}/rates?pincode=${pincode}`);
  const address = { line1: '12, 5th Cross', city: 'Bangalore', state: 'Karnataka', pincode, isDefault: true };
  const { id: addressId } = await client.call('POST', '/addresses', { token: customer, body: address });
  const bodyAt = (slotStart) => ({
    addressId,
    slotStart,
    items: [{ rateCardId: rates[0].id, quantity: 1 }],
    paymentMethod: 'cash',
  });
  const { data: slots } = await client.call(
    'GET',
    `/services/${service}/slots?pincode=${pincode}&from=${fullDays.from}&to=${fullDays.to}`,
  );
  const starts = [];
  let freeAt = 0;
  for (const { start, remaining } of slots) {
    if (remaining < ordersARound + 1 || Date.parse(start) < freeAt) continue;
    freeAt = Date.parse(start) + 3 * 3_600_000;
    starts.push(start);
  }
  let bookingId = null;
  for (const start of starts.slice(0, 20)) {
    const order = { token: customer, body: bodyAt(start), key: randomUUID() };
    bookingId = (await client.call('POST', '/bookings', order)).id;
  }
  // Nobody meets one customer's history when booking: each order is of the second customer.
  const other = await client.newCustomer(number + 1);
  const { id: otherAddress } = await client.call('POST', '/addresses', { token: other, body: address });
  const orders = starts.flatMap((start) =>
    Array.from({ length: ordersARound }, () =>
      wireRequest('POST', '/bookings', {
        token: other,
        key: randomUUID(),
        body: { ...bodyAt(start), addressId: otherAddress },
      }),
    ),
  );
  const { tokens } = await client.call('POST', '/ops/auth/login', {
    body: { identifier: 'EMP003', password: 'Nexora@2026' },
  });
  return { customer, bookingId, staff: tokens.accessToken, orders };
}
