import { DomainError } from '../../kernel/errors.js';

/** Their mobile or email is somebody else's already. */
export class ProviderAlreadyExists extends DomainError {
  readonly code = 'provider.already_exists';
  readonly kind = 'conflict';

  constructor() {
    super('A provider with this mobile or email is on the roster already.');
  }
}

export interface BookedVisit {
  readonly bookingId: string;
  readonly start: string;
  readonly end: string;
}

/** They are booked in that time; `force` sends somebody else (AV-5). */
export class LeaveOverBookings extends DomainError {
  readonly code = 'leave.over_bookings';
  readonly kind = 'conflict';

  constructor(bookings: readonly BookedVisit[]) {
    super('The provider is booked in that time. Send `force` to have the visits moved to others.', {
      bookings,
    });
  }
}
