import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'mysql2/promise';
import { build } from '../../scripts/build.mjs';

/** A Wednesday, half past nine in the morning in India: when every world begins. */
const seededAt = '2027-02-03T04:00:00.000Z';

/**
 * Builds, and makes the seeded marketplace that every world of the run is a copy of. Seeding is a process of its own
 * that closes its database, so it is complete and can be copied.
 * @param server address of a MySQL server on which the marketplace is to lie; in the folder when left out
 * @returns the folder, and the database's name on the server
 */
export async function makeTemplate(server) {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'nexora-template-'));
  const template = server
    ? { folder, database: `nexora_template_${randomBytes(6).toString('hex')}` }
    : { folder };
  const environment = {
    PATH: process.env.PATH,
    TZ: 'UTC',
    NODE_ENV: 'test',
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
  };
  if (template.database) {
    await say(server, `CREATE DATABASE ${template.database}`);
    environment.DATABASE_URL = new URL(template.database, `${server.replace(/\/$/, '')}/`).href;
  }
  const seeder = fileURLToPath(new URL('seed-template.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [seeder, seededAt], {
    encoding: 'utf8',
    env: environment,
  });
  if (status === 0) return template;
  await removeTemplate(template, server);
  throw new Error(`The marketplace of the tests could not be seeded:\n${stdout}${stderr}`);
}

export async function removeTemplate({ folder, database }, server) {
  rmSync(folder, { recursive: true, force: true });
  if (database) await say(server, `DROP DATABASE ${database}`);
}

async function say(server, statement) {
  const connection = await createConnection({ uri: server });
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}
