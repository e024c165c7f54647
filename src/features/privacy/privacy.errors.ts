import { DomainError } from '../../kernel/errors.js';
import type { Obligation } from './open-obligations.js';

/** The text that was agreed to is not the one in force: show the new one and ask again. */
export class ConsentTextOutdated extends DomainError {
  readonly code = 'consent.text_outdated';
  readonly kind = 'conflict';

  constructor(currentVersion: string) {
    super('This text has been replaced. Read the new one first.', { currentVersion });
  }
}

/** Work is under way or money is owed; when that is settled, the person can be erased. */
export class ErasureNotYet extends DomainError {
  readonly code = 'privacy.obligations_open';
  readonly kind = 'conflict';

  constructor(obligations: readonly Obligation[]) {
    super('Finish or cancel your bookings and settle what is open first.', { obligations });
  }
}
