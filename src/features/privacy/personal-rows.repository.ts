import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { EntityMetadata, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Reader, Tx } from '../../platform/database/transaction.js';
import type { RowsOf } from './registry/table-decision.js';
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

  /** Rows whose instant is before `before` and that no other row refers to; at most `limit`. */
  listExpired(reader: Reader, table: string, column: string, before: Date, limit: number): Promise<Row[]> {
    const query = reader
      .getRepository(table)
      .createQueryBuilder('row')
      .where(`row.${column} < :before`, { before });
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
    return query.orderBy(`row.${column}`).limit(limit).getMany();
  }

  async delete(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
    await this.each(tx, table, rows, async (where) => {
      await tx.getRepository(table).delete(where);
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
    act: (where: Record<string, unknown>) => Promise<void>,
  ): Promise<void> {
    const keys = keysOf(tx, table);
    const [single] = keys;
    if (keys.length === 1 && single !== undefined)
      for (let at = 0; at < rows.length; at += chunk)
        await act({ [single]: In(rows.slice(at, at + chunk).map((row) => row[single] as unknown)) });
    else for (const row of rows) await act(Object.fromEntries(keys.map((key) => [key, row[key] as unknown])));
  }
}

function rowsOf(table: string): RowsOf {
  const decision = tableRegistry[table];
  if (!decision || !isPersonal(decision)) throw new Error(`The table ${table} is nobody's.`);
  return decision.rows;
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
    return { sql: `${alias}.${rows.by} = :userId${kind}`, values: { userId } };
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
