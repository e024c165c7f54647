import { QueryFailedError } from 'typeorm';

function driverCode(error: unknown): string {
  if (!(error instanceof QueryFailedError)) return codeOf(error);
  return codeOf(error.driverError);
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** A row with that key is already there. The failed statement is undone, the transaction goes on. */
export function isUniqueViolation(error: unknown): boolean {
  return ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'ER_DUP_ENTRY'].includes(
    driverCode(error),
  );
}

/** The database gave way to another process; the same work may be tried again from its beginning. */
export function isTransient(error: unknown): boolean {
  return [
    'SQLITE_BUSY',
    'SQLITE_BUSY_SNAPSHOT',
    'SQLITE_LOCKED',
    'ER_LOCK_DEADLOCK',
    'ER_LOCK_WAIT_TIMEOUT',
  ].includes(driverCode(error));
}
