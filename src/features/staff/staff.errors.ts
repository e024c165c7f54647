import { DomainError } from '../../kernel/errors.js';

export class StaffMemberAlreadyExists extends DomainError {
  readonly code = 'staff.already_exists';
  readonly kind = 'conflict';

  constructor() {
    super('There is a staff member with this employee id, email or mobile already.');
  }
}
