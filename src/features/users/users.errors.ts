import { DomainError } from '../../kernel/errors.js';

export class UserAlreadyExists extends DomainError {
  readonly code = 'user.already_exists';
  readonly kind = 'conflict';

  constructor() {
    super('There is an account with this email or mobile already.');
  }
}
