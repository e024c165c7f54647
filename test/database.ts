import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { migrate } from '../src/platform/database/migrate.js';
import { sqliteReader, sqliteWriter } from '../src/platform/database/sqlite.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';

export interface TestDatabase {
  work: UnitOfWork;
  writer: DataSource;
  /** Sentences the unit of work's watchdog said. */
  reports: string[];
  close(): Promise<void>;
}

/** A migrated database of its own in a temporary folder. */
export async function openTestDatabase(schema: {
  entities: NonNullable<DataSourceOptions['entities']>;
  migrations: NonNullable<DataSourceOptions['migrations']>;
  slowMs?: number;
}): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'nexora-test-'));
  const options = { file: join(folder, 'test.sqlite'), busyMs: 5_000, ...schema };
  const writer = await sqliteWriter(options).initialize();
  await migrate(writer);
  const reader = await sqliteReader(options).initialize();
  const reports: string[] = [];
  const work = new UnitOfWork({
    writer,
    reader,
    slowMs: schema.slowMs ?? 10_000,
    report: (sentence) => reports.push(sentence),
  });
  return {
    work,
    writer,
    reports,
    close: async () => {
      await reader.destroy();
      await writer.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
