import type { DataSource } from 'typeorm';
import type { UnitOfWork } from './unit-of-work.js';

/** Answers whether the database can be used: injection token, so that nobody else needs the data source. */
export class DatabaseHealth {
  constructor(
    private readonly source: DataSource,
    private readonly work: UnitOfWork,
  ) {}

  /** @throws whatever keeps the database from answering. */
  async answers(): Promise<void> {
    await this.work.read((reader) => reader.query('SELECT 1'));
  }

  /** @throws when a migration has not been run. */
  async isCurrent(): Promise<void> {
    if (await this.source.showMigrations()) throw new Error('a migration is pending');
  }
}
