import { DomainError } from '../../kernel/errors.js';
import type { Obligation } from './open-obligations.js';

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
    super('A picture is a whole PNG, JPEG or WebP file.');
  }
}

export class PictureOutsized extends DomainError {
  readonly code = 'avatar.outsized';
  readonly kind = 'invalid';

  constructor(longestSide: number) {
    super(`No side of a picture is longer than ${longestSide} pixels.`, { longestSide });
  }
}

const whatIsOpen: Readonly<Record<Obligation, string>> = {
  live_bookings: 'a booking that is neither finished nor cancelled',
  open_refunds: 'a refund that is on its way',
  dues: 'a fee that is not paid',
  wallet_balance: 'money in the wallet',
};

/** Work is under way or money is owed; when that is settled, the account can be closed and the person erased. */
export class ObligationsOpen extends DomainError {
  readonly code = 'user.obligations_open';
  readonly kind = 'conflict';

  constructor(obligations: readonly Obligation[]) {
    const open = obligations.map((each) => whatIsOpen[each]).join(', ');
    super(`The account cannot be closed yet. There is still: ${open}.`, { obligations });
  }
}
