import { DomainError } from '../../kernel/errors.js';

/** Only work that is done can be judged. */
export class BookingNotCompleted extends DomainError {
  readonly code = 'review.booking_not_completed';
  readonly kind = 'conflict';

  constructor() {
    super('A booking can be rated once its work is done.');
  }
}

/** One of each side (DI-5). */
export class AlreadyReviewed extends DomainError {
  readonly code = 'review.already_given';
  readonly kind = 'conflict';

  constructor(editableUntil: Date) {
    super('You have rated this booking already.', { editableUntil: editableUntil.toISOString() });
  }
}

export class ReviewClosed extends DomainError {
  readonly code = 'review.closed';
  readonly kind = 'conflict';

  constructor(editableUntil: Date) {
    super('A rating can be changed for a day, and the day is over.', {
      editableUntil: editableUntil.toISOString(),
    });
  }
}
