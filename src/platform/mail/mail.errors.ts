import { DomainError } from '../../kernel/errors.js';

/** The post does not take letters at the moment, or not this one yet. It may be handed over again. */
export class MailUnavailable extends DomainError {
  readonly code = 'mail.unavailable';
  readonly kind = 'unavailable';

  /** @param reason what the server said or what befell the connection; without the letter's words */
  constructor(reason: string) {
    super(`The letter could not be handed over: ${reason}.`);
  }
}

/** The post will not take this letter, however often it is handed over. */
export class MailRefused extends DomainError {
  readonly code = 'mail.refused';
  readonly kind = 'invalid';

  constructor(reason: string) {
    super(`The letter was refused: ${reason}.`);
  }
}
