import { DomainError } from '../../../kernel/errors.js';

/** A cart holds one category, since one provider does a visit (PR-6, PR-7). */
export class CartOfOtherCategory extends DomainError {
  readonly code = 'cart.other_category';
  readonly kind = 'conflict';

  constructor(inCart: string, wanted: string) {
    super(`The cart is for ${inCart}. Send replace to begin another for ${wanted}.`, { inCart, wanted });
  }
}

export class CartFull extends DomainError {
  readonly code = 'cart.full';
  readonly kind = 'conflict';

  constructor(most: number) {
    super(`A cart has room for ${most} kinds of work.`);
  }
}
