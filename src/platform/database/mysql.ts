import { createHash } from 'node:crypto';
import { createPool } from 'mysql2';
import type { Pool, PoolConnection, PoolOptions } from 'mysql2';
import { DataSource } from 'typeorm';
import type { MysqlAddress } from '../../config/database-url.js';
import { askDirectly } from './mysql-statements.js';
import type { DatabaseSchema } from './schema.js';

export interface MysqlOptions extends DatabaseSchema {
  address: MysqlAddress;
  /** Connections of each of the two pools. */
  poolSize: number;
  /** How long a statement waits for a row another transaction holds, in whole seconds. */
  lockWaitSeconds: number;
}

/**
 * What every session is told, whatever the server's own settings are. Under the default isolation a statement that
 * has waited for a row would still read the state from before the wait.
 */
function sessionSettings(lockWaitSeconds: number, access: 'READ WRITE' | 'READ ONLY'): string[] {
  const strict =
    'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
  return [
    `SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, ${access}`,
    `SET SESSION sql_mode = '${strict}', SESSION time_zone = '+00:00', SESSION innodb_lock_wait_timeout = ${lockWaitSeconds}`,
    // Lists that are gathered on the server (GROUP_CONCAT) are cut off without a word where this is small.
    'SET SESSION group_concat_max_len = 4194304',
  ];
}

/** The pool that writes: every unit of work has a connection of its own. */
export function mysqlWriter(options: MysqlOptions): DataSource {
  return sourceOf(options, sessionSettings(options.lockWaitSeconds, 'READ WRITE'));
}

/**
 * A second pool whose sessions cannot write. It sees the last commit, and does not run dry while units of work wait
 * for one another's rows.
 */
export function mysqlReader(options: MysqlOptions): DataSource {
  return sourceOf({ ...options, migrations: [] }, sessionSettings(options.lockWaitSeconds, 'READ ONLY'));
}

function sourceOf({ address, poolSize, entities, migrations }: MysqlOptions, settings: string[]): DataSource {
  const { tls, ...where } = address;
  const source = new DataSource({
    ...where,
    ...(tls && { ssl: {} }),
    driver: { createPool: (pool: PoolOptions) => poolWithSettings(pool, settings) },
    poolSize,
    connectTimeout: 5_000,
    charset: 'UTF8MB4_BIN',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: false,
    // Sums of integers are decimals on MySQL; ours are safe integers (paise), so numbers lose nothing.
    extra: { decimalNumbers: true, enableKeepAlive: true },
    entities,
    migrations,
    migrationsTransactionMode: 'each',
  });
  const { driver } = source;
  const normalizeType = driver.normalizeType.bind(driver);
  driver.normalizeType = (column) => longTextOf(normalizeType(column));
  const createQueryRunner = driver.createQueryRunner.bind(driver);
  driver.createQueryRunner = (mode) => askDirectly(createQueryRunner(mode));
  return source;
}

/** `text` ends at 64 KB on MySQL, which a long dialog or document reaches; the column is made as this type instead. */
export function longTextOf(type: string): string {
  return type === 'text' ? 'mediumtext' : type;
}

/** The settings are the first statements on every connection, before whoever asked for the connection has it. */
function poolWithSettings(options: PoolOptions, settings: readonly string[]): Pool {
  const pool = createPool(options);
  pool.on('connection', (connection: PoolConnection) => {
    for (const setting of settings)
      connection.query(setting, (fault) => {
        // Under other settings the rules of locking differ, so a session that refuses them is not used.
        if (fault) connection.destroy();
      });
  });
  return pool;
}

/** A name for GET_LOCK: at most 64 characters, and the server's, so the database's own name is part of it. */
export function lockName(purpose: string, database: string): string {
  return `nexora.${purpose}.${createHash('sha256').update(database).digest('hex').slice(0, 24)}`;
}
