// The booking kernel at two sizes: node bench/kernel.mjs --small=URL --large=URL [--rounds=N] [--round-ms=N]
// The two databases are seeded from one instant (BENCH_NOW) and grown by `cli scale`; the same requests go to both in
// turn, so that a ratio of two figures is of one run. --small-keys and --large-keys name the DATA_DIR each was seeded with.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createPool } from 'mysql2/promise';
import { Client } from './client.mjs';
import { Load, insist } from './load/load.mjs';
import { wireRequest } from './load/request.mjs';
import { seededAt } from './market.mjs';
import { cpuRatio, ratio, spread, takeTurns } from './measure.mjs';
import { reportOf } from './report.mjs';
import { Subject } from './subjects/subject.mjs';

const { values: options } = parseArgs({
  options: {
    small: { type: 'string' },
    large: { type: 'string' },
    'small-keys': { type: 'string' },
    'large-keys': { type: 'string' },
    profile: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    'round-ms': { type: 'string', default: '1500' },
    connections: { type: 'string', default: '4' },
  },
});
const rounds = Number(options.rounds);
const roundMs = Number(options['round-ms']);
const connections = Number(options.connections);
const providersWanted = 120;
const pincode = '560001';
const service = 'ac-repair';
const skillOf = 'SELECT skill FROM subcategories WHERE slug = ?';

const folder = mkdtempSync(join(tmpdir(), 'nexora-kernel-'));
const load = new Load();
const subjects = [];
try {
  const sizes = [];
  for (const [label, url] of [
    ['small', options.small],
    ['large', options.large],
  ]) {
    if (!url) continue;
    const bookings = await prepare(url);
    const name = options.large === undefined ? 'Nexora' : `${bookings.toLocaleString('en-IN')} bookings`;
    const env = {
      DATABASE_URL: url,
      DATA_DIR: options[`${label}-keys`] ?? join(folder, label),
      RATE_LIMIT_ENABLED: 'false',
      ACCESS_TOKEN_MINUTES: '1440',
      BENCH_NOW: seededAt,
      BENCH_JOBS: 'off',
    };
    const nodeFlags = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
    const subject = await Subject.start(name, { program: 'nexora', env, folder, nodeFlags });
    subjects.push(subject);
    sizes.push({ subject, url, ...(await actors(subject, url)) });
  }
  for (const scenario of scenarios().filter(({ title }) => title.includes(options.only ?? ''))) {
    const order = (subject) => {
      const size = sizes.find((each) => each.subject === subject);
      return { connections, ...scenario.order(size) };
    };
    const runs = await takeTurns({
      subjects,
      rounds,
      load,
      orderFor: order,
      warmUp: order,
      check: (figures, { name }) => insist(figures, name, scenario.status ?? 200),
    });
    const summaries = [...runs].map(([name, of]) => ({
      name,
      ...Object.fromEntries(
        ['perSecond', 'p50Ms', 'p95Ms', 'cpuUs'].map((key) => [
          key,
          spread(of.map((each) => each[key])).median,
        ]),
      ),
    }));
    const [small, large] = subjects.map(({ name }) => name);
    const ratios =
      large === undefined
        ? undefined
        : [
            {
              of: large,
              to: small,
              aim: 1 / 1.3,
              ...ratio(runs.get(large), runs.get(small)),
              cpu: cpuRatio(runs.get(large), runs.get(small)),
            },
          ];
    process.stdout.write(`### ${scenario.title}\n\n${reportOf({ subjects: summaries, ratios })}\n\n`);
  }
} finally {
  for (const subject of subjects) await subject.stop();
  load.close();
  rmSync(folder, { recursive: true, force: true });
}

