import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/entities.js';
import { migrate, revert } from '../../src/platform/database/migrate.js';
import { listTables, openTestSource } from '../database.js';
import type { TestSource } from '../database.js';

describe('the migrations', () => {
  let database: TestSource;

  beforeEach(async () => {
    database = await openTestSource({ entities, migrations });
  });
  afterEach(() => database.close());

  it('make exactly the tables that the entities describe', async () => {
    const { source } = database;
    await migrate(source);
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('make a table for every entity and none besides', async () => {
    const { source } = database;
    await migrate(source);
    const described = source.entityMetadatas.map(({ tableName }) => tableName);
    expect(await listTables(source)).toEqual([...described, 'migrations'].sort());
  });

  it('can all be taken back and run again', async () => {
    const { source } = database;
    const run = await migrate(source);
    for (let left = run.length; left > 0; left -= 1) await revert(source);
    expect(await listTables(source)).toEqual(['migrations']);
    expect(await migrate(source)).toEqual(run);
  });

  it('run once: a second start finds nothing to do', async () => {
    await migrate(database.source);
    expect(await migrate(database.source)).toEqual([]);
  });
});
