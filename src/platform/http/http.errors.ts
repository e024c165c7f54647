import { DomainError } from '../../kernel/errors.js';

/** What was begun goes on and ends whole, committed or not; a repeat with the same Idempotency-Key tells which. */
export class RequestTimedOut extends DomainError {
  readonly code = 'request.timeout';
  readonly kind = 'unavailable';

  constructor() {
    super('This takes longer than a request may. Repeat it with the same Idempotency-Key.', {
      retryAfterSeconds: 5,
    });
  }
}

export class MethodOverrideInvalid extends DomainError {
  readonly code = 'request.method_override_invalid';
  readonly kind = 'malformed';

  constructor() {
    super('X-HTTP-Method-Override is PUT, PATCH or DELETE, on a POST.');
  }
}

export class FileTooLarge extends DomainError {
  readonly code = 'file.too_large';
  readonly kind = 'too-large';

  constructor(maxBytes: number) {
    super(`A file here has at most ${maxBytes} bytes.`, { maxBytes });
  }
}

export class FileMalformed extends DomainError {
  readonly code = 'file.malformed';
  readonly kind = 'malformed';

  constructor() {
    super('The form could not be read: send one file as multipart/form-data.');
  }
}
