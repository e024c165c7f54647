// The databases of bench/kernel.mjs: one server on a folder that is kept, with marketplaces of several sizes.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'mysql2/promise';
import { startMariadb } from '../scripts/services.mjs';
import { seededAt } from './market.mjs';

/** By the name of its database: how many visits of the past, and of how many customers. */
const sizes = {
  small: { bookings: 1_000, customers: 1_000 },
  middle: { bookings: 100_000, customers: 10_000 },
  large: { bookings: 1_000_000, customers: 100_000 },
};
/** What a million visits are read and written with; a tenth of them fits, as it does where such a table is served. */
const server = ['--innodb-buffer-pool-size=4G', '--innodb-log-file-size=2G'];

export const pincode = '560001';
export const service = 'ac-repair';
export const providersWanted = 120;
/** A week ahead in which each of the providers has three jobs a day. */
export const fullDays = { from: '2027-02-04', to: '2027-02-10' };

const cellMs = 15 * 60_000;
const firstFullCell = Date.parse('2027-02-02T18:30:00Z') / cellMs;
const fullDayCount = 9;
const ownerMark = 'bench-day';

/** @returns its url for each size, and what ends it; what is missing is made first, which takes minutes */
export async function openKernelMarket(folder, say) {
  mkdirSync(folder, { recursive: true });
  const mariadb = await startMariadb(folder, { settings: server });
  try {
    const market = { keys: join(folder, 'keys'), stop: () => mariadb.stop(), urls: {}, bookings: {} };
    for (const [name, size] of Object.entries(sizes)) {
      market.urls[name] = `${mariadb.url}/${name}`;
      if (!existsSync(join(folder, `${name}.complete`))) {
        say(`making ${name}: ${size.bookings.toLocaleString('en-IN')} bookings`);
        await makeDatabase(mariadb.url, market, name, size, say);
        writeFileSync(join(folder, `${name}.complete`), '');
      }
      run('../scripts/start.mjs', ['cli', 'migrate'], market.urls[name], market.keys);
      market.bookings[name] = await prepare(market.urls[name]);
    }
    return market;
  } catch (fault) {
    await mariadb.stop();
    throw fault;
  }
}

async function makeDatabase(url, { urls, keys }, name, { bookings, customers }, say) {
  const connection = await createConnection(url);
  await connection.query(`DROP DATABASE IF EXISTS ${name}`);
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await connection.end();
  run('seeder.mjs', [], urls[name], keys);
  const beganAt = Date.now();
  const amount = [`--customers=${customers}`, `--bookings=${bookings}`];
  run('../scripts/start.mjs', ['cli', 'scale', ...amount], urls[name], keys);
  say(`  ${((Date.now() - beganAt) / 1_000).toFixed(0)} s`);
}

function run(file, parameters, url, keys) {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...parameters], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TZ: 'UTC', LOG_LEVEL: 'error', ...kernelSettings(url, keys) },
  });
  if (status !== 0) throw new Error(`${file} ${parameters.join(' ')} failed:\n${stdout}${stderr}`);
}

export function kernelSettings(url, keys) {
  return {
    DATABASE_URL: url,
    DATA_DIR: keys,
    RATE_LIMIT_ENABLED: 'false',
    ACCESS_TOKEN_MINUTES: '1440',
    BENCH_NOW: seededAt,
    BENCH_JOBS: 'off',
  };
}

/** As many providers as are wanted with their full days, and the time that former runs have taken given back. */
async function prepare(uri) {
  const connection = await createConnection(uri);
  const rows = async (sql, values) => (await connection.query(sql, values))[0];
  try {
    const [{ skill }] = await rows('SELECT skill FROM subcategories WHERE slug = ?', [service]);
    const serving = `SELECT served.providerId AS id FROM provider_pincodes served
      JOIN provider_skills skilled ON skilled.providerId = served.providerId
      WHERE served.pincode = ? AND skilled.skill = ? ORDER BY 1`;
    const known = await rows(serving, [pincode, skill]);
    const [model] = await rows('SELECT * FROM providers ORDER BY id LIMIT 1');
    const week = await rows('SELECT * FROM provider_hours WHERE providerId = ?', [model.id]);
    for (let at = known.length; at < providersWanted; at += 1) {
      const id = randomUUID();
      const provider = { ...model, id, isActive: 1, isVerified: 1 };
      for (const unique of ['mobile', 'email'])
        if (unique in provider) provider[unique] = `${unique}-${id.slice(0, 8)}`;
      await rows('INSERT INTO providers SET ?', [provider]);
      await rows('INSERT INTO provider_skills SET ?', [{ providerId: id, skill }]);
      await rows('INSERT INTO provider_pincodes SET ?', [{ providerId: id, pincode }]);
      for (const hours of week)
        await rows('INSERT INTO provider_hours SET ?', [{ ...hours, providerId: id }]);
    }
    await rows(
      `DELETE taken FROM bookings booking JOIN provider_cells taken ON taken.ownerId = booking.id
       WHERE booking.slotStartAt >= ? AND booking.createdAt >= ?`,
      [`${fullDays.from} 00:00:00`, seededAt.replace('T', ' ').replace('Z', '')],
    );
    await rows('DELETE FROM provider_cells WHERE ownerId LIKE ?', [`${ownerMark}%`]);
    const cells = (await rows(serving, [pincode, skill])).flatMap(({ id }, nth) => dayCells(id, nth));
    for (let at = 0; at < cells.length; at += 2_000)
      await rows(
        `INSERT IGNORE INTO provider_cells (providerId, cell, ownerKind, ownerId, pincode, expiresAt, lastCell) VALUES ?`,
        [cells.slice(at, at + 2_000)],
      );
    await rows('ANALYZE TABLE bookings, booking_events, provider_cells, ledger_entries, payments');
    const [{ count }] = await rows('SELECT COUNT(*) AS count FROM bookings');
    return Number(count);
  } finally {
    await connection.end();
  }
}

/** Three jobs of an hour and a half a day, half an hour earlier or later from one provider to the next. */
function dayCells(providerId, nth) {
  const cells = [];
  for (let day = 0; day < fullDayCount; day += 1)
    for (let job = 0; job < 3; job += 1) {
      const first = firstFullCell + day * 96 + 33 + ((nth + job) % 3) * 2 + job * 14;
      const ownerId = `${ownerMark}-${nth}-${day}-${job}`;
      for (let cell = first; cell < first + 7; cell += 1)
        cells.push([
          providerId,
          cell,
          'booking',
          ownerId,
          job === 1 ? '560004' : pincode,
          null,
          cell === first ? first + 6 : null,
        ]);
    }
  return cells;
}
