import type { EntityMetadata, FindOptionsWhere, ObjectLiteral, UpdateQueryBuilder } from 'typeorm';
import { dialectOf } from './dialect.js';
import type { Reader, Tx } from './transaction.js';

type ColumnMetadata = EntityMetadata['columns'][number];
type Updatable<E extends ObjectLiteral> = Parameters<UpdateQueryBuilder<E>['set']>[0];
type Value = string | number | boolean | Date | null;
/** What rows must be: each column equal to its value (null included), or to one of several. */
export type RowFilter<E> = { readonly [K in keyof E]?: Value | readonly Value[] };

const chunk = 500;

/*
 * Statements made from an entity's columns without a query builder: on paths that are walked with every request,
 * building the statement and making the entities would cost more than the database takes to answer. Values go through
 * the same conversions as TypeORM's own, so the two can be mixed.
 */

interface Shape {
  readonly table: string;
  readonly columns: readonly ColumnMetadata[];
  readonly listed: string;
  readonly placeholders: string;
}

const shapes = new WeakMap<EntityMetadata, Shape>();

function shapeOf<E extends ObjectLiteral>(reader: Reader, entity: new () => E): Shape {
  const metadata = reader.dataSource.getMetadata(entity);
  const known = shapes.get(metadata);
  if (known) return known;
  const { columns } = metadata;
  const shape = {
    table: quoted(metadata.tableName),
    columns,
    listed: columns.map(({ databaseName }) => quoted(databaseName)).join(', '),
    placeholders: `(${columns.map(() => '?').join(', ')})`,
  };
  shapes.set(metadata, shape);
  return shape;
}

/** Both databases take names in backticks. */
function quoted(name: string): string {
  return `\`${name}\``;
}

/** Inserts whole rows, each column in the order of the entity; what a row leaves out is the column's default. */
export async function insertRows<E extends ObjectLiteral>(
  tx: Tx,
  entity: new () => E,
  ...rows: readonly E[]
): Promise<void> {
  const { table, columns, listed, placeholders } = shapeOf(tx, entity);
  const missing = dialectOf(tx) === 'mysql' ? 'DEFAULT' : 'NULL';
  const { driver } = tx.dataSource;
  for (let at = 0; at < rows.length; at += chunk) {
    const values: unknown[] = [];
    const tuples = rows.slice(at, at + chunk).map((row) => {
      let isWhole = true;
      for (const column of columns) {
        const value: unknown = row[column.propertyName];
        if (value === undefined) isWhole = false;
        else values.push(driver.preparePersistentValue(value, column));
      }
      if (isWhole) return placeholders;
      const each = columns.map(({ propertyName }) => (row[propertyName] === undefined ? missing : '?'));
      return `(${each.join(', ')})`;
    });
    await tx.query(`INSERT INTO ${table} (${listed}) VALUES ${tuples.join(', ')}`, values);
  }
}

/**
 * Inserts a row that is nothing but its key. One that is there already stays, and on MySQL is locked as by an update,
 * where an insert that is ignored would only share it.
 */
export async function insertOrLock<E extends ObjectLiteral>(
  tx: Tx,
  entity: new () => E,
  key: E,
): Promise<void> {
  const { table, columns, listed, placeholders } = shapeOf(tx, entity);
  const { driver } = tx.dataSource;
  const values = columns.map((column): unknown =>
    driver.preparePersistentValue(key[column.propertyName], column),
  );
  const already =
    dialectOf(tx) === 'mysql'
      ? `DUPLICATE KEY UPDATE ${columns.map(({ databaseName }) => `${quoted(databaseName)} = VALUES(${quoted(databaseName)})`).join(', ')}`
      : 'CONFLICT DO NOTHING';
  await tx.query(`INSERT INTO ${table} (${listed}) VALUES ${placeholders} ON ${already}`, values);
}

/**
 * Whole rows that match, as plain values.
 * @param order columns, ascending
 * @param take at most so many
 * @param held until the transaction ends, where there are row locks (locks.ts)
 */
export async function selectRows<E extends ObjectLiteral>(
  reader: Reader,
  entity: new () => E,
  where: RowFilter<E>,
  {
    order = [],
    take,
    held = false,
  }: { order?: readonly (keyof E & string)[]; take?: number; held?: boolean } = {},
): Promise<E[]> {
  const shape = shapeOf(reader, entity);
  const { table, columns, listed } = shape;
  const { driver } = reader.dataSource;
  const { conditions, values } = conditionsOf(reader, shape, where);
  if (conditions === null) return [];
  const filter = conditions === '' ? '' : ` WHERE ${conditions}`;
  const ordered = order.length === 0 ? '' : ` ORDER BY ${order.map(quoted).join(', ')}`;
  const limited = take === undefined ? '' : ` LIMIT ${Math.trunc(take)}`;
  const locked = held && dialectOf(reader) === 'mysql' ? ' FOR UPDATE' : '';
  const rows: unknown[] = await reader.query(
    `SELECT ${listed} FROM ${table}${filter}${ordered}${limited}${locked}`,
    values,
  );
  return rows.map((row) => hydrated<E>(row as ObjectLiteral, columns, driver));
}

