import { Configuration } from './configuration.js';
import { deploymentFaults, deploymentOf } from './deployment.js';
import type { ProcessRole } from './deployment.js';

const mysql = { DATABASE_URL: 'mysql://nexora:secret@localhost:3306/nexora' };
const redis = { REDIS_URL: 'redis://localhost:6379' };
const sqlite = { DATABASE_URL: 'sqlite:/tmp/nexora.sqlite' };

function faultsOf(role: ProcessRole, environment: Record<string, string>): string[] {
  return deploymentFaults(deploymentOf(role, Configuration.read(environment)));
}

describe('what may run with what', () => {
  it.each<[string, ProcessRole, Record<string, string>]>([
    ['a server on the embedded database', 'server', {}],
    ['a server on a named embedded database', 'server', sqlite],
    ['a server on MySQL alone', 'server', mysql],
    ['a server on MySQL and Redis', 'server', { ...mysql, ...redis }],
    ['a worker on MySQL and Redis', 'worker', { ...mysql, ...redis }],
  ])('%s may', (_what, role, environment) => {
    expect(faultsOf(role, environment)).toEqual([]);
  });

  it.each<[string, ProcessRole, Record<string, string>, RegExp[]]>([
    ['a server on the embedded database and Redis', 'server', redis, [/^REDIS_URL is for several processes/]],
    ['the same by name', 'server', { ...sqlite, ...redis }, [/^REDIS_URL is for several processes/]],
    [
      'a worker on the embedded database',
      'worker',
      {},
      [/^A worker cannot work on the embedded database/, /^A worker takes its jobs from Redis/],
    ],
    [
      'a worker on the embedded database and Redis',
      'worker',
      redis,
      [/^REDIS_URL is for several processes/, /^A worker cannot work on the embedded database/],
    ],
    ['a worker on MySQL without Redis', 'worker', mysql, [/^A worker takes its jobs from Redis/]],
  ])('%s may not, and each reason is told', (_what, role, environment, reasons) => {
    const faults = faultsOf(role, environment);
    expect(faults).toHaveLength(reasons.length);
    reasons.forEach((reason, at) => expect(faults[at]).toMatch(reason));
  });
});

describe('the address of Redis', () => {
  it.each([
    'redis://localhost',
    'redis://:secret@10.0.0.7:6380/2',
    'rediss://nexora:secret@cache.example.com/',
  ])('may be %s', (url) => {
    expect(() => Configuration.read({ REDIS_URL: url })).not.toThrow();
  });

  it.each(['localhost:6379', 'http://localhost', 'redis://', 'redis://:hunter2@localhost/jobs'])(
    'may not be %s, and is not repeated',
    (url) => {
      expect(() => Configuration.read({ REDIS_URL: url })).toThrow(/REDIS_URL must/);
      expect(() => Configuration.read({ REDIS_URL: url })).not.toThrow(/hunter2/);
    },
  );
});
