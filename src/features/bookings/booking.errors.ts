import { DomainError } from '../../kernel/errors.js';

/** Another time that can still be booked. */
export interface Alternative {
  start: string;
  end: string;
  remaining: number;
}

/** Nobody is free any more at that time (HB-3). */
export class SlotTaken extends DomainError {
  readonly code = 'slot.taken';
  readonly kind = 'conflict';

  /** @param alternatives the nearest free starts, at most three */
  constructor(readonly alternatives: readonly Alternative[]) {
    super(
      alternatives.length > 0
        ? 'That time has just been taken.'
        : 'That time is taken, and nothing else is free.',
      { alternatives },
    );
  }
}

export type SlotFault = 'past' | 'off_grid' | 'too_soon' | 'beyond_horizon' | 'closed';

const sentences: Readonly<Record<SlotFault, string>> = {
  past: 'That time is already past.',
  off_grid: 'Visits start every 30 minutes from 08:00 to 19:30, Indian time.',
  too_soon: 'That is too soon: the provider needs more notice.',
  beyond_horizon: 'That is too far ahead to be booked yet.',
  closed: 'No visits are made on that day.',
};

/** Not a time that can be booked by anyone (AV-1). */
export class SlotInvalid extends DomainError {
  readonly code = 'slot.invalid';
  readonly kind = 'invalid';

  constructor(readonly fault: SlotFault) {
    super(sentences[fault], { reason: fault, errors: [{ pointer: '/slotStart', detail: sentences[fault] }] });
  }
}

export class BookingChangedMeanwhile extends DomainError {
  readonly code = 'booking.changed_meanwhile';
  readonly kind = 'conflict';

  constructor() {
    super('The booking has changed meanwhile. Look at it again.');
  }
}

/** The figure shown no longer holds; `quote` carries the new one (CX-8). */
export class CancellationQuoteStale extends DomainError {
  readonly code = 'quote.stale';
  readonly kind = 'conflict';

  constructor() {
    super('This cancellation quote no longer holds. Ask for a new one.');
  }
}

/** Card and UPI need a payment gateway, which this release does not have. */
export class PaymentMethodUnavailable extends DomainError {
  readonly code = 'payment.method_unavailable';
  readonly kind = 'invalid';

  constructor() {
    super('Only cash and wallet are taken at present.', {
      errors: [{ pointer: '/paymentMethod', detail: 'must be cash or wallet' }],
    });
  }
}

export class WalletTooLow extends DomainError {
  readonly code = 'wallet.too_low';
  readonly kind = 'conflict';

  constructor(balancePaise: number, neededPaise: number) {
    super('There is not enough in the wallet.', { balancePaise, neededPaise });
  }
}

/** A fee would be charged that the caller has not seen: ask for a cancellation quote first. */
export class CancellationCosts extends DomainError {
  readonly code = 'booking.cancellation_costs';
  readonly kind = 'conflict';

  constructor(feePaise: number) {
    super('Cancelling now costs a fee. Ask for a cancellation quote and cancel with it.', { feePaise });
  }
}
