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
  readonly code = 'rate.overlaps';
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

/** A price that is past cannot be decided anew. */
export class RateEnded extends DomainError {
  readonly code = 'rate.ended';
  readonly kind = 'conflict';

  constructor() {
    super('This price no longer holds. Publish another one.');
  }
}

/** What was promised at this price stays explained by it. */
export class RateInForce extends DomainError {
  readonly code = 'rate.in_force';
  readonly kind = 'conflict';

  constructor() {
    super('This price has begun to hold: it can be ended, and no longer removed.');
  }
}

/** Somebody else has changed it since it was read; their change is not overwritten unseen. */
export class CatalogueChangedMeanwhile extends DomainError {
  readonly code = 'catalogue.changed_meanwhile';
  readonly kind = 'conflict';

  /** @param revision the present one */
  constructor(revision: string) {
    super('This has been changed meanwhile. Look at it again, then change it.', { revision });
  }
}

/** Its name is taken: a slug, a pincode, a phrase of the same thing. */
export class AlreadyInCatalogue extends DomainError {
  readonly code = 'catalogue.already_there';
  readonly kind = 'conflict';

  constructor() {
    super('The catalogue has one of this name already.');
  }
}
