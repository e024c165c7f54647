import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMariadb } from '../scripts/services.mjs';

/** A Wednesday, half past nine in the morning in India: when every marketplace of the bench begins. */
export const seededAt = '2027-02-03T04:00:00.000Z';

/** Seeded databases for the subjects, each made when it is first wanted; all of them of the same rows. */
export class Market {
  #folder;
  #template = null;
  #mariadb = null;
  #copies = 0;

  constructor(folder) {
    this.#folder = folder;
  }

  /** Settings of a subject on a SQLite database of its own. */
  sqlite() {
    this.#template ??= this.#seed(join(this.#folder, 'sqlite'), {});
    const copy = join(this.#folder, `sqlite-${(this.#copies += 1)}`);
    cpSync(this.#template, copy, { recursive: true });
    return settings({ DATA_DIR: copy });
  }

  /** Settings of a subject on the one MariaDB, which all of them share. */
  async mariadb() {
    this.#mariadb ??= await this.#seededMariadb();
    return settings(this.#mariadb.env);
  }

  async close() {
    await this.#mariadb?.server.stop();
  }

  async #seededMariadb() {
    const server = await startMariadb(this.#folder);
    const { createConnection } = await import('mysql2/promise');
    const connection = await createConnection(server.url);
    await connection.query('CREATE DATABASE nexora CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
    await connection.end();
    const env = { DATABASE_URL: `${server.url}/nexora`, DATA_DIR: join(this.#folder, 'keys') };
    this.#seed(env.DATA_DIR, { DATABASE_URL: env.DATABASE_URL });
    return { server, env };
  }

  /** Seeding is a process of its own that closes its database, so the folder is complete and can be copied. */
  #seed(folder, env) {
    mkdirSync(folder, { recursive: true });
    const seeder = fileURLToPath(new URL('seeder.mjs', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [seeder], {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        TZ: 'UTC',
        LOG_LEVEL: 'warn',
        ...settings({ DATA_DIR: folder, ...env }),
      },
    });
    if (status !== 0) throw new Error(`The marketplace could not be seeded:\n${stdout}${stderr}`);
    return folder;
  }
}

/** As shipped, but for what would end a long run: tokens that expire, and limits on requests. */
function settings(env) {
  return { RATE_LIMIT_ENABLED: 'false', ACCESS_TOKEN_MINUTES: '1440', BENCH_NOW: seededAt, ...env };
}
