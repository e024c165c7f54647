import { pino } from 'pino';
import type { Logger } from 'pino';
import { requestContext } from './request-context.js';

/** Injection token of the logger: JSON lines on standard output, each with the correlation id. */
export abstract class Log {
  abstract debug(facts: object, sentence: string): void;
  abstract info(facts: object, sentence: string): void;
  abstract warn(facts: object, sentence: string): void;
  abstract error(facts: object, sentence: string): void;
}

export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => ({ ...requestContext.getStore() }),
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        '*.password',
        '*.accessToken',
        '*.refreshToken',
      ],
      censor: '[hidden]',
    },
  });
}
