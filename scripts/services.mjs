// Private servers for tests: a MariaDB and a Redis of their own, on free ports of the loopback, in a given folder.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, mkdirSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';

const startMs = 60_000;
const stopMs = 20_000;

/** Where a program lies, or null. Servers are often in a sbin folder that the PATH of a person leaves out. */
export function findProgram(name) {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue;
    }
  }
  return null;
}

/** @returns the programs that are not there: [] when both servers can be started */
export function missingServices() {
  return ['mariadbd', 'mariadb-install-db', 'redis-server'].filter((name) => findProgram(name) === null);
}

/**
 * Starts a MariaDB that nobody else uses; its root has no password and it listens on the loopback only. Settings
 * that make it durable are off unless asked for: what the tests write need not outlive the machine.
 * @param folder where its data and log lie; an instance that was stopped starts again on the same folder
 * @param settings of the server, after the usual ones and before them, e.g. `--innodb-buffer-pool-size=4G`
 */
export async function startMariadb(folder, { port, durable = false, settings = [] } = {}) {
  const program = programOf('mariadbd');
  const data = join(folder, 'mariadb');
  // A server that starts removes the temporary tables it finds, which in a common folder are those of its neighbours.
  const temporary = join(folder, 'mariadb-tmp');
  mkdirSync(temporary, { recursive: true });
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  if (!isDirectoryWith(join(data, 'mysql'))) {
    const { status, stdout, stderr } = spawnSync(
      programOf('mariadb-install-db'),
      [
        '--no-defaults',
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        `--datadir=${data}`,
        ...user,
      ],
      { encoding: 'utf8', env: { ...process.env, TMPDIR: temporary } },
    );
    if (status !== 0) throw new Error(`mariadb-install-db failed:\n${stdout}${stderr}`);
  }
  const speed = durable ? [] : ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0'];
  return start(folder, 'mariadb', port, (chosen) => ({
    program,
    parameters: [
      '--no-defaults',
      ...user,
      `--datadir=${data}`,
      `--tmpdir=${temporary}`,
      `--port=${chosen}`,
      // A socket's path may have 107 characters; temporary folders can be longer.
      `--socket=/tmp/nexora-mariadb-${chosen}.sock`,
      '--bind-address=127.0.0.1',
      '--skip-log-bin',
      '--skip-name-resolve',
      '--max-connections=300',
      '--innodb-buffer-pool-size=128M',
      '--performance-schema=OFF',
      ...speed,
      ...settings,
    ],
    url: `mysql://root@127.0.0.1:${chosen}`,
    answers: (socket) => greeting(socket),
  }));
}

/** Starts a Redis that nobody else uses and that keeps nothing on disk. */
export async function startRedis(folder, { port } = {}) {
  const program = programOf('redis-server');
  mkdirSync(folder, { recursive: true });
  return start(folder, 'redis', port, (chosen) => ({
    program,
    parameters: [
      '--port',
      chosen,
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
    ],
    url: `redis://127.0.0.1:${chosen}`,
    answers: (socket) => {
      socket.write('PING\r\n');
      return greeting(socket).then((text) => text.startsWith('+PONG'));
    },
  }));
}

function programOf(name) {
  const program = findProgram(name);
  if (!program) throw new Error(`${name} is not installed.`);
  return program;
}

function isDirectoryWith(path) {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Another process may take a free port between its choice and its use, so that is tried again. */
async function start(folder, name, wantedPort, describe) {
  const log = join(folder, `${name}.log`);
  for (let attempt = 1; ; attempt += 1) {
    const port = wantedPort ?? (await freePort());
    const { program, parameters, url, answers } = describe(port);
    const output = openSync(log, 'a');
    const child = spawn(program, parameters.map(String), { stdio: ['ignore', output, output] });
    closeSync(output);
    const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
    const stop = (signal = 'SIGTERM') => end(child, ended, signal);
    if (await comesUp(child, port, answers)) {
      // The server must not keep alive, nor outlive, the process that asked for it.
      child.unref();
      const kill = () => child.kill('SIGKILL');
      process.once('exit', kill);
      void ended.then(() => process.removeListener('exit', kill));
      return { url, port, pid: child.pid, stop };
    }
    await stop('SIGKILL');
    if (wantedPort !== undefined || attempt === 3)
      throw new Error(`${name} did not start:\n${readFileSync(log, 'utf8').slice(-4_000)}`);
  }
}

async function comesUp(child, port, answers) {
  const givenUpAt = Date.now() + startMs;
  while (Date.now() < givenUpAt && child.exitCode === null && child.signalCode === null) {
    if (await asks(port, answers)) return child.exitCode === null;
    await pause(50);
  }
  return false;
}

async function asks(port, answers) {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return Boolean(await answers(socket));
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function greeting(socket) {
  return new Promise((resolve, reject) => {
    socket.once('data', (bytes) => resolve(bytes.toString('latin1')));
    socket.once('close', () => reject(new Error('closed')));
    socket.setTimeout(2_000, () => reject(new Error('silent')));
  });
}

async function end(child, ended, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await ended;
  clearTimeout(late);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
