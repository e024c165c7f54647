import { DomainError } from '../../kernel/errors.js';

/** Codes of sign-in and invoices are owed to the person and cannot be switched off (NT-5). */
export class NoticeIsMandatory extends DomainError {
  readonly code = 'notification.mandatory';
  readonly kind = 'invalid';

  constructor(category: string) {
    super(`Notices of the category ${category} cannot be switched off.`, { category });
  }
}

/** Only what failed can be sent again. */
export class NotificationNotFailed extends DomainError {
  readonly code = 'notification.not_failed';
  readonly kind = 'conflict';

  constructor(state: string) {
    super('Only a notice that could not be sent is sent again.', { state });
  }
}

/** The code or link is gone and cannot be sent again; a new one has to be made. */
export class NotificationSecretWiped extends DomainError {
  readonly code = 'notification.secret_wiped';
  readonly kind = 'conflict';

  constructor() {
    super('The code or link of this notice has been wiped.');
  }
}
