import { DomainError } from '../../kernel/errors.js';

/** Nobody works there: the pincode is unknown to us, closed, or has no price (PR-2). */
export class PincodeNotServiceable extends DomainError {
  readonly code = 'pincode.not_serviceable';
  readonly kind = 'invalid';

  constructor(pincode: string) {
    super(`This is not offered in ${pincode} yet.`, { pincode });
  }
}

/** Two prices of one rate card would hold at one place and time (PR-2). */
export class RatesOverlap extends DomainError {
  readonly code = 'rate.overlapping';
  readonly kind = 'conflict';

  constructor(rateCardId: string, city: string, pincode: string | null, validFrom: Date) {
    super('Another price of this rate card is already valid there at that time.', {
      rateCardId,
      city,
      pincode,
      validFrom: validFrom.toISOString(),
    });
  }
}
