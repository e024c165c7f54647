import { DomainError } from '../../kernel/errors.js';

/** The guest has signed in as somebody else before; what they had is that customer's now. */
export class GuestConverted extends DomainError {
  readonly code = 'guest.already_converted';
  readonly kind = 'conflict';

  constructor() {
    super('This guest session has been taken over by another account already.');
  }
}
