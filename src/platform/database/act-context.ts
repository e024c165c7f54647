import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from './transaction.js';

/** An act whose traces are written by whoever wrapped it, in the act's own transaction. */
export interface OpenAct {
  /** The transaction has its trace already, written by the act itself in its own words. */
  traced(tx: Tx): void;
  /** Called with the result of each unit of work of the act, before it commits. */
  finish(tx: Tx, result: unknown): Promise<void>;
}

export const actContext = new AsyncLocalStorage<OpenAct>();
