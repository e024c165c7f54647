/** The right of one process to a database. It ends with the process, however that ends. */
export interface DatabaseClaim {
  /** Resolves with what to say when the claim turns out to be another process's; most claims cannot be lost. */
  readonly lost: Promise<DatabaseInUse>;
  /** Gives it up; the end of the process does so too. */
  release(): Promise<void>;
}

/** Another process has the claim; the message says so to an operator. */
export class DatabaseInUse extends Error {
  override readonly name: string = 'DatabaseInUse';

  static onServer(database: string): DatabaseInUse {
    return new DatabaseInUse(
      `Another Nexora process is using the database ${database}. Without Redis a database serves one process: stop ` +
        'the other one, or set REDIS_URL for all of them.',
    );
  }
}

export class DataDirInUse extends DatabaseInUse {
  override readonly name = 'DataDirInUse';

  constructor(folder: string) {
    super(
      `Another Nexora process is using ${folder}. The embedded database serves one process: stop the other one, ` +
        'or set DATA_DIR to another folder.',
    );
  }
}
