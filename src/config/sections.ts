import { flag, integer, list, oneOf, optionalText, secret, section, text } from './setting.js';

export class AppConfig extends section('Application', {
  environment: oneOf('NODE_ENV', ['development', 'test', 'production'], {
    doc: 'Production refuses demo logins and development doors.',
    fallback: 'development',
  }),
  dataDir: text('DATA_DIR', {
    doc: 'Folder of the embedded database, keys and files.',
    fallback: '.data',
  }),
  zone: text('TIME_ZONE', {
    doc: 'IANA zone in which days, slots and working hours are reckoned.',
    fallback: 'Asia/Kolkata',
  }),
}) {
  get isProduction(): boolean {
    return this.environment === 'production';
  }
}

export class HttpConfig extends section('HTTP', {
  port: integer('PORT', {
    doc: 'Port to listen on; 0 takes a free one.',
    fallback: 3000,
    min: 0,
    max: 65535,
  }),
  host: text('HOST', { doc: 'Address to listen on.', fallback: '0.0.0.0' }),
  bodyLimitBytes: integer('BODY_LIMIT_BYTES', {
    doc: 'Largest request body that is read; larger ones are answered 413.',
    fallback: 1_048_576,
    min: 1_024,
    max: 104_857_600,
  }),
  trustProxy: integer('TRUST_PROXY', {
    doc: 'How many reverse proxies stand in front; their X-Forwarded-For is believed.',
    fallback: 0,
    min: 0,
    max: 10,
  }),
  corsOrigins: list('CORS_ORIGINS', {
    doc: 'Web origins that may call the API from a browser; none when empty.',
    fallback: [],
  }),
  shutdownMs: integer('SHUTDOWN_MS', {
    doc: 'Longest wait, in milliseconds, for running requests and jobs when stopping.',
    fallback: 10_000,
    min: 0,
    max: 120_000,
  }),
}) {}

export class DatabaseConfig extends section('Database', {
  url: {
    ...optionalText('DATABASE_URL', 'Where the data lives: absent or sqlite:FILE for the embedded database.'),
    parse: (given: string) => {
      if (!/^sqlite:.+/.test(given)) throw new Error('must be sqlite:FILE; no other database is served yet');
      return given;
    },
  },
  slowUnitMs: integer('DATABASE_SLOW_UNIT_MS', {
    doc: 'A unit of work that lasts longer, in milliseconds, is reported in the log.',
    fallback: 2_000,
    min: 10,
    max: 600_000,
  }),
  busyMs: integer('DATABASE_BUSY_MS', {
    doc: 'How long, in milliseconds, a write waits for another process that holds the database.',
    fallback: 5_000,
    min: 0,
    max: 60_000,
  }),
}) {}

export class JobsConfig extends section('Jobs', {
  pollMs: integer('JOBS_POLL_MS', {
    doc: 'How often, in milliseconds, due jobs are looked for when nothing woke the runner.',
    fallback: 1_000,
    min: 10,
    max: 60_000,
  }),
  leaseMs: integer('JOBS_LEASE_MS', {
    doc: 'How long, in milliseconds, a claimed job belongs to its runner before another may take it.',
    fallback: 30_000,
    min: 100,
    max: 3_600_000,
  }),
  concurrency: integer('JOBS_CONCURRENCY', { doc: 'Jobs run side by side.', fallback: 4, min: 1, max: 64 }),
}) {}

export class AuthConfig extends section('Sign-in', {
  issuer: text('JWT_ISSUER', { doc: 'The `iss` of every token.', fallback: 'nexora' }),
  accessMinutes: integer('ACCESS_TOKEN_MINUTES', {
    doc: 'Life of an access token, in minutes.',
    fallback: 15,
    min: 1,
    max: 1_440,
  }),
  refreshDays: integer('REFRESH_TOKEN_DAYS', {
    doc: 'Life of an unused refresh token, in days; each use renews it.',
    fallback: 30,
    min: 1,
    max: 365,
  }),
  sessionDays: integer('SESSION_MAX_DAYS', {
    doc: 'Longest life of a session however often it is refreshed, in days.',
    fallback: 90,
    min: 1,
    max: 730,
  }),
  encryptionKey: secret(
    'ENCRYPTION_KEY',
    'Key of the secrets at rest: 32 bytes in base64. Without it one is made and kept in DATA_DIR.',
    (given) => {
      if (Buffer.from(given, 'base64').length !== 32) throw new Error('must be 32 bytes in base64');
      return given;
    },
  ),
  argonMemoryKib: integer('ARGON2_MEMORY_KIB', {
    doc: 'Memory of one argon2id hash, in KiB.',
    fallback: 19_456,
    min: 1_024,
    max: 1_048_576,
  }),
  argonPasses: integer('ARGON2_PASSES', {
    doc: 'Passes of one argon2id hash.',
    fallback: 2,
    min: 1,
    max: 20,
  }),
}) {}

export class LogConfig extends section('Logs', {
  level: oneOf('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
    doc: 'Least severe line that is written.',
    fallback: 'info',
  }),
}) {}

export class DemoConfig extends section('Demonstration data', {
  seed: flag('SEED_ON_START', {
    doc: 'Fill an empty database with the demonstration marketplace.',
    fallback: true,
  }),
  password: text('DEMO_PASSWORD', {
    doc: 'Password of the demonstration logins.',
    fallback: 'Nexora@2026',
  }),
}) {}

export class CompanyConfig extends section('Company', {
  registeredStates: list('GST_REGISTERED_STATES', {
    doc: 'States in which the operator is registered for GST (PR-4).',
    fallback: ['Karnataka', 'Maharashtra', 'Delhi', 'Tamil Nadu'],
  }),
}) {}

export const sections = [
  AppConfig,
  HttpConfig,
  DatabaseConfig,
  JobsConfig,
  AuthConfig,
  LogConfig,
  DemoConfig,
  CompanyConfig,
] as const;
