import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { findProgram, startRedis } from '../scripts/services.mjs';

/** The server the test command started for this run. */
const server = process.env['TEST_REDIS_URL'];

/** A suite that needs a Redis: there when the run brings one or one can be started. */
export const describeOnRedis: typeof describe | (() => void) =
  server !== undefined || findProgram('redis-server') !== null ? describe : () => undefined;

export interface TestRedis {
  url: string;
  close(): Promise<void>;
}

/** The run's server, or one of its own. Whoever uses it keeps to a prefix of its own, see `ownPrefix`. */
export async function openTestRedis(): Promise<TestRedis> {
  if (server !== undefined) return { url: server, close: () => Promise.resolve() };
  const folder = mkdtempSync(join(tmpdir(), 'nexora-redis-'));
  const { url, stop } = await startRedis(folder);
  return {
    url,
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function ownPrefix(): string {
  return `test-${randomBytes(6).toString('hex')}`;
}
