import { DomainError } from '../../kernel/errors.js';

/** Somebody else was first (DI-2). */
export class OfferTaken extends DomainError {
  readonly code = 'offer.taken';
  readonly kind = 'conflict';

  constructor() {
    super('This job has been taken by somebody else.');
  }
}

export class OfferExpired extends DomainError {
  readonly code = 'offer.expired';
  readonly kind = 'gone';

  constructor() {
    super('The time to answer this offer is over.');
  }
}

/** The booking was moved or has ended since it was offered. */
export class OfferWithdrawn extends DomainError {
  readonly code = 'offer.withdrawn';
  readonly kind = 'gone';

  constructor() {
    super('This job is not on offer any more: it was moved or cancelled.');
  }
}

/** It has been answered the other way before. */
export class OfferAnswered extends DomainError {
  readonly code = 'offer.answered';
  readonly kind = 'conflict';

  constructor(answer: string) {
    super(`You have ${answer} this job already.`);
  }
}

/** The provider has other work at that time by now, or may not do this job any more. */
export class OfferNotFree extends DomainError {
  readonly code = 'offer.not_free';
  readonly kind = 'conflict';

  constructor() {
    super('You are not free for this job any more.');
  }
}
