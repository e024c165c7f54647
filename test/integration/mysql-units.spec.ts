import { Entity } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Platform1763700000001 } from '../../migrations/0001-platform.js';
import { FixedClock } from '../../src/kernel/clock.js';
import { Id, Int } from '../../src/platform/database/columns.js';
import { CommandEntity } from '../../src/platform/database/command.entity.js';
import { Commands } from '../../src/platform/database/commands.js';
import { lockRow, skipLocked } from '../../src/platform/database/locks.js';
import { columns, createTable } from '../../src/platform/database/migration.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import { describeOn, openTestDatabase } from '../database.js';
import type { TestDatabase } from '../database.js';

@Entity('tallies')
class TallyEntity {
  @Id() id: string;
  @Int() count: number;
}

class Tallies1700000000002 implements MigrationInterface {
  name = 'Tallies1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'tallies', { columns: [columns.id(), columns.int('count')] });
  }

  async down(): Promise<void> {}
}

/** Opens once as many have arrived; whoever comes later passes. */
function meeting(of: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return () => {
    arrived += 1;
    if (arrived === of) open();
    return opened;
  };
}

const schema = {
  entities: [TallyEntity, CommandEntity],
  migrations: [Platform1763700000001, Tallies1700000000002],
};

describe('a lock on a row', () => {
  it('loses no change made by reading, reckoning and writing, on either kind of database', async () => {
    const { work, close } = await openTestDatabase(schema);
    await work.run((tx) => tx.getRepository(TallyEntity).insert({ id: 'a', count: 0 }));
    await Promise.all(
      Array.from({ length: 20 }, () =>
        work.run(async (tx) => {
          const row = await lockRow(tx, TallyEntity, { id: 'a' });
          await tx.getRepository(TallyEntity).update({ id: 'a' }, { count: (row?.count ?? 0) + 1 });
        }),
      ),
    );
    const rows = await work.read((reader) => reader.getRepository(TallyEntity).find());
    expect(rows).toEqual([{ id: 'a', count: 20 }]);
    await close();
  });
});

