import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from './transaction.js';

/**
 * The command under whose name the running code acts. `UnitOfWork.run` asks it to write its row in the same
 * transaction as the effect, so that the effect and the memory of it are one commit (ARCHITECTURE 1.3).
 */
export interface OpenCommand {
  /** Claims the key; throws when it has been used. First statement of the transaction. */
  begin(tx: Tx): Promise<void>;
  /** Keeps what the replay will render the answer from. Last statement of the transaction. */
  finish(tx: Tx, result: unknown): Promise<void>;
  /** The transaction is committed; a command has one run, and a second is refused. */
  committed(): void;
}

export const commandContext = new AsyncLocalStorage<OpenCommand>();

/**
 * Runs work of many units of its own outside the command in hand, e.g. a job that takes up several turns. Each of
 * the units must be safe to repeat: the command, and so the job, may be run again.
 */
export function outsideCommand<T>(work: () => Promise<T>): Promise<T> {
  return commandContext.exit(work);
}
