import { DomainError } from '../../../kernel/errors.js';

/** No warranty runs for any of the work (DI-6). */
export class WarrantyOver extends DomainError {
  readonly code = 'rework.warranty_over';
  readonly kind = 'conflict';

  constructor(endedAt: Date | null) {
    super(
      endedAt === null
        ? 'This service has no warranty. You may still complain about it.'
        : 'The warranty of this work is over. You may still complain about it.',
      { endedAt: endedAt?.toISOString() ?? null },
    );
  }
}

/** One rework at a time: the one that is booked has to be done first. */
export class ReworkAlreadyBooked extends DomainError {
  readonly code = 'rework.already_booked';
  readonly kind = 'conflict';

  constructor(bookingId: string) {
    super('This work is already to be done again.', { bookingId });
  }
}

export interface ReworkRefund {
  readonly refundId: string;
  readonly instrument: string;
  readonly amountPaise: number;
  readonly state: string;
  readonly expectedBy: Date;
}

/** It did not help as often as it is tried: what was paid goes back instead (DI-6). */
export class ReworkExhausted extends DomainError {
  readonly code = 'rework.exhausted';
  readonly kind = 'conflict';

  /** @param refunds what goes back of the booking; none when nothing of it is kept any more */
  constructor(reworks: number, refunds: readonly ReworkRefund[]) {
    super('The work has been done again as often as it is tried. What you paid for it goes back to you.', {
      reworks,
      refundPaise: refunds.reduce((sum, { amountPaise }) => sum + amountPaise, 0),
      refunds: refunds.map(({ expectedBy, ...refund }) => ({
        ...refund,
        expectedBy: expectedBy.toISOString(),
      })),
    });
  }
}
