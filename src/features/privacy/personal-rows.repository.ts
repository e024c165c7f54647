import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import type { EntityMetadata, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { isReferenceViolation } from '../../platform/database/database-errors.js';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import type { Emptying, Retention, RowsOf } from './registry/table-decision.js';
import { tableRegistry } from './registry/table-registry.js';
import { isPersonal } from './registry/table-decision.js';

type Row = ObjectLiteral;
type Query = SelectQueryBuilder<Row>;

const chunk = 500;

/** Rows of any table, as the registry says whose they are; the table is named by data, so there is no entity here. */
@Injectable()
export class PersonalRowsRepository {
  /** Every row of the table about the customer, in the order of its key. */
  list(reader: Reader, table: string, userId: string): Promise<Row[]> {
    const query = reader.getRepository(table).createQueryBuilder('row');
    const { sql, values } = whose(query, 'row', rowsOf(table), userId, 0);
    query.where(sql, values);
    for (const key of keysOf(reader, table)) query.addOrderBy(`row.${key}`);
    return query.getMany();
  }

  /** Rows whose time ended before `before` and that are still to go, or to be emptied; at most `limit`. */
  listExpired(
    reader: Reader,
    table: string,
    { after, empties }: Retention,
    before: Date,
    limit: number,
  ): Promise<Row[]> {
    const query = reader
      .getRepository(table)
      .createQueryBuilder('row')
      .where(`row.${after} < :before`, { before })
      .orderBy(`row.${after}`)
      .limit(limit);
    if (empties)
      return query.andWhere(`row.${empties.column} NOT LIKE :mark`, { mark: `%${empties.mark}%` }).getMany();
    const own = metadataOf(reader, table);
    for (const child of reader.dataSource.entityMetadatas)
      for (const key of child.foreignKeys) {
        const [from, to] = [key.columns[0], key.referencedColumns[0]];
        if (key.referencedEntityMetadata !== own || !from || !to) continue;
        const alias = `by_${child.tableName}_${from.propertyName}`;
        const refers = query
          .subQuery()
          .select('1')
          .from(child.target, alias)
          .where(`${alias}.${from.propertyName} = row.${to.propertyName}`);
        query.andWhere(`NOT EXISTS ${refers.getQuery()}`);
      }
    return query.getMany();
  }

  /** Deletes a customer's rows; one that has become somebody else's since it was found stays. */
  async delete(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
    const owner = ownerColumn(rowsOf(table));
    await this.each(tx, table, rows, async (where, some) => {
      const owners = [...new Set(some.map((row) => row[owner] as unknown))];
      await tx.getRepository(table).delete({ ...where, [owner]: In(owners) });
    });
  }

  /**
   * Deletes what `listExpired` found. The end is judged again by the statement that deletes, since a row may have got
   * another since: a cell of a hold that ran out is a booking's by then. Rows that somebody refers to by now stay.
   */
  async deleteExpired(
    tx: Tx,
    table: string,
    rows: readonly Row[],
    { column, before }: { column: string; before: Date },
  ): Promise<void> {
    await this.each(tx, table, rows, async (where) => {
      try {
        await tx.getRepository(table).delete({ ...where, [column]: LessThan(before) });
      } catch (error) {
        if (!isReferenceViolation(error)) throw error;
      }
    });
  }

  /** Takes the person out of a column of rows that stay. */
  async empty(tx: Tx, table: string, rows: readonly Row[], { column, emptied }: Emptying): Promise<void> {
    for (const row of rows)
      await this.each(tx, table, [row], async (where) => {
        await tx.getRepository(table).update(where, { [column]: emptied(row[column]) });
      });
  }

  async blank(
    tx: Tx,
    table: string,
    rows: readonly Row[],
    columns: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.each(tx, table, rows, async (where) => {
      await tx.getRepository(table).update(where, { ...columns });
    });
  }

  /** The tables, those that refer to others before them. */
  childrenFirst(reader: Reader, tables: readonly string[]): string[] {
    const wanted = new Set(tables);
    const placed = new Set<string>();
    const order: string[] = [];
    const place = (table: string): void => {
      if (placed.has(table)) return;
      placed.add(table);
      for (const key of metadataOf(reader, table).foreignKeys) place(key.referencedEntityMetadata.tableName);
      if (wanted.has(table)) order.unshift(table);
    };
    tables.forEach(place);
    return order;
  }

  private async each(
    tx: Tx,
    table: string,
    rows: readonly Row[],
    act: (where: Record<string, unknown>, rows: readonly Row[]) => Promise<void>,
  ): Promise<void> {
    const keys = keysOf(tx, table);
    const [single] = keys;
    if (keys.length === 1 && single !== undefined)
      for (let at = 0; at < rows.length; at += chunk) {
        const some = rows.slice(at, at + chunk);
        await act({ [single]: In(some.map((row) => row[single] as unknown)) }, some);
      }
    else
      for (const row of rows)
        await act(Object.fromEntries(keys.map((key) => [key, row[key] as unknown])), [row]);
  }
}

function rowsOf(table: string): RowsOf {
  const decision = tableRegistry[table];
  if (!decision || !isPersonal(decision)) throw new Error(`The table ${table} is nobody's.`);
  return decision.rows;
}

/** The column that tells whose the row is. */
function ownerColumn(rows: RowsOf): string {
  if ('by' in rows) return rows.by;
  return 'principal' in rows ? rows.principal : rows.column;
}

function whose(
  query: Query,
  alias: string,
  rows: RowsOf,
  userId: string,
  depth: number,
): { sql: string; values: Record<string, string> } {
  if ('by' in rows) {
    const kind = rows.kind === undefined ? '' : ` AND ${alias}.${rows.kind} = 'customer'`;
    const own = `${alias}.${rows.by} = :userId${kind}`;
    const sql = rows.about === undefined ? own : `(${own} OR ${alias}.${rows.about} = :userId)`;
    return { sql, values: { userId } };
  }
  if ('principal' in rows) {
    const principal = `customer:${userId}`;
    return {
      sql: `(${alias}.${rows.principal} = :principal OR ${alias}.${rows.principal} LIKE :within)`,
      values: { principal, within: `${principal}/%` },
    };
  }
  const parentAlias = `owner_${depth}`;
  const inner = whose(query, parentAlias, rowsOf(rows.parent), userId, depth + 1);
  const owners = query.subQuery().select(`${parentAlias}.id`).from(rows.parent, parentAlias).where(inner.sql);
  return { sql: `${alias}.${rows.column} IN ${owners.getQuery()}`, values: inner.values };
}

function keysOf(reader: Reader, table: string): string[] {
  return metadataOf(reader, table).primaryColumns.map(({ propertyName }) => propertyName);
}

function metadataOf(reader: Reader, table: string): EntityMetadata {
  return reader.dataSource.getMetadata(table);
}