/** The one row that matches, or null; the caller names a unique key. */
export async function selectRow<E extends ObjectLiteral>(
  reader: Reader,
  entity: new () => E,
  where: RowFilter<E>,
  { held = false }: { held?: boolean } = {},
): Promise<E | null> {
  const [row = null] = await selectRows(reader, entity, where, { take: 1, held });
  return row;
}

/** The conditions of a filter, joined; null when nothing can match. */
function conditionsOf(
  { dataSource: { driver } }: Reader,
  { table, columns }: Shape,
  where: object,
): { conditions: string | null; values: unknown[] } {
  const values: unknown[] = [];
  const conditions: string[] = [];
  for (const [property, wanted] of Object.entries(where) as [
    string,
    Value | readonly Value[] | undefined,
  ][]) {
    if (wanted === undefined) continue;
    const column = columns.find(({ propertyName }) => propertyName === property);
    if (!column) throw new Error(`${table} has no column ${property}.`);
    const name = quoted(column.databaseName);
    if (wanted === null) conditions.push(`${name} IS NULL`);
    else if (isSeveral(wanted)) {
      if (wanted.length === 0) return { conditions: null, values };
      conditions.push(`${name} IN (${wanted.map(() => '?').join(', ')})`);
      for (const each of wanted) values.push(driver.preparePersistentValue(each, column));
    } else {
      conditions.push(`${name} = ?`);
      values.push(driver.preparePersistentValue(wanted, column));
    }
  }
  return { conditions: conditions.join(' AND '), values };
}

function isSeveral(wanted: Value | readonly Value[]): wanted is readonly Value[] {
  return Array.isArray(wanted);
}

function hydrated<E>(
  row: ObjectLiteral,
  columns: readonly ColumnMetadata[],
  driver: Reader['dataSource']['driver'],
): E {
  const made: ObjectLiteral = {};
  for (const column of columns)
    made[column.propertyName] = driver.prepareHydratedValue(row[column.databaseName], column);
  return made as E;
}

/**
 * Rows of a statement written out, in words that both databases have; what comes back is what the driver gives.
 * Instants among the values are written as the columns keep them.
 */
export async function askRows<Row>(
  reader: Reader,
  statement: string,
  values: readonly Value[],
): Promise<Row[]> {
  const isServer = dialectOf(reader) === 'mysql';
  const rows: Row[] = await reader.query(statement, isServer ? [...values] : values.map(embeddedValue));
  return rows;
}

/** The embedded database keeps instants as text and flags as numbers. */
function embeddedValue(value: Value): string | number | null {
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '');
  return typeof value === 'boolean' ? Number(value) : value;
}

/** An instant as `askRows` gives it. */
export type RawInstant = Date | string;

/** The embedded database keeps instants as text without a zone, in UTC. */
export function instantOf(raw: RawInstant): Date {
  return raw instanceof Date ? raw : new Date(`${raw.replace(' ', 'T')}Z`);
}

/** So many places for values, for `IN (...)`; there is at least one. */
export function placesFor(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** Changes the rows that match; answers how many did. */
export async function updateRows<E extends ObjectLiteral>(
  tx: Tx,
  entity: new () => E,
  where: FindOptionsWhere<E>,
  change: Partial<E>,
): Promise<number> {
  const { queryRunner } = tx;
  if (queryRunner && isPlain(where) && !Object.values(change).includes(undefined)) {
    const shape = shapeOf(tx, entity);
    const { conditions, values } = conditionsOf(tx, shape, where);
    const set = Object.entries(change).map(([property, value]) => assignment(tx, shape, property, value));
    if (conditions === null || set.length === 0) return 0;
    const result = await queryRunner.query(
      `UPDATE ${shape.table} SET ${set.map(({ name }) => `${name} = ?`).join(', ')} WHERE ${conditions}`,
      [...set.map(({ value }) => value), ...values],
      true,
    );
    return result.affected ?? 0;
  }
  const { affected } = await tx
    .getRepository(entity)
    .createQueryBuilder()
    .update()
    .set(change as Updatable<E>)
    .where(where)
    .execute();
  return affected ?? 0;
}

function assignment(tx: Tx, { table, columns }: Shape, property: string, value: unknown) {
  const column = columns.find(({ propertyName }) => propertyName === property);
  if (!column) throw new Error(`${table} has no column ${property}.`);
  return {
    name: quoted(column.databaseName),
    value: tx.dataSource.driver.preparePersistentValue(value, column) as unknown,
  };
}

/** Whether a filter says nothing but equality, so that it needs no query builder. */
export function isPlain<E>(where: object): where is RowFilter<E> {
  const wanted: unknown[] = Object.values(where);
  return (
    wanted.length > 0 &&
    wanted.every((each) => ['string', 'number', 'boolean'].includes(typeof each) || each instanceof Date)
  );
}
