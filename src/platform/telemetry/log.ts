import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { masked, maskedText } from './masking.js';
import { requestContext } from './request-context.js';

/** Injection token of the logger: JSON lines on standard output, each with the correlation id. */
export abstract class Log {
  abstract debug(facts: object, sentence: string): void;
  abstract info(facts: object, sentence: string): void;
  abstract warn(facts: object, sentence: string): void;
  abstract error(facts: object, sentence: string): void;
}

/** Every line passes the mask (masking.ts), whoever writes it. @param to standard output when left out */
export function createLog(level: string, to?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ ...requestContext.getStore() }),
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod([facts, sentence], write) {
          const isSentence = typeof facts === 'string';
          const said = maskedText(String((isSentence ? facts : sentence) ?? ''));
          const known = facts instanceof Error ? { err: facts } : facts;
          const shown = masked(isSentence ? {} : known);
          write.call(this, typeof shown === 'object' && shown !== null ? shown : { fact: shown }, said);
        },
      },
    },
    to ?? pino.destination(1),
  );
}
