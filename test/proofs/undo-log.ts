import type { DataSource } from 'typeorm';

interface Embedded {
  exec(sql: string): unknown;
  prepare(sql: string): { all(...values: unknown[]): unknown[]; get(...values: unknown[]): unknown };
}

/** A place in the past of the database to which it can be brought back. */
export type Mark = number;

/**
 * Takes an embedded database back to any earlier moment, commits included: triggers write down the opposite of every
 * change, so that going back costs what was changed and not what there is. Nothing may be writing meanwhile.
 */
export class UndoLog {
  private readonly database: Embedded;

  constructor(source: DataSource) {
    this.database = Reflect.get(source.driver, 'databaseConnection') as Embedded;
    this.database.exec('PRAGMA temp_store = MEMORY; PRAGMA synchronous = OFF;');
    this.database.exec(
      'CREATE TEMP TABLE undo (seq INTEGER PRIMARY KEY AUTOINCREMENT, opposite TEXT NOT NULL)',
    );
    for (const table of this.tables()) this.watch(table);
  }

  mark(): Mark {
    const { seq } = this.database.prepare('SELECT COALESCE(MAX(seq), 0) AS seq FROM undo').get() as {
      seq: number;
    };
    return seq;
  }

  backTo(mark: Mark): void {
    const opposites = this.database
      .prepare('SELECT opposite FROM undo WHERE seq > ? ORDER BY seq DESC')
      .all(mark) as { opposite: string }[];
    if (opposites.length === 0) return;
    const statements = opposites.map(({ opposite }) => opposite).join(';\n');
    this.database.exec(
      `BEGIN; PRAGMA defer_foreign_keys = ON;\n${statements};\nDELETE FROM undo WHERE seq > ${mark}; COMMIT;`,
    );
  }

  private tables(): string[] {
    const rows = this.database
      .prepare("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all() as { name: string }[];
    return rows.map(({ name }) => name);
  }

  private watch(table: string): void {
    const columns = (this.database.prepare(`PRAGMA table_info("${table}")`).all() as { name: string }[]).map(
      ({ name }) => name,
    );
    const names = columns.map((name) => `"${name}"`).join(', ');
    const old = columns.map((name) => `quote(old."${name}")`);
    const assigned = columns.map((name) => `'"${name}" = ' || quote(old."${name}")`).join(` || ', ' || `);
    const write = (opposite: string) => `BEGIN INSERT INTO undo (opposite) VALUES (${opposite}); END`;
    this.database.exec(`
      CREATE TEMP TRIGGER "undo_insert_${table}" AFTER INSERT ON main."${table}"
      ${write(`'DELETE FROM main."${table}" WHERE rowid = ' || new.rowid`)};
      CREATE TEMP TRIGGER "undo_update_${table}" AFTER UPDATE ON main."${table}"
      ${write(`'UPDATE main."${table}" SET ' || ${assigned} || ' WHERE rowid = ' || new.rowid`)};
      CREATE TEMP TRIGGER "undo_delete_${table}" AFTER DELETE ON main."${table}"
      ${write(`'INSERT INTO main."${table}" (rowid, ${names}) VALUES (' || old.rowid || ', ' || ${old.join(` || ', ' || `)} || ')'`)};
    `);
  }
}
