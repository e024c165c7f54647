import { QueryFailedError } from 'typeorm';
import { DomainError } from '../../kernel/errors.js';

/** The database does not answer. What was asked for may be sent again. */
export class DatabaseUnavailable extends DomainError {
  readonly code = 'database.unavailable';
  readonly kind = 'unavailable';

  constructor(retryAfterSeconds = 5) {
    super('The service cannot reach its database at the moment.', { retryAfterSeconds });
  }
}

/** Others held the rows for longer than a request can wait. What was asked for may be sent again. */
export class DatabaseBusy extends DomainError {
  readonly code = 'database.busy';
  readonly kind = 'unavailable';

  constructor(retryAfterSeconds = 1) {
    super('Too many requests want to change the same thing at the moment.', { retryAfterSeconds });
  }
}

const duplicates = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'ER_DUP_ENTRY']);

const referred = new Set([
  'SQLITE_CONSTRAINT_FOREIGNKEY',
  'ER_ROW_IS_REFERENCED',
  'ER_ROW_IS_REFERENCED_2',
  'ER_NO_REFERENCED_ROW',
  'ER_NO_REFERENCED_ROW_2',
]);

const gaveWay = new Set([
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_LOCKED',
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CHECKREAD',
]);

const connectionLost = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'POOL_CLOSED',
  'ER_CON_COUNT_ERROR',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_SERVER_SHUTDOWN',
  'ER_NORMAL_SHUTDOWN',
  'ER_FORCING_CLOSE',
  'ER_ABORTING_CONNECTION',
  'ER_NEW_ABORTING_CONNECTION',
  'ER_NET_READ_ERROR',
  'ER_NET_READ_INTERRUPTED',
  'ER_NET_ERROR_ON_WRITE',
  'ER_NET_WRITE_INTERRUPTED',
  'ER_QUERY_INTERRUPTED',
  'ER_CONNECTION_KILLED',
  'ER_CLIENT_INTERACTION_TIMEOUT',
]);

/** MariaDB's own codes, which the driver's list (MySQL's) names otherwise or not at all. */
const connectionLostNumbers = new Set([1927, 4031]);

/** A row with that key is already there. The failed statement is undone, the transaction goes on. */
export function isUniqueViolation(error: unknown): boolean {
  return duplicates.has(text(driverError(error), 'code'));
}

/** A row refers to one that is to go, or to one that is not there. As with `isUniqueViolation`, the transaction goes on. */
export function isReferenceViolation(error: unknown): boolean {
  return referred.has(text(driverError(error), 'code'));
}

/** The database gave way to another transaction; the same work may be tried again from its beginning. */
export function isTransient(error: unknown): boolean {
  return gaveWay.has(text(driverError(error), 'code'));
}

/** A row that another transaction holds was waited for as long as is patient. */
export function isLockWaitTimeout(error: unknown): boolean {
  return text(driverError(error), 'code') === 'ER_LOCK_WAIT_TIMEOUT';
}

/** The server, or the way to it, is gone. Whether the statement in hand was done is not known. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const cause = driverError(error);
  const [code, errno] = [text(cause, 'code'), Number(text(cause, 'errno'))];
  if (connectionLost.has(code) || connectionLostNumbers.has(errno)) return true;
  // A connection that was lost earlier refuses the next statement with a fatal error that has no code.
  return code === '' && member(cause, 'fatal') === true;
}

function driverError(error: unknown): unknown {
  return error instanceof QueryFailedError ? error.driverError : error;
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && name in of ? Reflect.get(of, name) : undefined;
}

function text(of: unknown, name: string): string {
  const value = member(of, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