describeOn('mysql')('units of work on MySQL', () => {
  let database: TestDatabase;
  let another: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase({ ...schema, settings: { DATABASE_LOCK_WAIT_SECONDS: '1' } });
    another = await database.another();
    await database.work.run((tx) =>
      tx.getRepository(TallyEntity).insert([
        { id: 'a', count: 0 },
        { id: 'b', count: 0 },
      ]),
    );
    database.units.length = 0;
  });
  afterEach(async () => {
    await another.close();
    await database.close();
  });

  const add = (tx: Tx, id: string) => tx.getRepository(TallyEntity).increment({ id }, 'count', 1);
  const counts = async () => {
    const rows = await database.work.read((reader) =>
      reader.getRepository(TallyEntity).find({ order: { id: 'ASC' } }),
    );
    return rows.map(({ id, count }) => `${id}${count}`);
  };
  const retries = () => database.units.reduce((sum, unit) => sum + unit.retries, 0);

  it('begin again after a deadlock, and both effects land', async () => {
    const bothHoldOne = meeting(2);
    const crossing = (first: string, second: string) =>
      database.work.run(async (tx) => {
        await add(tx, first);
        await bothHoldOne();
        await add(tx, second);
      });
    await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
    expect(retries()).toBe(1);
    expect(await counts()).toEqual(['a2', 'b2']);
  });

  it('commit nothing when the work swallows a deadlock, but begin again', async () => {
    const bothHoldOne = meeting(2);
    const crossing = (first: string, second: string) =>
      database.work.run(async (tx) => {
        await add(tx, first);
        await bothHoldOne();
        await add(tx, second).catch(() => undefined);
        await add(tx, first).catch(() => undefined);
      });
    await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
    expect(retries()).toBe(1);
    expect(await counts()).toEqual(['a3', 'b3']);
  });

  it('begin again after waiting too long for a row', async () => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const isHeld = meeting(2);
    const holding = another.work.run(async (tx) => {
      await add(tx, 'a');
      await isHeld();
      await held;
    });
    await isHeld();
    let begun = 0;
    const waiting = database.work.run(async (tx) => {
      begun += 1;
      if (begun === 2) letGo();
      await add(tx, 'a');
    });
    await Promise.all([holding, waiting]);
    expect(retries()).toBe(1);
    expect(await counts()).toEqual(['a2', 'b0']);
  });

  it('see what was committed while they waited for the row', async () => {
    const firstHolds = meeting(2);
    let read: () => void = () => undefined;
    const secondHasRead = new Promise<void>((resolve) => (read = resolve));
    const first = database.work.run(async (tx) => {
      await lockRow(tx, TallyEntity, { id: 'a' });
      await firstHolds();
      await secondHasRead;
      await add(tx, 'a');
      await add(tx, 'b');
    });
    await firstHolds();
    const second = another.work.run(async (tx) => {
      // Under REPEATABLE READ this would fix what every later read sees.
      const before = await tx.getRepository(TallyEntity).findOneByOrFail({ id: 'b' });
      read();
      const locked = await lockRow(tx, TallyEntity, { id: 'a' });
      const after = await tx.getRepository(TallyEntity).findOneByOrFail({ id: 'b' });
      return [before.count, locked?.count, after.count];
    });
    await first;
    expect(await second).toEqual([0, 1, 1]);
  });

  it('of two processes lose no increment made by reading, adding and writing under a lock', async () => {
    const works = [database.work, another.work];
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        (works[at % 2] ?? database.work).run(async (tx) => {
          const row = await lockRow(tx, TallyEntity, { id: 'a' });
          await tx.getRepository(TallyEntity).update({ id: 'a' }, { count: (row?.count ?? 0) + 1 });
        }),
      ),
    );
    expect(await counts()).toEqual(['a40', 'b0']);
  });

  it('pass over rows that another holds, when asked to', async () => {
    const seen = await database.work.run(async (tx) => {
      await lockRow(tx, TallyEntity, { id: 'a' });
      return another.work.run((other) =>
        skipLocked(other, other.getRepository(TallyEntity).createQueryBuilder('tally')).getMany(),
      );
    });
    expect(seen.map(({ id }) => id)).toEqual(['b']);
  });

  it('have one effect for a command that two processes are sent at once, many times', async () => {
    const clock = new FixedClock('2026-01-01T00:00:00Z');
    const processes = [database, another].map(({ work }) => ({ work, commands: new Commands(work, clock) }));
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, at) => {
        const { work, commands } = processes[at % 2] ?? {
          work: database.work,
          commands: new Commands(database.work, clock),
        };
        return commands.once({
          principal: 'customer:1',
          name: 'tallies.add',
          key: 'k',
          input: { by: 1 },
          act: () =>
            work.run(async (tx) => {
              await add(tx, 'a');
              return { id: `made-${at}` };
            }),
          replay: async (resultId) => ({ id: resultId }),
        });
      }),
    );
    expect(await counts()).toEqual(['a1', 'b0']);
    expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(outcomes.map(({ result }) => result.id)).size).toBe(1);
  });

  it('answer that the database is unavailable when its connection is cut, and go on with the next', async () => {
    const cut = database.work.run(async (tx) => {
      await add(tx, 'a');
      const [{ id }]: [{ id: number }] = await tx.query('SELECT CONNECTION_ID() AS id');
      await another.writer.query(`KILL ${Number(id)}`);
      await add(tx, 'a');
    });
    await expect(cut).rejects.toMatchObject({ code: 'database.unavailable', kind: 'unavailable' });
    await database.work.run((tx) => add(tx, 'b'));
    expect(await counts()).toEqual(['a0', 'b1']);
  });
});

describeOn('mysql')('migrating on MySQL', () => {
  it('is done once when two processes start together, and both find the tables', async () => {
    const database = await openTestDatabase(schema);
    await database.writer.dropDatabase();
    const both = await Promise.all([database.another(), database.another()]);
    const applied: { name: string }[] = await database.writer.query(
      'SELECT name FROM migrations ORDER BY name',
    );
    expect(applied.map(({ name }) => name)).toEqual(['Platform1763700000001', 'Tallies1700000000002']);
    for (const each of both) await each.close();
    await database.close();
  });

  it('goes on where a run was cut off in the middle of a migration', async () => {
    const database = await openTestDatabase(schema);
    await database.writer.query('DROP TABLE notifications');
    await database.writer.query('DELETE FROM migrations');
    const again = await database.another();
    const rows: unknown[] = await again.writer.query('SELECT * FROM notifications');
    expect(rows).toEqual([]);
    await again.close();
    await database.close();
  });
});
