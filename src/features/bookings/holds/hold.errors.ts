import { DomainError } from '../../../kernel/errors.js';

/** The hold is of other work, another place or another time than what is to be booked with it (HB-4). */
export class HoldMismatch extends DomainError {
  readonly code = 'hold.mismatch';
  readonly kind = 'conflict';

  constructor() {
    super('This hold was made for something else. Hold what is to be booked, or book without a hold.');
  }
}
