import { DomainError } from '../../kernel/errors.js';
import type { Permission } from '../../kernel/permissions.js';

export class StaffMemberAlreadyExists extends DomainError {
  readonly code = 'staff.already_exists';
  readonly kind = 'conflict';

  constructor() {
    super('There is a staff member with this employee id, email or mobile already.');
  }
}

/** ID-4: nobody acts on their own level or above. */
export class LevelTooHigh extends DomainError {
  readonly code = 'staff.level_too_high';
  readonly kind = 'forbidden';

  constructor() {
    super('This is at your own level or above it.');
  }
}

/** ID-4: nobody grants what they lack. */
export class PermissionNotHeld extends DomainError {
  readonly code = 'staff.permission_not_held';
  readonly kind = 'forbidden';

  constructor(permission: Permission) {
    super('You cannot give a permission that you do not have.', { permission });
  }
}

/** ID-4: the last super_admin stays. */
export class LastSuperAdmin extends DomainError {
  readonly code = 'staff.last_super_admin';
  readonly kind = 'conflict';

  constructor() {
    super('The last super admin stays.');
  }
}

export class StaffMemberHasLeft extends DomainError {
  readonly code = 'staff.has_left';
  readonly kind = 'conflict';

  constructor() {
    super('This staff member has left.');
  }
}

export class RoleAlreadyExists extends DomainError {
  readonly code = 'role.already_exists';
  readonly kind = 'conflict';

  constructor() {
    super('There is a role of this name already.');
  }
}

/** Name and level of the catalogue's roles are the house's; what they may do can be changed. */
export class RoleIsBuiltIn extends DomainError {
  readonly code = 'role.built_in';
  readonly kind = 'conflict';

  constructor() {
    super('Name and level of this role cannot be changed.');
  }
}

/** The password was right; sign in again with the code of the app in `totp`. */
export class TotpRequired extends DomainError {
  readonly code = 'auth.totp_required';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Enter the code that your authenticator shows.');
  }
}

export class TotpAlreadyOn extends DomainError {
  readonly code = 'totp.already_on';
  readonly kind = 'conflict';

  constructor() {
    super('A second factor is on already. Turn it off first.');
  }
}

export class TotpNotEnrolled extends DomainError {
  readonly code = 'totp.not_enrolled';
  readonly kind = 'conflict';

  constructor() {
    super('There is no second factor to confirm or turn off.');
  }
}
