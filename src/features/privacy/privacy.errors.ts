import { DomainError } from '../../kernel/errors.js';

/** The text that was agreed to is not the one in force: show the new one and ask again. */
export class ConsentTextOutdated extends DomainError {
  readonly code = 'consent.text_outdated';
  readonly kind = 'conflict';

  constructor(currentVersion: string) {
    super('This text has been replaced. Read the new one first.', { currentVersion });
  }
}
