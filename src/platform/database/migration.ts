import { Table, TableColumn, TableForeignKey, TableIndex } from 'typeorm';
import type { QueryRunner, TableColumnOptions } from 'typeorm';
import { dialectOf } from './dialect.js';
import { longTextOf } from './mysql.js';

/** The same columns as the decorators of columns.ts, for migrations; one file serves every database. */
export const columns = {
  id: (name = 'id'): TableColumnOptions => ({ name, type: 'varchar', length: '36', isPrimary: true }),
  naturalKey: (name: string, length: number): TableColumnOptions => ({
    name,
    type: 'varchar',
    length: String(length),
    isPrimary: true,
  }),
  integerKey: (name: string): TableColumnOptions => ({ name, type: 'integer', isPrimary: true }),
  ref: (name: string, length = 36): TableColumnOptions => ({ name, type: 'varchar', length: String(length) }),
  subjectId: (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '36' }),
  text: (name: string, length: number): TableColumnOptions => ({
    name,
    type: 'varchar',
    length: String(length),
  }),
  longText: (name: string): TableColumnOptions => ({ name, type: 'text' }),
  instant: (name: string): TableColumnOptions => ({ name, type: 'datetime', precision: 3 }),
  day: (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '10' }),
  paise: (name: string): TableColumnOptions => ({ name, type: 'bigint' }),
  int: (name: string): TableColumnOptions => ({ name, type: 'integer' }),
  real: (name: string): TableColumnOptions => ({ name, type: 'double' }),
  flag: (name: string): TableColumnOptions => ({ name, type: 'boolean' }),
  json: (name: string): TableColumnOptions => ({ name, type: 'text' }),
  /** The same column, allowed to be null. */
  nullable: (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true }),
};

export interface TableShape {
  columns: TableColumnOptions[];
  /** Column lists that must be unique together. */
  unique?: string[][];
  index?: string[][];
  /** Column -> the table and column it refers to; never cascades. */
  foreign?: Record<string, readonly [table: string, column: string]>;
}

/**
 * Creates one table with its indexes and foreign keys, named as TypeORM names them. MySQL cannot take a migration back
 * that was interrupted, so there a table that has been made is passed over when the migration is run again.
 */
export async function createTable(runner: QueryRunner, name: string, shape: TableShape): Promise<void> {
  const table = new Table({
    name,
    columns: shape.columns.map((column) => columnFor(runner, column)),
    indices: [
      ...(shape.unique ?? []).map((columnNames) => new TableIndex({ columnNames, isUnique: true })),
      ...(shape.index ?? []).map((columnNames) => new TableIndex({ columnNames })),
    ],
    foreignKeys: Object.entries(shape.foreign ?? {}).map(
      ([column, [referencedTableName, referenced]]) =>
        new TableForeignKey({
          columnNames: [column],
          referencedTableName,
          referencedColumnNames: [referenced],
          onDelete: 'RESTRICT',
          onUpdate: 'NO ACTION',
        }),
    ),
  });
  await runner.createTable(table, dialectOf(runner) === 'mysql', true, true);
}

export async function dropTables(runner: QueryRunner, ...names: string[]): Promise<void> {
  for (const name of names) await runner.dropTable(name, dialectOf(runner) === 'mysql', true, true);
}

/** Adds a column to a table that has rows: it is nullable, or has a default. */
export async function addColumn(
  runner: QueryRunner,
  table: string,
  column: TableColumnOptions,
): Promise<void> {
  await runner.addColumn(table, new TableColumn(columnFor(runner, column)));
}

function columnFor(runner: QueryRunner, column: TableColumnOptions): TableColumnOptions {
  return dialectOf(runner) === 'mysql' ? { ...column, type: longTextOf(column.type) } : column;
}
