import { DomainError } from '../../kernel/errors.js';

/** The operator does not take messages at the moment. This one may be handed over again. */
export class SmsUnavailable extends DomainError {
  readonly code = 'sms.unavailable';
  readonly kind = 'unavailable';

  /** @param reason what the operator answered or what befell the connection; without the message's words */
  constructor(reason: string) {
    super(`The text message could not be handed over: ${reason}.`);
  }
}

/** The operator will not take this message, however often it is handed over. */
export class SmsRefused extends DomainError {
  readonly code = 'sms.refused';
  readonly kind = 'invalid';

  constructor(reason: string) {
    super(`The text message was refused: ${reason}.`);
  }
}
