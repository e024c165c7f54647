import { cpSync, existsSync } from 'node:fs';
import process from 'node:process';
import { createConnection } from 'mysql2/promise';
import type { RowDataPacket } from 'mysql2/promise';
import { makeTestHome } from './database.js';
import type { TestHome } from './database.js';
import { ownPrefix } from './redis.js';

/**
 * A copy of the seeded marketplace of the run, made by test/e2e/global-setup.mjs, for whoever opens an application on
 * it. In a run on servers its settings name a database and, when the run has one, a Redis.
 */
export async function makeSeededHome(): Promise<TestHome> {
  const template = process.env['NEXORA_TEMPLATE'];
  if (!template || !existsSync(template))
    throw new Error('The seeded template is missing: run the tests by npm test.');
  const home = await makeTestHome();
  cpSync(template, home.folder, { recursive: true });
  if (home.settings['DATABASE_URL'] !== undefined)
    await copyTables(process.env['NEXORA_TEMPLATE_DATABASE'] ?? '', home.settings['DATABASE_URL']);
  return { ...home, settings: { ...home.settings, ...redisSettings() } };
}

/** The run's Redis under prefixes of one's own; nothing when the run has none. */
function redisSettings(): Record<string, string> {
  const url = process.env['TEST_REDIS_URL'];
  if (url === undefined) return {};
  return { REDIS_URL: url, REDIS_PREFIX: ownPrefix() };
}

/**
 * Every table of one database with its keys, and all rows of it, to an empty database on the same server. Keys are
 * checked by neither step: the tables come in no order, and the rows have been checked where they come from.
 */
async function copyTables(from: string, url: string): Promise<void> {
  const connection = await createConnection({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    multipleStatements: true,
  });
  try {
    await connection.query('SET SESSION foreign_key_checks = 0, unique_checks = 0');
    const names = await rows<{ name: string }>(
      'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? ORDER BY 1',
      [from],
    );
    if (names.length === 0) throw new Error(`There is no table in the template ${from}.`);
    const statements: string[] = [];
    for (const { name } of names) {
      const [made] = await rows<{ 'Create Table': string }>(`SHOW CREATE TABLE ${from}.\`${name}\``);
      statements.push(made?.['Create Table'] ?? '');
    }
    statements.push(...names.map(({ name }) => `INSERT INTO \`${name}\` SELECT * FROM ${from}.\`${name}\``));
    await connection.query(statements.join(';\n'));
  } finally {
    await connection.end();
  }

  async function rows<Row>(statement: string, values: string[] = []): Promise<Row[]> {
    return (await connection.query<(RowDataPacket & Row)[]>(statement, values))[0];
  }
}
