import type { Configuration } from './configuration.js';
import { DatabaseConfig, RedisConfig } from './sections.js';

/** What a process is started as: the server of the API, or a worker that runs jobs and schedules only. */
export type ProcessRole = 'server' | 'worker';

export interface Deployment {
  role: ProcessRole;
  database: 'sqlite' | 'mysql';
  hasRedis: boolean;
}

/**
 * Why these parts cannot work together (ARCHITECTURE 2), a sentence each; none when they can. Legal are SQLite
 * without Redis and MySQL without Redis, each in one process, and MySQL with Redis in any number of processes.
 */
export function deploymentFaults({ role, database, hasRedis }: Deployment): string[] {
  const faults: string[] = [];
  if (database === 'sqlite' && hasRedis)
    faults.push(
      'REDIS_URL is for several processes, and the embedded database serves one: set DATABASE_URL to a MySQL ' +
        'server too, or leave REDIS_URL out',
    );
  if (role === 'worker' && database === 'sqlite')
    faults.push(
      'A worker cannot work on the embedded database, which serves one process: set DATABASE_URL to a MySQL ' +
        'server, or run npm start alone, which does the jobs as well',
    );
  if (role === 'worker' && !hasRedis)
    faults.push(
      'A worker takes its jobs from Redis: set REDIS_URL, or run npm start alone, which does the jobs as well',
    );
  return faults;
}

/** The parts that the settings ask for. */
export function deploymentOf(role: ProcessRole, configuration: Configuration): Deployment {
  const { dialect } = configuration.of(DatabaseConfig);
  return { role, database: dialect, hasRedis: configuration.of(RedisConfig).url !== undefined };
}
