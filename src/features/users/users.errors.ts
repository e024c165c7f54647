import { DomainError } from '../../kernel/errors.js';

export class UserAlreadyExists extends DomainError {
  readonly code = 'user.already_exists';
  readonly kind = 'conflict';

  constructor() {
    super('There is an account with this email or mobile already.');
  }
}

export class PictureUnsupported extends DomainError {
  readonly code = 'avatar.unsupported';
  readonly kind = 'unsupported';

  constructor() {
    super('A picture is a PNG, JPEG or WebP file.');
  }
}

export class PictureOutsized extends DomainError {
  readonly code = 'avatar.outsized';
  readonly kind = 'invalid';

  constructor(longestSide: number) {
    super(`No side of a picture is longer than ${longestSide} pixels.`, { longestSide });
  }
}
