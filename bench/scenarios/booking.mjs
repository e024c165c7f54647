import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPool } from 'mysql2/promise';
import { Client } from '../client.mjs';
import { insist } from '../load/load.mjs';
import { wireRequest } from '../load/request.mjs';
import { cpuRatio, ratio, summaries, takeTurns } from '../measure.mjs';

const connections = 8;
/** Bookings of one round; a fixed number, so that none is cut off. */
const bookingsARound = 150;
/** How many bookings the bare handler knows by heart: of other providers and days, as in the load itself. */
const captured = 30;
const service = 'ac-repair';
const days = ['2027-02-04', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09'];
/** Far enough from each other that a job, its buffer and the way to the next one fit between. */
const startsApartMs = 2 * 3_600_000;

export const booking = {
  name: 'booking',
  title: 'POST /bookings, MariaDB',
  async run(bench) {
    const env = await bench.market.mariadb();
    const house = await bench.start('Nexora, MariaDB', { env: { ...env, BENCH_JOBS: 'off' } });
    const orders = await freshOrders(house, env.DATABASE_URL);
    const templates = await capture(house, env.DATABASE_URL, orders.splice(0, captured));
    const file = join(bench.folder, 'bookings.json');
    writeFileSync(file, JSON.stringify(templates));
    const bare = await bench.start('Express + mysql2, the same statements', {
      program: 'bare',
      env: { ...env, BENCH_BOOKING: file },
    });
    const replayed = wireRequest('POST', '/bookings', { body: orders[0].body });
    const requests = orders.map(({ token, body }) =>
      wireRequest('POST', '/bookings', { token, body, key: randomUUID() }),
    );
    const rounds = Math.min(bench.rounds, Math.floor(requests.length / bookingsARound) - 1);
    const order = (subject) => ({
      connections,
      once:
        subject === house
          ? requests.splice(0, bookingsARound)
          : Array.from({ length: bookingsARound }, () => replayed),
    });
    const before = await countBookings(env.DATABASE_URL);
    const runs = await takeTurns({
      subjects: [bare, house],
      rounds,
      load: bench.load,
      orderFor: order,
      warmUp: order,
      check: (figures, { name }) => insist(figures, name, 201),
    });
    const made = (await countBookings(env.DATABASE_URL)) - before;
    const answered = 2 * (rounds + 1) * bookingsARound;
    if (made !== answered) throw new Error(`${answered} bookings were answered and ${made} were made.`);
    const statements = templates.reduce((sum, each) => sum + each.statements.length, 0) / templates.length;
    return {
      subjects: summaries(runs),
      ratios: [
        {
          of: house.name,
          to: bare.name,
          ...ratio(runs.get(house.name), runs.get(bare.name)),
          cpu: cpuRatio(runs.get(house.name), runs.get(bare.name)),
        },
      ],
      said: [
        `${Math.round(statements)} statements a booking; ${rounds} rounds of ${bookingsARound} bookings.`,
      ],
    };
  },
};

/** As many bookings as can all be made: every one at a start that has room for it, whatever comes before. */
async function freshOrders(house, url) {
  const client = new Client(house);
  const orders = [];
  for (const [number, { pincode, city, state }] of (await places(url)).entries()) {
    const token = await client.newCustomer(1_000 + number);
    const address = { line1: '12, 5th Cross', city, state, pincode, isDefault: true };
    const { id: addressId } = await client.call('POST', '/addresses', { token, body: address });
    const { data: rates } = await client.call('GET', `/services/${service}/rates?pincode=${pincode}`);
    const items = [{ rateCardId: rates[0].id, quantity: 1 }];
    for (const day of days)
      for (const slotStart of await roomOn(client, pincode, day))
        orders.push({ token, body: { addressId, slotStart, items, paymentMethod: 'cash' } });
  }
  return shuffled(orders);
}

async function roomOn(client, pincode, day) {
  const { data } = await client.call(
    'GET',
    `/services/${service}/slots?pincode=${pincode}&from=${day}&to=${day}`,
  );
  const starts = [];
  let freeAt = 0;
  for (const { start, remaining } of data) {
    if (remaining === 0 || Date.parse(start) < freeAt) continue;
    freeAt = Date.parse(start) + startsApartMs;
    starts.push(...Array.from({ length: remaining }, () => start));
  }
  return starts;
}

async function countBookings(url) {
  return withServer(url, async (server) => {
    const [[{ count }]] = await server.query('SELECT COUNT(*) AS count FROM bookings');
    return count;
  });
}

async function places(url) {
  return withServer(url, async (server) => {
    const [rows] = await server.query(
      'SELECT MIN(pincode) AS pincode, city, MIN(state) AS state FROM pincodes WHERE isServiceable = 1 GROUP BY city ORDER BY city',
    );
    return rows;
  });
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

/** Makes bookings one by one and takes down what the server was asked meanwhile, from its own log. */
async function capture(house, url, orders) {
  const client = new Client(house);
  return withServer(url, async (server) => {
    // The first ones find nothing remembered yet.
    for (const { token, body } of orders.splice(0, 3))
      await client.call('POST', '/bookings', { token, body, key: randomUUID() });
    const templates = [];
    await server.query("SET GLOBAL log_output = 'TABLE'");
    try {
      for (const { token, body } of orders) {
        const key = randomUUID();
        const beganAt = Date.now();
        await server.query('TRUNCATE TABLE mysql.general_log');
        await server.query('SET GLOBAL general_log = ON');
        const answer = await client.text('POST', '/bookings', { token, body, key });
        await server.query('SET GLOBAL general_log = OFF');
        templates.push({ beganAt, key, answer, statements: await statementsIn(server) });
      }
    } finally {
      await server.query('SET GLOBAL general_log = OFF');
    }
    return templates;
  });
}

async function statementsIn(server) {
  const [rows] = await server.query(
    `SELECT CONVERT(argument USING utf8mb4) AS statement FROM mysql.general_log
     WHERE command_type = 'Query' AND thread_id <> CONNECTION_ID() ORDER BY event_time`,
  );
  return rows.map(({ statement }) => statement);
}

async function withServer(uri, work) {
  const server = createPool({ uri, connectionLimit: 1 });
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}
