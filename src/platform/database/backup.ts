import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppConfig, DatabaseConfig } from '../../config/sections.js';
import { readMysqlUrl } from '../../config/database-url.js';
import type { MysqlAddress } from '../../config/database-url.js';
import { clearDatabase } from './clear-database.js';
import { databaseFile } from './open-database.js';

/** A backup or a restore that cannot be done; the message says why. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/**
 * Writes everything of the configured database to a file, as of one moment, while servers go on working: a database
 * file of SQLite's own, or the statements of mariadb-dump. A file that is there is not overwritten.
 * @throws BackupRefused
 */
export async function backup(app: AppConfig, database: DatabaseConfig, file: string): Promise<void> {
  if (existsSync(file)) throw new BackupRefused(`${file} is there already.`);
  const part = `${file}.part`;
  try {
    const embedded = databaseFile(app, database);
    await (embedded === null ? dump(readMysqlUrl(database.url ?? ''), part) : copyOnline(embedded, part));
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}

/**
 * Replaces everything in the configured database by what a backup of the same kind of database holds. No server may
 * be working on it.
 * @throws BackupRefused, and then nothing has been replaced, unless the file turns out to be damaged half way
 */
export async function restore(app: AppConfig, database: DatabaseConfig, file: string): Promise<void> {
  if (!existsSync(file)) throw new BackupRefused(`There is no ${file}.`);
  const embedded = databaseFile(app, database);
  if (embedded === null) {
    if (isSqliteFile(file)) throw new BackupRefused(`${file} is a backup of the embedded database.`);
    const client = clientFor('mariadb', 'mysql', readMysqlUrl(database.url ?? ''));
    await clearDatabase(app, database);
    await runClient(client, { from: file });
    return;
  }
  if (!isSqliteFile(file)) throw new BackupRefused(`${file} is not a sound backup of the embedded database.`);
  const part = `${embedded}.part`;
  copyFileSync(file, part);
  await clearDatabase(app, database);
  renameSync(part, embedded);
}

async function copyOnline(embedded: string, part: string): Promise<void> {
  if (!existsSync(embedded)) throw new BackupRefused(`There is no database at ${embedded}.`);
  const source = new Database(embedded, { readonly: true });
  try {
    await source.backup(part);
  } finally {
    source.close();
  }
}

function isSqliteFile(file: string): boolean {
  try {
    const found = new Database(file, { readonly: true });
    try {
      return (
        found.pragma('quick_check', { simple: true }) === 'ok' &&
        found.pragma('schema_version', { simple: true }) !== 0
      );
    } finally {
      found.close();
    }
  } catch (fault) {
    if (fault instanceof Database.SqliteError) return false;
    throw fault;
  }
}

interface Client {
  /** The program, and what it is called where MariaDB's is not installed. */
  names: readonly string[];
  parameters: string[];
  password: string | undefined;
}

async function dump(address: MysqlAddress, part: string): Promise<void> {
  const client = clientFor('mariadb-dump', 'mysqldump', address);
  const whole = [
    '--single-transaction',
    '--quick',
    '--hex-blob',
    '--default-character-set=utf8mb4',
    '--skip-comments',
  ];
  await runClient({ ...client, parameters: [...whole, ...client.parameters] }, { to: part });
}

function clientFor(name: string, otherName: string, address: MysqlAddress): Client {
  const { host, port, username, password, database, tls } = address;
  return {
    names: [name, otherName],
    parameters: [
      `--host=${host}`,
      `--port=${port}`,
      `--user=${username}`,
      ...(tls ? ['--ssl'] : []),
      database,
    ],
    password,
  };
}

/** Runs the first of the programs that is installed, with its input or output in a file. */
async function runClient(client: Client, file: { from: string } | { to: string }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nexora-client-'));
  try {
    // In a file of our own, since other users of the machine can read a program's parameters.
    const secrets = join(folder, 'client.cnf');
    writeFileSync(secrets, client.password === undefined ? '' : passwordSetting(client.password), {
      mode: 0o600,
    });
    const parameters = [`--defaults-extra-file=${secrets}`, ...client.parameters];
    for (const name of client.names) if (await ran(name, parameters, file)) return;
    throw new BackupRefused(`None of ${client.names.join(', ')} is on the PATH.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function passwordSetting(password: string): string {
  return `[client]\npassword="${password.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"\n`;
}

/** @returns false when the program is not installed */
function ran(
  name: string,
  parameters: readonly string[],
  file: { from: string } | { to: string },
): Promise<boolean> {
  const isInput = 'from' in file;
  const handle = isInput ? openSync(file.from, 'r') : openSync(file.to, 'w', 0o600);
  return new Promise<boolean>((resolve, reject) => {
    const child = spawn(name, parameters, {
      stdio: [isInput ? handle : 'ignore', isInput ? 'ignore' : handle, 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (text: Buffer) => (said = `${said}${text.toString()}`.slice(-2_000)));
    child.once('error', (fault: NodeJS.ErrnoException) =>
      fault.code === 'ENOENT' ? resolve(false) : reject(fault),
    );
    child.once('close', (code) =>
      code === 0 ? resolve(true) : reject(new BackupRefused(`${name} failed: ${said.trim()}`)),
    );
  }).finally(() => closeSync(handle));
}
