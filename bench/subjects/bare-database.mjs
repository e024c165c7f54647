import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { createPool } from 'mysql2/promise';

/** As many connections as the house has for reading (DATABASE_POOL_SIZE). */
const poolSize = 10;

/** One call for both: `query` gives the rows; on MySQL, `connection` lends one connection for a transaction. */
export function openDatabase({ DATABASE_URL: url, DATA_DIR: folder }) {
  return url === undefined ? openSqlite(folder) : openMysql(url);
}

function openMysql(uri) {
  const pool = createPool({ uri, connectionLimit: poolSize, timezone: 'Z' });
  return {
    query: async (sql, values = []) => (await pool.query(sql, values))[0],
    connection: () => pool.getConnection(),
    close: () => pool.end(),
  };
}

/** Instants are kept as text there, as TypeORM writes them. */
function openSqlite(folder) {
  const database = new Sqlite(join(folder, 'nexora.sqlite'));
  database.pragma('journal_mode = WAL');
  const statements = new Map();
  const prepared = (sql) => {
    if (!statements.has(sql)) statements.set(sql, database.prepare(sql));
    return statements.get(sql);
  };
  return {
    query: async (sql, values = []) => prepared(sql).all(...values.map(storable).flat()),
    close: async () => database.close(),
  };
}

function storable(value) {
  return value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : value;
}
