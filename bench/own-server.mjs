import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { startMariadb, startRedis } from '../scripts/services.mjs';

/**
 * The built server on a folder of its own, with nobody in it, asked over HTTP. Requests are not limited; everything
 * else is as it is shipped, the costs of a password hash among it.
 */
export class OwnServer {
  /** @param onServers on a private MariaDB and Redis instead of SQLite; its jobs then wait for a worker that is not there */
  static async start({ port, onServers = false }) {
    const folder = mkdtempSync(join(tmpdir(), 'nexora-bench-'));
    const services = [];
    const settings = {};
    try {
      if (onServers) {
        const mariadb = await startMariadb(join(folder, 'mariadb'));
        services.push(mariadb);
        const redis = await startRedis(join(folder, 'redis'));
        services.push(redis);
        await makeDatabase(mariadb.url);
        Object.assign(settings, { DATABASE_URL: `${mariadb.url}/bench`, REDIS_URL: redis.url });
      }
      const server = new OwnServer({ port, folder, services, settings });
      await server.isReady();
      return server;
    } catch (fault) {
      for (const service of services) await service.stop();
      rmSync(folder, { recursive: true, force: true });
      throw fault;
    }
  }

  constructor({ port, folder, services, settings }) {
    this.base = `http://127.0.0.1:${port}`;
    this.folder = folder;
    this.services = services;
    this.child = spawn(process.execPath, [process.env.BENCH_MAIN ?? 'dist/src/main.js'], {
      env: {
        ...process.env,
        ...settings,
        PORT: String(port),
        DATA_DIR: folder,
        SEED_ON_START: 'false',
        RATE_LIMIT_ENABLED: 'false',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  async isReady() {
    for (let tries = 0; tries < 600; tries += 1) {
      const isUp = await fetch(`${this.base}/health/live`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (isUp) return;
      if (this.child.exitCode !== null) break;
      await wait(100);
    }
    throw new Error('The server does not answer.');
  }

  /** @returns the status and how long the whole answer took, in milliseconds */
  async timed(method, path, { body, token } = {}) {
    const startedMs = performance.now();
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { ms: performance.now() - startedMs, status: response.status, text };
  }

  post(path, body) {
    return this.timed('POST', `/api/v1${path}`, { body });
  }

  async stop() {
    if (this.child.exitCode === null) {
      this.child.kill('SIGTERM');
      await new Promise((resolve) => this.child.once('exit', resolve));
    }
    for (const service of this.services) await service.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function makeDatabase(url) {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ uri: url });
  await connection.query('CREATE DATABASE bench');
  await connection.end();
}

export const percentile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
