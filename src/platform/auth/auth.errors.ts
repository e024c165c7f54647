import { DomainError } from '../../kernel/errors.js';
import type { Permission } from '../../kernel/permissions.js';

export class AuthenticationRequired extends DomainError {
  readonly code = 'auth.required';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Sign in first: this route needs an access token.');
  }
}

/** Forged, expired, revoked or of the wrong kind: the caller learns no more than that. */
export class TokenInvalid extends DomainError {
  readonly code = 'auth.invalid_token';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This token is not valid, or no longer. Sign in again.');
  }
}

export class WrongAudience extends DomainError {
  readonly code = 'auth.wrong_audience';
  readonly kind = 'forbidden';

  constructor() {
    super('This sign-in is not meant for this part of the service.');
  }
}

export class PermissionMissing extends DomainError {
  readonly code = 'auth.permission_missing';
  readonly kind = 'forbidden';

  constructor(permission: Permission) {
    super('Your role does not include this.', { permission });
  }
}

export class RouteClosed extends DomainError {
  readonly code = 'auth.route_closed';
  readonly kind = 'forbidden';

  constructor() {
    super('This route is open to nobody.');
  }
}

/** The same whether the identifier, the password or both are wrong (ID-1). */
export class InvalidCredentials extends DomainError {
  readonly code = 'auth.invalid_credentials';
  readonly kind = 'unauthenticated';

  constructor() {
    super('These sign-in details do not match.');
  }
}

export class SignInLocked extends DomainError {
  readonly code = 'auth.locked';
  readonly kind = 'locked';

  constructor(lockedUntil: Date, now: Date) {
    super('Too many failed attempts. Try again later.', {
      retryAfterSeconds: Math.max(1, Math.ceil((lockedUntil.getTime() - now.getTime()) / 1_000)),
    });
  }
}
