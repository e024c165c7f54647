import { Brackets } from 'typeorm';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Keyset } from '../../kernel/paging.js';

/**
 * Orders a list by an instant, the newest first, and rows of one instant by id, and begins it below a place (PF-3).
 * @param column the instant, a column of the query's main alias
 * @param after the instant in epoch milliseconds and the id of the last row shown; null for the beginning
 */
export function newestFirst<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string & keyof T,
  after: Keyset | null,
): SelectQueryBuilder<T> {
  const { alias } = query;
  query.orderBy(`${alias}.${column}`, 'DESC').addOrderBy(`${alias}.id`, 'DESC');
  if (!after) return query;
  const [at, afterId] = [new Date(Number(after[0])), String(after[1])];
  return query.andWhere(
    new Brackets((or) =>
      or
        .where(`${alias}.${column} < :at`, { at })
        .orWhere(`${alias}.${column} = :at AND ${alias}.id < :afterId`, { at, afterId }),
    ),
  );
}
