import { gstinList } from './gstin.js';
import { checkDatabaseUrl } from './database-url.js';
import { checkRedisUrl } from './redis-url.js';
import { checkHttpUrl } from './http-url.js';
import { checkEncryptionKeys } from './encryption-keys.js';
import { LinksConfig, MailConfig, PaymentsConfig, SmsConfig } from './outside-sections.js';
import { PrivacyConfig } from './privacy-section.js';
import { flag, integer, list, oneOf, optionalText, secret, section, text } from './setting.js';
import type { Setting } from './setting.js';

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
  requestTimeoutMs: integer('REQUEST_TIMEOUT_MS', {
    doc: 'Longest wait, in milliseconds, for an answer; then 503 is told, and what was begun ends on its own.',
    fallback: 15_000,
    min: 100,
    max: 600_000,
  }),
  slowRequestTimeoutMs: integer('SLOW_REQUEST_TIMEOUT_MS', {
    doc: 'The same for routes that think for long, such as chat.',
    fallback: 60_000,
    min: 100,
    max: 600_000,
  }),
  shutdownMs: integer('SHUTDOWN_MS', {
    doc: 'Longest wait, in milliseconds, for running requests and jobs when stopping.',
    fallback: 10_000,
    min: 0,
    max: 120_000,
  }),
}) {}

export class DatabaseConfig extends section('Database', {
  url: secret(
    'DATABASE_URL',
    'Where the data lives: absent or sqlite:FILE for the embedded database, ' +
      'mysql://USER:PASSWORD@HOST:PORT/DATABASE[?tls=true] for MySQL 8.0 or MariaDB 10.6 and later.',
    checkDatabaseUrl,
  ),
  poolSize: integer('DATABASE_POOL_SIZE', {
    doc: 'Connections to a MySQL server for writing, and as many again for reading, in each process.',
    fallback: 10,
    min: 2,
    max: 200,
  }),
  lockWaitSeconds: integer('DATABASE_LOCK_WAIT_SECONDS', {
    doc: 'How long, in seconds, a statement waits on MySQL for a row that another transaction holds.',
    fallback: 4,
    min: 1,
    max: 50,
  }),
  slowUnitMs: integer('DATABASE_SLOW_UNIT_MS', {
    doc: 'A unit of work that lasts longer, in milliseconds, is reported in the log.',
    fallback: 2_000,
    min: 10,
    max: 600_000,
  }),
  busyMs: integer('DATABASE_BUSY_MS', {
    doc: 'How long, in milliseconds, a write waits for another process that holds the embedded database.',
    fallback: 5_000,
    min: 0,
    max: 60_000,
  }),
}) {
  get dialect(): 'sqlite' | 'mysql' {
    return this.url === undefined || this.url.startsWith('sqlite:') ? 'sqlite' : 'mysql';
  }
}

