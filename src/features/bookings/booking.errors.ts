import { DomainError } from '../../kernel/errors.js';
import type { CancellationQuoteEntity } from './booking.entity.js';

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

export type SlotFault = 'past' | 'off_grid' | 'too_soon' | 'beyond_horizon' | 'closed' | 'unchanged';

const sentences: Readonly<Record<SlotFault, string>> = {
  past: 'That time is already past.',
  off_grid: 'Visits start every 30 minutes from 08:00 to 19:30, Indian time.',
  too_soon: 'That is too soon: the provider needs more notice.',
  beyond_horizon: 'That is too far ahead to be booked yet.',
  closed: 'No visits are made on that day.',
  unchanged: 'The visit is at that time already.',
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

/** A figure somebody was shown: of a cancellation, or of moving a booking. */
type ShownFee = Pick<
  CancellationQuoteEntity,
  'id' | 'feePaise' | 'tier' | 'nextTierAt' | 'expiresAt' | 'receipts'
> &
  Partial<Pick<CancellationQuoteEntity, 'refundPaise' | 'refunds'>>;

/** The figure shown no longer holds; `quote` carries the new one (CX-8, CX-9). */
export class FeeQuoteStale extends DomainError {
  readonly code = 'quote.stale';
  readonly kind = 'conflict';

  constructor(readonly quote: ShownFee | null = null) {
    super(
      quote
        ? 'This quote no longer holds. A new one is enclosed.'
        : 'This quote no longer holds. Ask for a new one.',
      quote ? { quote: quoteMembers(quote) } : {},
    );
  }
}

/** As the route that quotes answers it. */
function quoteMembers(quote: ShownFee): Readonly<Record<string, unknown>> {
  const { id, feePaise, refundPaise, refunds, tier, nextTierAt, expiresAt, receipts } = quote;
  return {
    quoteId: id,
    feePaise,
    ...(refundPaise !== undefined && { refundPaise, refunds: refunds ?? [] }),
    tier,
    nextTierAt: nextTierAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
    receipts,
  };
}

/** Nobody has taken the booking, so no provider can answer for leaving it. */
export class BookingNotAssigned extends DomainError {
  readonly code = 'booking.not_assigned';
  readonly kind = 'conflict';

  constructor() {
    super('No provider has taken this booking.');
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

export class FeeAlreadyWaived extends DomainError {
  readonly code = 'booking.fee_already_waived';
  readonly kind = 'conflict';

  constructor() {
    super('The fees of this booking have been waived already.');
  }
}

/** The booking is over and cost its customer no fee. */
export class NoFeeToWaive extends DomainError {
  readonly code = 'booking.no_fee_to_waive';
  readonly kind = 'conflict';

  constructor() {
    super('This booking cost no fee that could be waived.');
  }
}

/** Nothing about it can be changed any more. */
export class BookingOver extends DomainError {
  readonly code = 'booking.over';
  readonly kind = 'conflict';

  constructor() {
    super('This booking is over.');
  }
}

/** The provider chosen cannot take the booking at its time: busy, away, not of the trade or of the place (AV-2). */
export class ProviderNotFree extends DomainError {
  readonly code = 'provider.not_free';
  readonly kind = 'conflict';

  constructor() {
    super('This provider cannot take the booking at its time.');
  }
}

/** Nobody has the booking's time (DI-3): whoever is to do it must be named, so that it is won for them. */
export class BookingHasNobody extends DomainError {
  readonly code = 'booking.has_nobody';
  readonly kind = 'conflict';

  constructor() {
    super('Nobody has this booking: assign it to a provider.');
  }
}

/** The kind of policy decides nothing about bookings, so there is nothing of it to replay (PO-5). */
export class PolicyNotReplayable extends DomainError {
  readonly code = 'policy.not_replayable';
  readonly kind = 'conflict';

  constructor(policyKind: string) {
    super(`A ${policyKind} policy decides nothing about bookings that could be replayed.`, { policyKind });
  }
}

/** Money of a booking that is not over goes back by cancelling it. */
export class BookingOpen extends DomainError {
  readonly code = 'refund.booking_open';
  readonly kind = 'conflict';

  constructor() {
    super('This booking is not over. Cancel it, and its money goes back by its policy.');
  }
}

export class SafetyAlreadyFlagged extends DomainError {
  readonly code = 'booking.safety_already_flagged';
  readonly kind = 'conflict';

  constructor() {
    super('A safety concern is recorded on this booking already.');
  }
}

/** The caller takes no form in which this is given. */
export class NoSuchForm extends DomainError {
  readonly code = 'request.not_acceptable';
  readonly kind = 'not-acceptable';

  constructor(forms: readonly string[]) {
    super(`This is given as ${forms.join(' or ')} only.`);
  }
}
