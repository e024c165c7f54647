import { DomainError } from '../../kernel/errors.js';

/** A booking's items belong to one category, since one provider does them (PR-7). */
export class MixedCategories extends DomainError {
  readonly code = 'booking.mixed_categories';
  readonly kind = 'invalid';

  constructor(categories: readonly string[]) {
    super('One booking is for services of one category. Please book the others separately.', { categories });
  }
}

/** The quote named has run out, was used, or was made for something else (PR-3). */
export class PriceChanged extends DomainError {
  readonly code = 'price.changed';
  readonly kind = 'conflict';

  constructor(oldTotalPaise: number, newTotalPaise: number) {
    super('The quote no longer holds. Please look at the price again.', {
      old: { totalPaise: oldTotalPaise },
      new: { totalPaise: newTotalPaise },
    });
  }
}