function scenarios() {
  const reads = (title, path, token) => ({
    title,
    order: (size) => ({
      scripts: [[wireRequest('GET', path(size), { token: token(size) })]],
      durationMs: roundMs,
    }),
  });
  return [
    reads(
      `GET /services/{id}/slots, seven days, ${providersWanted} providers`,
      () => `/services/${service}/slots?pincode=${pincode}&from=2027-02-04&to=2027-02-10`,
      () => undefined,
    ),
    reads(
      'GET /bookings, the customer’s own',
      () => '/bookings',
      ({ customer }) => customer,
    ),
    reads(
      'GET /bookings/{id}',
      ({ bookingId }) => `/bookings/${bookingId}`,
      ({ customer }) => customer,
    ),
    reads(
      'GET /ops/bookings',
      () => '/ops/bookings',
      ({ staff }) => staff,
    ),
    {
      title: 'POST /bookings',
      status: 201,
      order: ({ orders }) => ({ once: orders.splice(0, 40) }),
    },
  ];
}

/** As many providers of the skill in the pincode as are wanted, each with a usual week. @returns how many bookings */
async function prepare(uri) {
  const pool = createPool({ uri, connectionLimit: 1 });
  try {
    const [[{ skill }]] = await pool.query(skillOf, [service]);
    const [[{ count: serving }]] = await pool.query(
      `SELECT COUNT(*) AS count FROM provider_pincodes s JOIN provider_skills k ON k.providerId = s.providerId
       WHERE s.pincode = ? AND k.skill = ?`,
      [pincode, skill],
    );
    const [[model]] = await pool.query('SELECT * FROM providers ORDER BY id LIMIT 1');
    const [hours] = await pool.query('SELECT * FROM provider_hours WHERE providerId = ?', [model.id]);
    for (let at = Number(serving); at < providersWanted; at += 1) {
      const id = randomUUID();
      const provider = { ...model, id, isActive: 1, isVerified: 1 };
      for (const unique of ['mobile', 'email', 'code'])
        if (unique in provider) provider[unique] = `${unique}-${id.slice(0, 8)}`;
      await pool.query('INSERT INTO providers SET ?', [provider]);
      await pool.query('INSERT INTO provider_skills SET ?', [{ providerId: id, skill }]);
      await pool.query('INSERT INTO provider_pincodes SET ?', [{ providerId: id, pincode }]);
      for (const row of hours)
        await pool.query('INSERT INTO provider_hours SET ?', [{ ...row, providerId: id }]);
    }
    await pool.query('ANALYZE TABLE bookings, provider_cells, ledger_entries');
    const [[{ count }]] = await pool.query('SELECT COUNT(*) AS count FROM bookings');
    return Number(count);
  } finally {
    await pool.end();
  }
}

/** A customer with bookings of their own, somebody of the staff, and orders that can all be made. */
async function actors(subject, url) {
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
    `/services/${service}/slots?pincode=${pincode}&from=2027-02-05&to=2027-02-16`,
  );
  const starts = [];
  let freeAt = 0;
  for (const { start, remaining } of slots) {
    if (remaining < 41 || Date.parse(start) < freeAt) continue;
    freeAt = Date.parse(start) + 3 * 3_600_000;
    starts.push(start);
  }
  const bookingOf = async (token, start) =>
    client.call('POST', '/bookings', { token, body: bodyAt(start), key: randomUUID() });
  let bookingId = null;
  for (const start of starts.slice(0, 20)) bookingId = (await bookingOf(customer, start)).id;
  // Nobody meets one customer's history when booking: each order is of the second customer.
  const other = await client.newCustomer(number + 1);
  const { id: otherAddress } = await client.call('POST', '/addresses', { token: other, body: address });
  const orders = starts.flatMap((start) =>
    Array.from({ length: 40 }, () =>
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
  return { url, customer, bookingId, staff: tokens.accessToken, orders: shuffled(orders) };
}

/** In a fixed order that looks like none, so that neighbours in the load are not neighbours in the data. */
function shuffled(orders) {
  let seed = 20_270_203;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return orders
    .map((order) => ({ order, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ order }) => order);
}