export class RedisConfig extends section('Redis', {
  url: secret(
    'REDIS_URL',
    'redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]. With it, and with MySQL, jobs are run by worker processes ' +
      '(npm run worker), and any number of servers and workers work as one.',
    checkRedisUrl,
  ),
  prefix: text('REDIS_PREFIX', {
    doc: 'What every key on Redis begins with: those of the cache, of the rate limits and of the queue.',
    fallback: 'nexora',
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
  queue: text('JOBS_QUEUE', { doc: 'Name of the queue on Redis.', fallback: 'jobs' }),
  window: integer('JOBS_WINDOW', {
    doc: 'How many due jobs are handed to the queue on Redis ahead of the workers.',
    fallback: 100,
    min: 1,
    max: 10_000,
  }),
}) {}

export class WorkerConfig extends section('Worker process', {
  port: integer('WORKER_PORT', {
    doc: 'Port at which a worker tells its health, at /health/live and /health/ready; 0 for none.',
    fallback: 0,
    min: 0,
    max: 65535,
  }),
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
  guestIdleHours: integer('GUEST_IDLE_HOURS', {
    doc: 'After so many hours of inactivity a guest is forgotten.',
    fallback: 24,
    min: 1,
    max: 720,
  }),
  guestMaxDays: integer('GUEST_MAX_DAYS', {
    doc: "Longest life of a guest's token however often it is used, in days.",
    fallback: 30,
    min: 1,
    max: 90,
  }),
  encryptionKey: secret(
    'ENCRYPTION_KEY',
    'Key of the secrets at rest: 32 bytes in base64. Without it one is made and kept in DATA_DIR.',
    checkEncryptionKeys(1),
  ),
  otherEncryptionKeys: secret(
    'ENCRYPTION_OTHER_KEYS',
    'Keys that secrets are read with and not sealed, in base64, by commas: the next one before ENCRYPTION_KEY is ' +
      'changed to it, the former one after that, until npm run keys:reencrypt has ended.',
    checkEncryptionKeys(8),
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
  evenAnswerMs: integer('EVEN_ANSWER_MS', {
    doc: 'Answers that must not tell whether an account exists leave at multiples of this, in milliseconds.',
    fallback: 150,
    min: 0,
    max: 5_000,
  }),
}) {
  /** Life of the longest-lived token, in milliseconds: a guest's, which is not refreshed. */
  get longestTokenMs(): number {
    return Math.max(this.accessMinutes, this.guestMaxDays * 1_440) * 60_000;
  }
}

export class CacheConfig extends section('Cache', {
  maxBytes: integer('CACHE_MAX_BYTES', {
    doc: 'Memory, in bytes of JSON, that a process gives to answers it keeps.',
    fallback: 33_554_432,
    min: 0,
    max: 4_294_967_296,
  }),
}) {}

/** Requests a minute (ID-3). */
export class RateLimitConfig extends section('Rate limits', {
  enabled: flag('RATE_LIMIT_ENABLED', {
    doc: 'Whether requests are counted. Load tests turn it off; in production false is refused.',
    fallback: true,
  }),
  default: perMinute('RATE_LIMIT_PER_MINUTE', 'Requests a minute of one principal, and of one address.', 300),
  staff: perMinute('RATE_LIMIT_STAFF_PER_MINUTE', 'The same for staff.', 1_200),
  login: perMinute(
    'RATE_LIMIT_LOGIN_PER_MINUTE',
    'Sign-ins a minute from one address, and to one account.',
    10,
  ),
  register: perMinute(
    'RATE_LIMIT_REGISTER_PER_MINUTE',
    'Registrations a minute from one address, and of one email.',
    10,
  ),
  otp: perMinute(
    'RATE_LIMIT_OTP_PER_MINUTE',
    'One-time codes asked for or tried a minute, by address and number.',
    10,
  ),
  reset: perMinute(
    'RATE_LIMIT_RESET_PER_MINUTE',
    'Links to reset a password or verify an email asked for or used a minute, by address and account.',
    10,
  ),
  refresh: perMinute('RATE_LIMIT_REFRESH_PER_MINUTE', 'Token refreshes a minute of one session.', 60),
  chat: perMinute('RATE_LIMIT_CHAT_PER_MINUTE', 'Chat messages a minute of one principal.', 20),
  upload: perMinute('RATE_LIMIT_UPLOAD_PER_MINUTE', 'Files sent a minute by one principal.', 10),
}) {}

function perMinute(variable: string, doc: string, fallback: number): Setting<number> {
  return integer(variable, { doc, fallback, min: 1, max: 1_000_000 });
}

export class LogConfig extends section('Logs', {
  level: oneOf('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
    doc: 'Least severe line that is written.',
    fallback: 'info',
  }),
}) {}

export class TelemetryConfig extends section('Health, metrics and traces', {
  metricsToken: secret(
    'METRICS_TOKEN',
    'Bearer token of whoever reads /metrics. Without it they are open, in production to the machine itself only. ' +
      'At least 16 characters.',
    (given) => {
      if (!/^[!-~]{16,}$/.test(given)) throw new Error('must have at least 16 characters and no space');
      return given;
    },
  ),
  queueLagLimitSeconds: integer('QUEUE_LAG_LIMIT_SECONDS', {
    doc: 'A job that is due for longer, in seconds, makes /health/ready say `degraded`.',
    fallback: 120,
    min: 1,
    max: 86_400,
  }),
  otlpEndpoint: optionalText(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'Base address of an OpenTelemetry collector that takes OTLP over HTTP, such as http://localhost:4318. ' +
      'Traces are sent only when it is set.',
    checkHttpUrl,
  ),
  serviceName: text('OTEL_SERVICE_NAME', { doc: 'Name of this service in traces.', fallback: 'nexora' }),
  samplePercent: integer('TRACE_SAMPLE_PERCENT', {
    doc: 'Share of the traces that is sent, in percent.',
    fallback: 100,
    min: 0,
    max: 100,
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
  name: text('COMPANY_NAME', {
    doc: 'The operator as registered; supplies what invoices are for (MO-4).',
    fallback: 'Nexora Home Services Private Limited',
  }),
  address: text('COMPANY_ADDRESS', {
    doc: 'Registered address of the operator, in one line.',
    fallback: '4th Floor, 27 Residency Road, Bengaluru 560025',
  }),
  gstins: gstinList('COMPANY_GSTINS', 'GSTINs of the operator, one for each of GST_REGISTERED_STATES.'),
}) {}

export const sections = [
  AppConfig,
  HttpConfig,
  DatabaseConfig,
  RedisConfig,
  JobsConfig,
  WorkerConfig,
  AuthConfig,
  CacheConfig,
  RateLimitConfig,
  LogConfig,
  TelemetryConfig,
  LinksConfig,
  MailConfig,
  SmsConfig,
  DemoConfig,
  CompanyConfig,
  PaymentsConfig,
  PrivacyConfig,
] as const;
