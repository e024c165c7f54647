import { DomainError } from '../../kernel/errors.js';
import type { Permission } from '../../kernel/permissions.js';
import type { Scope } from '../../kernel/scopes.js';

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

/** The API key was not given the scope that the route asks for (ID-8). */
export class ScopeMissing extends DomainError {
  readonly code = 'auth.scope_missing';
  readonly kind = 'forbidden';

  constructor(scope: Scope) {
    super('This API key does not include this.', { scope });
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

/** A one-time code or link that is wrong, used, too old or not meant for this: the caller learns no more. */
export class CodeInvalid extends DomainError {
  readonly code = 'auth.invalid_code';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This code or link is not valid, or no longer. Ask for a new one.');
  }
}

/** ID-1; the same for a number that belongs to nobody. */
export class CodesExhausted extends DomainError {
  readonly code = 'auth.code_limit';
  readonly kind = 'too-many';

  constructor(retryAt: Date, now: Date) {
    super('Too many codes were asked for. Try again later.', {
      retryAfterSeconds: Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1_000)),
    });
  }
}
