import { DomainError } from '../../kernel/errors.js';

/** Missing, wrong, too old or used before: the caller learns no more than that. */
export class SignatureRefused extends DomainError {
  readonly code = 'auth.signature_invalid';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This API key signs its requests, and this one bears no good signature.');
  }
}
