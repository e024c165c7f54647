import type { DataSource, QueryRunner } from 'typeorm';
import { isConnectionLost, isTransient } from './database-errors.js';
import { dialectOf } from './dialect.js';
import type { Tx } from './transaction.js';

/** Runs `work` in one transaction of the data source: what it did is committed, or rolled back when it fails. */
export function inTransaction<T>(source: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (dialectOf(source) === 'sqlite') return source.transaction((manager) => work(manager as Tx));
  return onOwnConnection(source, work);
}

async function onOwnConnection<T>(source: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  const lost = rememberLoss(runner);
  try {
    await runner.startTransaction();
    const result = await work(runner.manager as Tx);
    lost.refuse();
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await undo(runner);
    throw error;
  } finally {
    await runner.release();
  }
}

/**
 * A deadlock ends the transaction on the server. Statements after it would each commit by themselves, so when `work`
 * swallows the error, every further statement and the commit fail with it.
 */
function rememberLoss(runner: QueryRunner): { refuse: () => void } {
  let loss: unknown;
  const refuse = () => {
    if (loss !== undefined) throw loss;
  };
  const ask = runner.query.bind(runner) as QueryRunner['query'];
  runner.query = async (sql: string, ...rest: unknown[]) => {
    if (sql !== 'ROLLBACK') refuse();
    try {
      return await (ask as (...all: unknown[]) => Promise<never>)(sql, ...rest);
    } catch (error) {
      if (isTransient(error) || isConnectionLost(error)) loss = error;
      throw error;
    }
  };
  return { refuse };
}

/** A connection whose transaction cannot be rolled back must not go back to the pool with it still open. */
async function undo(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  try {
    await runner.rollbackTransaction();
  } catch {
    const connection: unknown = await runner.connect().catch(() => undefined);
    if (isDestroyable(connection)) connection.destroy();
  }
}

function isDestroyable(connection: unknown): connection is { destroy(): void } {
  return typeof connection === 'object' && connection !== null && 'destroy' in connection;
}
