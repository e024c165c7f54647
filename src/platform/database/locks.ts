import type { FindOptionsWhere, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { dialectOf } from './dialect.js';
import { isPlain, selectRow } from './rows.js';
import type { Tx } from './transaction.js';

/*
 * Row locks. On MySQL, where units of work run side by side, a write that depends on a read locks what it reads. On
 * SQLite they take turns already, and it knows no row locks; there these do no more than read.
 */

/** Lets the query lock the rows it finds until the transaction ends; others who want to lock them wait. */
export function forUpdate<E extends ObjectLiteral>(
  tx: Tx,
  query: SelectQueryBuilder<E>,
): SelectQueryBuilder<E> {
  return dialectOf(tx) === 'mysql' ? query.setLock('pessimistic_write') : query;
}

/** As `forUpdate`, but passes over rows that others have locked: for workers that share a heap of work. */
export function skipLocked<E extends ObjectLiteral>(
  tx: Tx,
  query: SelectQueryBuilder<E>,
): SelectQueryBuilder<E> {
  return dialectOf(tx) === 'mysql' ? query.setLock('pessimistic_write').setOnLocked('skip_locked') : query;
}

/**
 * Finds one row and locks it until the transaction ends. What is read after this is no older than the lock: units of
 * work read committed rows statement by statement.
 */
export function lockRow<E extends ObjectLiteral>(
  tx: Tx,
  entity: new () => E,
  where: FindOptionsWhere<E>,
): Promise<E | null> {
  if (isPlain<E>(where)) return selectRow(tx, entity, where, { held: true });
  const rows = tx.getRepository(entity);
  return dialectOf(tx) === 'mysql'
    ? rows.findOne({ where, lock: { mode: 'pessimistic_write' } })
    : rows.findOneBy(where);
}
