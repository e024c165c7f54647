import type { LoggerService } from '@nestjs/common';
import type { Log } from './log.js';

/** What Nest itself has to say goes the same way as everything else: masked, as JSON, with the correlation id. */
export class FrameworkLog implements LoggerService {
  constructor(private readonly sink: Log) {}

  log(): void {}

  warn(message: unknown, ...rest: unknown[]): void {
    this.sink.warn(factsOf(message, rest), 'The framework warns.');
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.sink.error(factsOf(message, rest), 'The framework reports a fault.');
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }
}

function factsOf(message: unknown, rest: readonly unknown[]): object {
  const source = rest.at(-1);
  return {
    ...(message instanceof Error ? { err: message } : { said: message }),
    ...(typeof source === 'string' && { source }),
  };
}
