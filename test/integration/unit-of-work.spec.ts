import { Entity } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FixedClock } from '../../src/kernel/clock.js';
import { columns, createTable } from '../../src/platform/database/migration.js';
import { Id, Int } from '../../src/platform/database/columns.js';
import { CommandEntity } from '../../src/platform/database/command.entity.js';
import { CommandKeyReused, Commands } from '../../src/platform/database/commands.js';
import { openTestDatabase, testDialect } from '../database.js';
import type { TestDatabase } from '../database.js';

@Entity('marks')
class MarkEntity {
  @Id() id: string;
  @Int() unit: number;
}

class Marks1700000000001 implements MigrationInterface {
  name = 'Marks1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'marks', { columns: [columns.id(), columns.int('unit')] });
    await createTable(runner, 'commands', {
      columns: [
        columns.id(),
        columns.text('scope', 160),
        columns.text('key', 255),
        columns.text('fingerprint', 64),
        columns.nullable(columns.subjectId('resultId')),
        columns.instant('createdAt'),
        columns.instant('expiresAt'),
      ],
      unique: [['scope', 'key']],
      index: [['expiresAt']],
    });
  }

  async down(): Promise<void> {}
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the unit of work', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase({
      entities: [MarkEntity, CommandEntity],
      migrations: [Marks1700000000001],
    });
  });
  afterEach(() => database.close());

  const written = () => database.work.read((reader) => reader.getRepository(MarkEntity).find());

  it('leaves exactly the committed rows of fifty overlapping units, while readers see only commits', async () => {
    const fails = (unit: number) => unit % 3 === 1;
    let halves = 0;
    let reading = true;
    const reader = (async () => {
      while (reading) {
        const rows = await written();
        if (rows.length % 2 !== 0 || rows.some(({ unit }) => fails(unit))) halves += 1;
        await pause();
      }
    })();
    const units = Array.from({ length: 50 }, (_, unit) =>
      database.work.run(async (tx) => {
        await tx.getRepository(MarkEntity).insert({ id: `${unit}-a`, unit });
        await pause();
        if (fails(unit)) throw new Error('rolled back');
        await tx.getRepository(MarkEntity).insert({ id: `${unit}-b`, unit });
      }),
    );
    const outcomes = await Promise.allSettled(units);
    reading = false;
    await reader;
    expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(
      outcomes.map((_, unit) => fails(unit)),
    );
    expect((await written()).map(({ id }) => id).sort()).toEqual(
      outcomes.flatMap((_, unit) => (fails(unit) ? [] : [`${unit}-a`, `${unit}-b`])).sort(),
    );
    expect(halves).toBe(0);
  });

  const itOnSqlite = testDialect === 'sqlite' ? it : () => undefined;
  itOnSqlite(
    'would lose rows without the lane: plain TypeORM transactions bleed into each other',
    async () => {
      const bare = (unit: number) =>
        database.writer.transaction(async (manager) => {
          await manager.getRepository(MarkEntity).insert({ id: `${unit}`, unit });
          await pause();
          if (unit === 0) throw new Error('rolled back');
        });
      const outcomes = await Promise.allSettled([bare(0), bare(1), bare(2)]);
      const committed = outcomes.filter(({ status }) => status === 'fulfilled').length;
      const rows = await written();
      expect(rows.length === committed && rows.every(({ unit }) => unit !== 0)).toBe(false);
    },
  );

  it('refuses a unit inside a unit, and a read inside a unit', async () => {
    await expect(database.work.run(() => database.work.run(async () => 1))).rejects.toThrow(/inside a run/);
    await expect(database.work.run(() => database.work.read(async () => 1))).rejects.toThrow(/inside a run/);
    await expect(database.work.run(async () => 'fine')).resolves.toBe('fine');
  });

  it('cannot write through a reader', async () => {
    const writing = database.work.read((reader) =>
      reader.getRepository(MarkEntity).insert({ id: 'x', unit: 1 }),
    );
    await expect(writing).rejects.toThrow(/read.?only/i);
  });

  it('reports a unit that lasts too long', async () => {
    const slow = await openTestDatabase({
      entities: [MarkEntity],
      migrations: [Marks1700000000001],
      slowMs: 1,
    });
    await slow.work.run(() => new Promise<void>((resolve) => setTimeout(resolve, 20)));
    expect(slow.reports).toEqual(['A unit of work lasts too long.']);
    await slow.close();
  });

  it('follows a commit, and not a rollback', async () => {
    const heard: string[] = [];
    await database.work.run(async (tx) => database.work.afterCommit(tx, () => heard.push('committed')));
    await database.work
      .run(async (tx) => {
        database.work.afterCommit(tx, () => heard.push('rolled back'));
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(heard).toEqual(['committed']);
  });

  describe('commands', () => {
    const insert = (id: string) => () =>
      database.work.run(async (tx) => {
        await tx.getRepository(MarkEntity).insert({ id, unit: 1 });
        return { id };
      });
    const command = (input: unknown, id = 'made') => ({
      principal: 'customer:1',
      name: 'marks.make',
      key: 'k',
      input,
      act: insert(id),
      replay: async (resultId: string) => ({ id: resultId }),
    });

    it('have one effect however many duplicates run at once, and every caller gets the answer', async () => {
      const commands = new Commands(database.work, new FixedClock('2026-01-01T00:00:00Z'));
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, at) => commands.once(command({ a: 1, b: 2 }, `made-${at}`))),
      );
      expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1);
      expect(new Set(outcomes.map(({ result }) => result.id)).size).toBe(1);
      expect(await written()).toHaveLength(1);
    });

    it('know the same arguments whatever the order of their keys, and refuse others', async () => {
      const commands = new Commands(database.work, new FixedClock('2026-01-01T00:00:00Z'));
      await commands.once(command({ a: 1, b: 2 }));
      expect((await commands.once(command({ b: 2, a: 1 }))).replayed).toBe(true);
      await expect(commands.once(command({ a: 1, b: 3 }))).rejects.toThrow(CommandKeyReused);
    });

    it('forget a failure, so that it may be tried again', async () => {
      const commands = new Commands(database.work, new FixedClock('2026-01-01T00:00:00Z'));
      const failing = { ...command({}), act: () => database.work.run(() => Promise.reject(new Error('no'))) };
      await expect(commands.once(failing)).rejects.toThrow('no');
      expect((await commands.once(command({}))).replayed).toBe(false);
    });
  });
});
