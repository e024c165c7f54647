import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../scripts/build.mjs';

/** A Wednesday, half past nine in the morning in India: when every world begins. */
const seededAt = '2027-02-03T04:00:00.000Z';

/**
 * Builds, and makes the seeded marketplace that every world of the run is a copy of. Seeding is a process of its own
 * that closes its database, so the folder is complete and can be copied.
 * @returns the folder
 */
export function makeTemplate() {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'nexora-template-'));
  const seeder = fileURLToPath(new URL('seed-template.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [seeder, seededAt], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TZ: 'UTC', NODE_ENV: 'test', LOG_LEVEL: 'warn', DATA_DIR: folder },
  });
  if (status === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`The marketplace of the tests could not be seeded:\n${stdout}${stderr}`);
}

export function removeTemplate(folder) {
  rmSync(folder, { recursive: true, force: true });
}
