import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/entities.js';
import { migrate, revert } from '../../src/platform/database/migrate.js';
import { sqliteWriter } from '../../src/platform/database/sqlite.js';

describe('the migrations', () => {
  let folder: string;
  let source: DataSource;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nexora-migrations-'));
    source = await sqliteWriter({
      file: join(folder, 'm.sqlite'),
      busyMs: 1_000,
      entities,
      migrations,
    }).initialize();
  });
  afterEach(async () => {
    await source.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const tables = async (): Promise<string[]> => {
    const rows: { name: string }[] = await source.query(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    );
    return rows.map(({ name }) => name);
  };

  it('make exactly the tables that the entities describe', async () => {
    await migrate(source);
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('make a table for every entity and none besides', async () => {
    await migrate(source);
    const described = source.entityMetadatas.map(({ tableName }) => tableName);
    expect(await tables()).toEqual([...described, 'migrations'].sort());
  });

  it('can all be taken back and run again', async () => {
    const run = await migrate(source);
    for (const _each of run) await revert(source);
    expect(await tables()).toEqual(['migrations']);
    expect(await migrate(source)).toEqual(run);
  });

  it('run once: a second start finds nothing to do', async () => {
    await migrate(source);
    expect(await migrate(source)).toEqual([]);
  });
});
