import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { seedMarketplace } from '../../seeds/seed.js';
import { Configuration } from '../../src/config/configuration.js';
import { AppConfig, DatabaseConfig } from '../../src/config/sections.js';
import { entities } from '../../src/entities.js';
import { migrate, revert } from '../../src/platform/database/migrate.js';
import { openUnmigrated } from '../../src/platform/database/open-database.js';
import { listTables, makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';

describe('taking the newest migration back and running it again, on a database with rows', () => {
  let home: TestHome;
  let source: DataSource;

  beforeAll(async () => {
    home = await makeTestHome();
    const configuration = Configuration.read({
      ...home.settings,
      ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent', ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' },
    });
    await seedMarketplace(configuration, { now: new Date('2026-03-02T05:47:31.250Z') });
    const sections = [configuration.of(AppConfig), configuration.of(DatabaseConfig)] as const;
    source = await openUnmigrated(...sections, { entities, migrations });
  }, 120_000);

  afterAll(async () => {
    await source.destroy();
    await home.remove();
  });

  async function contentOf(tables: readonly string[]): Promise<Record<string, string>> {
    const content: Record<string, string> = {};
    for (const table of tables) {
      const rows: unknown[] = await source.query(`SELECT * FROM ${table} ORDER BY 1, 2`);
      content[table] = `${rows.length} ${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`;
    }
    return content;
  }

  it('leaves every row of the older tables as it was, and the tables as the entities describe them', async () => {
    const before = await contentOf(await listTables(source));
    await revert(source);
    const older = (await listTables(source)).filter((name) => name !== 'migrations');
    expect(older.length).toBeGreaterThan(20);
    expect(await migrate(source)).toHaveLength(1);
    const kept = Object.fromEntries(older.map((name) => [name, before[name]]));
    expect(await contentOf(older)).toEqual(kept);
    expect((await listTables(source)).toSorted()).toEqual(Object.keys(before).toSorted());
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
